"""Ids from files that lie in a package, which the code asks for by the package's name, or that it copies first."""

import pytest

from tests.projects import ids

READING = {
    "open_text by the package's name": (
        "from importlib import resources\nimport json",
        'with resources.open_text("app", "models.json") as file:\n    models = json.load(file)',
    ),
    "read_text of the package itself": (
        "import importlib.resources, json\nimport app.data",
        'models = json.loads(importlib.resources.read_text(app, "models.json"))',
    ),
    "files, a path": (
        "from importlib.resources import files\nimport json",
        'models = json.loads((files("app") / "models.json").read_text())',
    ),
    "files of this package, joined, as a file": (
        "from importlib.resources import as_file, files\nimport json",
        'with as_file(files(__package__).joinpath("models.json")) as path:\n    models = json.load(path.open())',
    ),
    "files of this module": (
        "from importlib.resources import files\nimport json",
        'models = json.loads(files(__name__).joinpath("models.json").read_text())',
    ),
    "pkg_resources": (
        "import json, pkg_resources",
        'models = json.load(open(pkg_resources.resource_filename(__name__, "models.json")))',
    ),
    "pkg_resources, as a stream": (
        "import json, pkg_resources",
        'models = json.load(pkg_resources.resource_stream("app", "models.json"))',
    ),
    "pkgutil": ("import json, pkgutil", 'models = json.loads(pkgutil.get_data("app", "models.json"))'),
    "the package's path": (
        "import json, os\nimport app",
        'models = json.load(open(os.path.join(app.__path__[0], "models.json")))',
    ),
    "the package's file": (
        "import json\nimport app\nfrom pathlib import Path",
        'models = json.loads((Path(app.__file__).parent / "models.json").read_text())',
    ),
}


@pytest.mark.parametrize(("imports", "reading"), READING.values(), ids=READING.keys())
def test_what_the_package_holds_is_read(imports: str, reading: str) -> None:
    project = (
        f"--- src/app/__init__.py\n--- src/app/data.py\n--- src/app/load.py\n{imports}\nfrom ultralytics import YOLO\n"
        f'{reading}\nYOLO(models["small"])\n--- src/app/models.json\n{{"small": "a.pt", "large": "b.pt"}}\n'
    )
    assert ids(project) == ["ultralytics:a.pt"]


def test_a_folder_of_a_package_needs_no_module() -> None:
    project = """
        --- app/__init__.py
        --- app/load.py
        import json
        from importlib.resources import files
        from ultralytics import YOLO
        YOLO(json.loads((files("app.data") / "models.json").read_text())["small"])
        --- app/data/models.json
        {"small": "a.pt"}
    """
    assert ids(project) == ["ultralytics:a.pt"]


def test_weights_in_a_package_are_a_file_of_the_project() -> None:
    project = """
        --- app/__init__.py
        --- app/load.py
        import torch
        from pkg_resources import resource_filename
        torch.load(resource_filename("app", "weights/net.pth"))
    """
    assert ids(project) == ["file:app/weights/net.pth"]


def test_a_package_of_others_is_not_searched() -> None:
    project = """
        --- app.py
        import json
        from importlib.resources import files
        from ultralytics import YOLO
        YOLO(json.loads((files("ultralytics") / "models.json").read_text())["small"])
        --- models.json
        {"small": "a.pt"}
    """
    assert ids(project) == ["?"]


COPIED = {
    "by the function that reads it": """
        --- app.py
        import os, shutil, yaml
        from ultralytics import YOLO
        def load():
            path = os.path.expanduser("~/.app/config.yaml")
            if not os.path.exists(path):
                shutil.copy("config.yaml", path)
            YOLO(yaml.safe_load(open(path))["weights"])
        load()
        --- config.yaml
        weights: a.pt
        """,
    "by the caller of the one that reads it": """
        --- app/app.py
        import os, shutil
        from app.settings import read
        from ultralytics import YOLO
        HERE = os.path.dirname(__file__)
        def main():
            home = os.path.join(os.path.expanduser("~"), ".app")
            shutil.copyfile(os.path.join(HERE, "config.yaml"), os.path.join(home, "config.yaml"))
            YOLO(read(os.path.join(home, "config.yaml"))["weights"])
        --- app/__init__.py
        --- app/settings.py
        import yaml
        def read(path):
            with open(path) as file:
                return yaml.safe_load(file)
        --- app/config.yaml
        weights: a.pt
        """,
}


@pytest.mark.parametrize("project", COPIED.values(), ids=COPIED.keys())
def test_a_copy_holds_what_was_copied(project: str) -> None:
    assert ids(project) == ["ultralytics:a.pt"]


def test_a_copy_of_another_file_is_not_read() -> None:
    project = """
        --- app.py
        import shutil, yaml
        from ultralytics import YOLO
        shutil.copy("config.yaml", "~/other.yaml")
        YOLO(yaml.safe_load(open("~/.app.yaml"))["weights"])
        --- config.yaml
        weights: a.pt
    """
    assert ids(project) == ["?"]


def test_a_path_above_the_module() -> None:
    project = """
        --- src/app/load.py
        import torch
        from pathlib import Path
        ROOT = Path(__file__).resolve().parents[2]
        torch.load(ROOT / "weights" / "net.pth")
    """
    assert ids(project) == ["file:weights/net.pth"]

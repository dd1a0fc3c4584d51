"""Callees and constants through imports, packages and re-exports."""

import pytest

from tests.projects import ids

CALLEES = {
    "import": 'import ultralytics\nultralytics.YOLO("a.pt")',
    "alias of a module": 'import ultralytics as u\nu.YOLO("a.pt")',
    "alias of a name": 'from ultralytics import YOLO as Detector\nDetector("a.pt")',
    "import in a function": 'def f():\n    from ultralytics import YOLO\n    YOLO("a.pt")',
    "star import": 'from ultralytics import YOLO\nfrom os import *\nYOLO("a.pt")',
    "star import of the library": 'from os.path import *\nfrom ultralytics import *\nYOLO("a.pt")',
    "star import of the library, inherited": ('from ultralytics import *\nclass Mine(YOLO):\n    pass\nMine("a.pt")'),
    "behind an ellipsis": 'from ultralytics import YOLO\nclass Mine(YOLO):\n    def best(self): ...\nMine("a.pt")',
    "assignment": 'from ultralytics import YOLO\nload = YOLO\nload("a.pt")',
    "attribute": 'from ultralytics import YOLO\nclass A:\n    load = YOLO\n    def f(self):\n        self.load("a.pt")',
    "dict of classes": 'from ultralytics import YOLO, RTDETR\nD = {"y": YOLO, "r": RTDETR}\nD["y"]("a.pt")',
    "conditional import": 'try:\n    from ultralytics import YOLO\nexcept ImportError:\n    YOLO = None\nYOLO("a.pt")',
    "subclass": 'from ultralytics import YOLO\nclass Mine:\n    pass\nYOLO("a.pt")',
    "passed to a helper": 'from ultralytics import YOLO\ndef make(load, name):\n    load(name)\nmake(YOLO, "a.pt")',
}

NOT_LOADS = {
    "a builtin beside a star import": 'from ultralytics import *\nprint("a.pt")',
    "a namesake class": 'class YOLO:\n    def __init__(self, name): ...\nYOLO("a.pt")',
    "a namesake method": 'class Cat:\n    @classmethod\n    def from_pretrained(cls, name): ...\nCat.from_pretrained("a/b")',
    "a definition": 'def from_pretrained(name="a/b"): ...',
    "a comment": '# YOLO("a.pt")\nx = 1',
    "a docstring": '"""YOLO("a.pt")"""',
    "a name that was overwritten": 'from ultralytics import YOLO\nYOLO = print\nYOLO("a.pt")',
    "an architecture without weights": 'from ultralytics import YOLO\nYOLO("yolov8n.yaml")',
    "another library": 'from nowhere import YOLO\nYOLO("a")',
}

PROJECTS = {
    "star import of a file that takes all names of a library": (
        """
        --- app.py
        from tools import *
        YOLO("a.pt")
        --- main.py
        import tools
        tools.YOLO("b.pt")
        --- tools.py
        from ultralytics import *
        """,
        ["a.pt", "b.pt"],
    ),
    "star import of a file that lists what it has": (
        """
        --- app.py
        from ultralytics import YOLO
        from first import *
        from second import *
        YOLO(WEIGHTS)
        --- first.py
        __all__ = ["OTHER"]
        WEIGHTS = "no.pt"
        --- second.py
        from ultralytics import *
        from third import *
        --- third.py
        __all__ = ["WEIGHTS"]
        WEIGHTS = "a.pt"
        """,
        ["a.pt"],
    ),
    "constant of another file": (
        """
        --- app.py
        from ultralytics import YOLO
        from settings import WEIGHTS
        YOLO(WEIGHTS)
        --- settings.py
        WEIGHTS = "a.pt"
        """,
        ["a.pt"],
    ),
    "attribute of an imported module": (
        """
        --- app.py
        from ultralytics import YOLO
        import settings as s
        YOLO(s.WEIGHTS)
        --- settings.py
        WEIGHTS = "a.pt"
        """,
        ["a.pt"],
    ),
    "relative imports in a package": (
        """
        --- pkg/__init__.py
        --- pkg/sub/__init__.py
        --- pkg/sub/app.py
        from ultralytics import YOLO
        from ..names import WEIGHTS
        from . import near
        YOLO(WEIGHTS)
        YOLO(near.OTHER)
        --- pkg/names.py
        WEIGHTS = "a.pt"
        --- pkg/sub/near.py
        OTHER = "b.pt"
        """,
        ["a.pt", "b.pt"],
    ),
    "re-export": (
        """
        --- app.py
        from ultralytics import YOLO
        from pkg import WEIGHTS
        YOLO(WEIGHTS)
        --- pkg/__init__.py
        from .names import *
        --- pkg/names.py
        WEIGHTS = "a.pt"
        """,
        ["a.pt"],
    ),
    "loader re-exported by the project": (
        """
        --- app.py
        from compat import Detector
        Detector("a.pt")
        --- compat.py
        from ultralytics import YOLO as Detector
        """,
        ["a.pt"],
    ),
    "src layout": (
        """
        --- src/pkg/__init__.py
        --- src/pkg/names.py
        WEIGHTS = "a.pt"
        --- tools/app.py
        from ultralytics import YOLO
        from pkg.names import WEIGHTS
        YOLO(WEIGHTS)
        """,
        ["a.pt"],
    ),
    "namespace package": (
        """
        --- pkg/names.py
        WEIGHTS = "a.pt"
        --- pkg/app.py
        from ultralytics import YOLO
        from pkg.names import WEIGHTS
        YOLO(WEIGHTS)
        """,
        ["a.pt"],
    ),
    "the nearest of two modules of one name": (
        """
        --- one/app.py
        from ultralytics import YOLO
        from names import WEIGHTS
        YOLO(WEIGHTS)
        --- one/names.py
        WEIGHTS = "a.pt"
        --- two/names.py
        WEIGHTS = "b.pt"
        """,
        ["a.pt"],
    ),
    "a library is not a file beside another script": (
        """
        --- scripts/ultralytics.py
        def YOLO(name): ...
        --- app.py
        from ultralytics import YOLO
        YOLO("a.pt")
        """,
        ["a.pt"],
    ),
    "base class of another file": (
        """
        --- base.py
        from ultralytics import YOLO
        class Base:
            def load(self):
                YOLO(self.weights)
        --- app.py
        import base
        class App(base.Base):
            weights = "a.pt"
        """,
        ["a.pt"],
    ),
    "helper of another file": (
        """
        --- helper.py
        from ultralytics import YOLO
        def load(name):
            return YOLO(name)
        --- app.py
        from helper import load as load_model
        load_model("a.pt")
        """,
        ["a.pt"],
    ),
    "imports in a circle end": (
        """
        --- a.py
        from b import NAME
        --- b.py
        from a import NAME
        --- app.py
        from ultralytics import YOLO
        from a import NAME
        YOLO(NAME)
        """,
        ["?"],
    ),
    "both sides of a merge conflict": (
        """
        --- app.py
        from ultralytics import YOLO
        <<<<<<< ours
        NAME = "a.pt"
        =======
        NAME = "b.pt"
        >>>>>>> theirs
        YOLO(NAME)
        """,
        ["a.pt", "b.pt"],
    ),
}


@pytest.mark.parametrize("source", CALLEES.values(), ids=CALLEES.keys())
def test_callee_is_recognised(source: str) -> None:
    assert ids(source) == ["ultralytics:a.pt"]


@pytest.mark.parametrize("source", NOT_LOADS.values(), ids=NOT_LOADS.keys())
def test_this_is_no_load(source: str) -> None:
    assert ids(source) == []


@pytest.mark.parametrize(("text", "expected"), PROJECTS.values(), ids=PROJECTS.keys())
def test_ids_of_several_files(text: str, expected: list[str]) -> None:
    assert ids(text) == [name if name == "?" else f"ultralytics:{name}" for name in expected]


def test_a_class_that_inherits_from_pretrained_is_a_loader() -> None:
    assert ids("""
        --- app.py
        from transformers import PreTrainedModel
        class Mine(PreTrainedModel):
            pass
        Mine.from_pretrained("a/b")
    """) == ["hf:a/b"]


@pytest.mark.parametrize("folder", ["ultralytics", "examples/ultralytics"])
@pytest.mark.parametrize(
    "source",
    [
        "import ultralytics\nultralytics.YOLO('a.pt')",
        "from ultralytics import YOLO\nYOLO('a.pt')",
        "import ultralytics.models\nultralytics.models.YOLO('a.pt')",
        "from ultralytics import *\nYOLO('a.pt')",
    ],
)
def test_a_folder_of_scripts_that_is_called_like_the_library_hides_nothing(folder: str, source: str) -> None:
    assert ids(f"--- {folder}/run.py\n{source}\n--- {folder}/other.py\nx = 1\n") == ["ultralytics:a.pt"]


def test_a_script_that_is_called_like_the_library_hides_nothing() -> None:
    assert ids("--- ultralytics.py\nimport ultralytics\nultralytics.YOLO('a.pt')\n") == ["ultralytics:a.pt"]


def test_a_function_s_import_that_is_put_among_the_module_s_names() -> None:
    project = """
        class Exporting:
            def __enter__(self): ...
            def __exit__(self, *args): ...
        class Detector:
            def _import(self):
                with Exporting():
                    from ultralytics import YOLO as Model
            def __init__(self):
                self._import()
                self.model = Model("a.pt")
    """
    assert ids(project) == ["ultralytics:a.pt"]

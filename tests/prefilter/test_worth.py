"""The prefilter never passes over a file with a load, and passes over what cannot hold one."""

from pathlib import Path

import pytest

from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.prefilter.sight import ANYTHING
from modelpolicy.prefilter.worth import Wanted, worth_parsing
from modelpolicy.program.project import Project
from modelpolicy.source.files import SourceFiles
from tests.extract.calls import matching_name
from tests.projects import read_files

NOTHING = Wanted({}, by_value=False)

KEPT = {
    "an import": "import easyocr\neasyocr.Reader('base')",
    "behind a semicolon": "x = 1; import easyocr\neasyocr.Reader('base')",
    "a continued line": "import os, \\\n    easyocr\neasyocr.Reader('base')",
    "a continued line before": "from \\\n  easyocr \\\n  import Reader\nReader('base')",
    "an alias": "from easyocr import Reader as Reader_\nReader_('base')",
    "a literal module name": "from importlib import import_module\nimport_module('easyocr').Reader('base')",
    "a computed module name": "from importlib import import_module\nW = 'easyocr'\nimport_module(W).Reader('base')",
    "a relative import of what is outside": "from .easyocr import Reader\nReader('base')",
    "a merge conflict": "<<<<<<< a\nimport easyocr\n=======\n>>>>>>> b\neasyocr.Reader('base')",
    "windows line ends": "import os, \\\r\n easyocr\r\neasyocr.Reader('base')",
    "an open first segment": "from tensorflow import keras\nkeras.models.load_model('a.h5')",
    "a re-export": """
        --- app.py
        from compat import Reader
        Reader("base")
        --- compat.py
        from easyocr import Reader
        """,
    "another name in another file": """
        --- app.py
        from compat import Make
        Make("x")
        --- compat.py
        from easyocr import Reader as Mine
        Other = Mine
        class Make(Other): ...
        """,
    "a loader handed to a helper": """
        --- app.py
        def make(module):
            return module.Reader("base")
        --- main.py
        import easyocr
        from app import make
        make(easyocr)
        """,
    "a loader handed to a function of a file that names none": """
        --- app.py
        def load(function, name):
            return function(name)
        --- main.py
        from easyocr import Reader
        from app import load
        load(Reader, "base")
        """,
    "a loader that is called as a library is": """
        --- app.py
        from outlines import models
        models.transformers("gpt2")
        --- other.py
        from transformers import BertTokenizerFast
        """,
    "a loader out of another file's table": """
        --- app.py
        from tables import READERS
        READERS["a"]("base")
        --- tables.py
        from easyocr import Reader
        READERS = {"a": Reader}
        """,
    "any name of a module full of loaders": "from torchvision import models\nmodels.vgg16_bn(weights='DEFAULT')",
    "a name of which a row knows how it begins": (
        "from tensorflow.keras.applications import resnet50\nresnet50.ResNet50(weights='imagenet')"
    ),
    "a module of such loaders under another name": (
        "import tensorflow.keras.applications as zoo\nzoo.VGG16(weights='imagenet')"
    ),
    "all names of a module full of loaders": "from torchvision.models import *\nvgg16_bn(weights='DEFAULT')",
    "a class in small letters": (
        "from deepforest import main\nclass Trees:\n    def __init__(self):\n        self.model = main.deepforest()\n"
        "    def load(self):\n        self.model.load_model('weecology/deepforest-bird')"
    ),
    "a module of a library that the project holds a part of": """
        --- app.py
        from easyocr.api import Reader
        Reader("base")
        --- easyocr/notes.py
        """,
}

PASSED_OVER = {
    "a token without any library": "def Reader(x): ...\nReader('base')",
    "a token of another library": "import whisper\nReader('base')",
    "a library of which few functions load": "import cv2\ncv2.imread('base')",
    "a name of loaders of which no library is spelled out": "import torch\ndef use(model):\n    model.load_weights('a')",
    "a common name of a library that another file uses": """
        --- app.py
        from transformers import AutoTokenizer
        def pick(options):
            return options.get("name")
        --- main.py
        import requests
        requests.get("https://example.org")
        """,
    "a library that the project is itself": """
        --- app.py
        from easyocr import Reader
        Reader("base")
        --- easyocr/__init__.py
        def Reader(name): ...
        """,
}


KEPT_IN_A_VARIABLE = {
    "a loader": "from ultralytics import YOLO\nkind = YOLO\nkind('a.pt')",
    "what a module full of loaders has": "from torchvision import models\nkind = models.vgg16_bn\nkind(weights='DEFAULT')",
}

CALLED = {
    "a loader": "from ultralytics import YOLO\nYOLO('a.pt')",
    "what a module full of loaders has": "from torchvision import models\nmodels.vgg16_bn(weights='DEFAULT')",
}


def _worth(root: Path, text: str) -> dict[str, Wanted | None]:
    files = read_files(text)
    for path, content in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content.encode())
    sources = SourceFiles(root)
    return dict(worth_parsing(builtin_catalogue(), Project(sorted(files), sources), sources))


@pytest.mark.parametrize("name", KEPT)
def test_keeps(tmp_path: Path, name: str) -> None:
    assert "app.py" in _worth(tmp_path, KEPT[name])


PARTLY_OPEN = sorted(pattern for pattern in builtin_catalogue().patterns if "*" in pattern.rpartition(".")[2])
"""Patterns of callees whose own names they do not spell out: the hardest to see."""

WRITTEN = {
    "the library": "import {root}\n{root}.{rest}()",
    "the library under another name": "import {root} as other\nother.{rest}()",
    "the loader": "from {module} import {last}\n{last}()",
    "the loader under another name": "from {module} import {last} as Other\nOther()",
}


@pytest.mark.parametrize("inner", [[], ["inner"]], ids=["direct", "further in"])
@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
@pytest.mark.parametrize("pattern", PARTLY_OPEN)
def test_keeps_each_loader_however_it_is_imported(tmp_path: Path, pattern: str, written: str, inner: list[str]) -> None:
    segments = pattern.split(".")
    runs = [["tensorflow"] if number == 0 else inner for number in range(len(segments))]
    name = matching_name(pattern, runs, "Any")
    (root, _, rest), (module, _, last) = name.partition("."), name.rpartition(".")
    assert (
        _worth(tmp_path, written.format(root=root, rest=rest, module=module, last=last)).get("app.py", NOTHING)
        != NOTHING
    )


@pytest.mark.parametrize("name", PASSED_OVER)
def test_passes_over(tmp_path: Path, name: str) -> None:
    assert "app.py" not in _worth(tmp_path, PASSED_OVER[name])


def test_keeps_what_cannot_be_read(tmp_path: Path) -> None:
    sources = SourceFiles(tmp_path)
    assert worth_parsing(builtin_catalogue(), Project(["gone.py"], sources), sources) == {"gone.py": None}


@pytest.mark.parametrize("code", KEPT_IN_A_VARIABLE.values(), ids=KEPT_IN_A_VARIABLE.keys())
def test_calls_of_variables_count_where_a_loader_is_put_into_one(tmp_path: Path, code: str) -> None:
    wanted = _worth(tmp_path, code)["app.py"]
    assert wanted is not None
    assert wanted.by_value


def test_calls_of_variables_count_where_a_loader_can_get_to_alone(tmp_path: Path) -> None:
    worth = _worth(
        tmp_path,
        """
        --- app.py
        from ultralytics import YOLO
        from helper import make
        make(YOLO, "a.pt")
        --- helper.py
        def make(kind, name):
            return kind(name)
        --- other.py
        from ultralytics import YOLO
        YOLO("b.pt")
        """,
    )
    assert {path for path, wanted in worth.items() if wanted is not None and wanted.by_value} == {"app.py", "helper.py"}


@pytest.mark.parametrize("code", CALLED.values(), ids=CALLED.keys())
def test_calls_of_variables_do_not_count_where_loaders_are_only_called(tmp_path: Path, code: str) -> None:
    wanted = _worth(tmp_path, code)["app.py"]
    assert wanted is not None
    assert not wanted.by_value


def test_a_name_is_a_loader_only_behind_what_can_lead_to_one(tmp_path: Path) -> None:
    wanted = _worth(tmp_path, "import torch\ntorch.load('a.pt')\ndef make(builder):\n    builder.load(1)")["app.py"]
    assert wanted is not None
    assert wanted.names == {"load": {"torch"}}


def test_an_import_behind_a_byte_order_mark_is_one(tmp_path: Path) -> None:
    wanted = _worth(tmp_path, "\ufefffrom ultralytics import YOLO\nYOLO('a.pt')")["app.py"]
    assert wanted is not None
    assert wanted.names == {"YOLO": {"YOLO"}}


def test_behind_what_is_computed_anything_can_be_a_loader(tmp_path: Path) -> None:
    wanted = _worth(tmp_path, "import torch\nHELD = [torch]\nHELD[0].load('a.pt')")["app.py"]
    assert wanted is not None
    assert wanted.names == {"load": {ANYTHING}}


def test_behind_letters_beyond_ascii_anything_can_be_a_loader(tmp_path: Path) -> None:
    wanted = _worth(tmp_path, "import torch as µ\nµ.load('a.pt')")["app.py"]
    assert wanted is not None
    assert wanted.names == {"load": {ANYTHING}}


@pytest.mark.parametrize(
    "code", ["import torch as {}\n{}.load('a.pt')", "from torchvision import models as {}\n{}.vgg16()"]
)
def test_a_name_that_is_no_utf_8_is_no_crash(tmp_path: Path, code: str) -> None:
    (tmp_path / "app.py").write_bytes(code.replace("{}", "modèle").encode("latin-1"))
    sources = SourceFiles(tmp_path)
    assert "app.py" in worth_parsing(builtin_catalogue(), Project(["app.py"], sources), sources)

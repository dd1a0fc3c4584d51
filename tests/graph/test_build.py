"""Which analyzer a load belongs to."""

import pytest

from tests.projects import graph_of

CATALOGUE = """
--- app/__init__.py
--- app/catalogue.py
from app.faces import Faces
from app.speech import Speech
ANALYZERS = {
    "faces": Faces,
    "speech": Speech,
}
DISABLED = ["speech"]
"""


def uses(text: str, catalog: str = "app/catalogue.py:ANALYZERS") -> dict[str, list[str]]:
    graph = graph_of(CATALOGUE + text, catalog)
    return {one.name: sorted({use.model.name for use in graph.uses_by(one.name)}) for one in graph.analyzers}


def test_a_load_belongs_to_the_class_that_makes_it() -> None:
    assert uses("""
--- app/faces.py
from ultralytics import YOLO
class Faces:
    def load(self):
        YOLO("faces.pt")
--- app/speech.py
from ultralytics import YOLO
class Speech:
    def load(self):
        YOLO("speech.pt")
""") == {"faces": ["faces.pt"], "speech": ["speech.pt"]}


def test_an_id_handed_to_a_shared_helper_belongs_to_the_caller_alone() -> None:
    assert uses("""
--- app/helper.py
from ultralytics import YOLO
def load(name):
    return YOLO(name)
--- app/faces.py
from app.helper import load
class Faces:
    def load(self):
        load("faces.pt")
--- app/speech.py
from app import helper
class Speech:
    def load(self):
        helper.load("speech.pt")
""") == {"faces": ["faces.pt"], "speech": ["speech.pt"]}


def test_an_id_that_the_helper_decides_on_belongs_to_every_caller() -> None:
    assert uses("""
--- app/helper.py
from ultralytics import YOLO
def load():
    return YOLO("shared.pt")
def other():
    return YOLO("other.pt")
--- app/faces.py
from app.helper import load
class Faces:
    def load(self):
        load()
--- app/speech.py
import app.helper
class Speech:
    def load(self):
        app.helper.load()
""") == {"faces": ["shared.pt"], "speech": ["shared.pt"]}


def test_an_inherited_load_belongs_to_each_subclass_with_its_own_id() -> None:
    assert uses("""
--- app/base.py
from abc import ABC
from ultralytics import YOLO
class Base(ABC):
    def load(self):
        YOLO(self.weights)
--- app/faces.py
from app.base import Base
class Faces(Base):
    weights = "faces.pt"
--- app/speech.py
from app.base import Base
class Speech(Base):
    weights = "speech.pt"
""") == {"faces": ["faces.pt"], "speech": ["speech.pt"]}


def test_an_id_handed_to_the_analyzer_by_a_runner_belongs_to_the_analyzer() -> None:
    assert uses("""
--- app/main.py
from app.faces import Faces
def main():
    Faces("from_main.pt")
--- app/faces.py
from ultralytics import YOLO
class Faces:
    def __init__(self, weights):
        self.model = YOLO(weights)
--- app/speech.py
class Speech: ...
""") == {"faces": ["from_main.pt"], "speech": []}


def test_the_body_of_an_imported_module_runs() -> None:
    assert uses("""
--- app/eager.py
from ultralytics import YOLO
MODEL = YOLO("eager.pt")
--- app/faces.py
class Faces:
    def load(self):
        from app import eager
--- app/speech.py
class Speech: ...
""") == {"faces": ["eager.pt"], "speech": []}


def test_a_table_of_classes_runs_none_of_them() -> None:
    assert uses("""
--- app/faces.py
from ultralytics import YOLO
class Other:
    def load(self):
        YOLO("other.pt")
TABLE = {"other": Other}
class Faces:
    def load(self):
        YOLO("faces.pt")
--- app/speech.py
class Speech: ...
""") == {"faces": ["faces.pt"], "speech": []}


def test_a_helper_of_a_helper_gives_each_analyzer_its_own_model() -> None:
    assert uses("""
--- app/inner.py
from ultralytics import YOLO
class Loader:
    def __call__(self, name):
        return YOLO(name)
load = Loader()
--- app/helper.py
from app.inner import load
def fetch(name, **options):
    return load(name, **options)
--- app/faces.py
from app.helper import fetch
class Faces:
    def run(self):
        fetch("faces.pt")
--- app/speech.py
from app.helper import fetch
class Speech:
    def run(self):
        fetch(name="speech.pt")
""") == {"faces": ["faces.pt"], "speech": ["speech.pt"]}


def test_disabled_analyzers_are_read_from_the_list() -> None:
    graph = graph_of(
        CATALOGUE + "--- app/faces.py\nclass Faces: ...\n--- app/speech.py\nclass Speech: ...\n",
        "app/catalogue.py:ANALYZERS",
        "app/catalogue.py:DISABLED",
    )
    assert [(one.name, one.status, one.location.line) for one in graph.analyzers] == [
        ("faces", "enabled", 4),
        ("speech", "disabled", 5),
    ]
    assert graph.analyzers[0].entry == "app.faces.Faces"


def test_may_holds_what_could_be_imported() -> None:
    graph = graph_of(
        CATALOGUE
        + """
--- app/unused.py
from ultralytics import YOLO
def never_called():
    YOLO("never.pt")
--- app/faces.py
from app import unused
class Faces: ...
--- app/speech.py
class Speech: ...
""",
        "app/catalogue.py:ANALYZERS",
    )
    assert graph.does == ()
    assert [(use.analyzer, use.model.name) for use in graph.may] == [("faces", "never.pt")]


def test_without_a_catalogue_each_module_that_decides_is_a_unit() -> None:
    graph = graph_of("""
--- tools/helper.py
from ultralytics import YOLO
def load(name):
    return YOLO(name)
--- tools/one.py
from tools.helper import load
load("one.pt")
--- tools/two.py
from tools.helper import load
load("two.pt")
""")
    assert {(use.analyzer, use.model.name) for use in graph.does} == {("one", "one.pt"), ("two", "two.pt")}


def test_a_shared_model_is_marked_and_an_own_one_is_not() -> None:
    graph = graph_of("""
--- one.py
from ultralytics import YOLO
YOLO("shared.pt")
YOLO("one.pt")
--- two.py
from ultralytics import YOLO
YOLO("shared.pt")
""")
    assert {model.name for model in graph.shared()} == {"shared.pt"}


def test_an_open_load_belongs_to_the_analyzer_that_runs_it() -> None:
    graph = graph_of("""
--- one.py
from ultralytics import YOLO
YOLO(input())
""")
    assert [(found.analyzer, found.load.location.line) for found in graph.open] == [("one", 2)]


def test_code_of_no_analyzer_is_unowned() -> None:
    graph = graph_of(
        CATALOGUE
        + """
--- app/faces.py
class Faces: ...
--- app/speech.py
class Speech: ...
--- tools/warm.py
from ultralytics import YOLO
YOLO("warm.pt")
""",
        "app/catalogue.py:ANALYZERS",
    )
    assert [load.location.path for load in graph.unowned] == ["tools/warm.py"]


CHOOSING = {
    "an item of a dict": 'ZOO = {"f": "faces.pt", "s": "speech.pt"}\ndef load(kind):\n    return YOLO(ZOO[kind])',
    "an item of a dict, a call further in": (
        'ZOO = {"f": "faces.pt", "s": "speech.pt"}\n_known = {}\ndef load(kind):\n    if kind not in _known:\n'
        "        _known[kind] = _make(kind)\n    return _known[kind]\ndef _make(kind):\n    return YOLO(ZOO.get(kind))"
    ),
    "a branch": (
        'def load(kind):\n    if kind == "f":\n        return YOLO("faces.pt")\n    else:\n        return YOLO("speech.pt")'
    ),
    "a name bound in a branch": (
        'def load(kind):\n    name = "faces.pt"\n    if kind == "s":\n        name = "speech.pt"\n    return YOLO(name)'
    ),
    "a specification": (
        "class Spec:\n    def __init__(self, weights):\n        self.weights = weights\n"
        'ZOO = {"f": Spec("faces.pt"), "s": Spec("speech.pt")}\ndef load(kind):\n    return YOLO(ZOO[kind].weights)'
    ),
    "a function that names it": (
        'def name_of(kind):\n    return {"f": "faces.pt", "s": "speech.pt"}[kind]\n'
        "def load(kind):\n    return YOLO(name_of(kind))"
    ),
    "a class that is made for it": (
        'ZOO = {"f": "faces.pt", "s": "speech.pt"}\nclass load:\n    def __init__(self, kind):\n        self.kind = kind\n'
        "        self.start()\n    def start(self):\n        YOLO(ZOO[self.kind])"
    ),
}


@pytest.mark.parametrize("choosing", CHOOSING.values(), ids=CHOOSING.keys())
def test_an_id_that_a_helper_chooses_for_a_caller_belongs_to_that_caller(choosing: str) -> None:
    assert uses(f"""
--- app/helper.py
from ultralytics import YOLO
{choosing}
--- app/faces.py
from app.helper import load
class Faces:
    def run(self):
        load("f")
--- app/speech.py
from app import helper
class Speech:
    def run(self, frame):
        helper.load(kind="s")
""") == {"faces": ["faces.pt"], "speech": ["speech.pt"]}


def test_what_a_caller_chooses_belongs_to_those_who_call_it_without_a_choice() -> None:
    assert uses("""
--- app/helper.py
from ultralytics import YOLO
ZOO = {"f": "faces.pt", "o": "other.pt"}
def load(kind):
    return YOLO(ZOO[kind])
def load_faces(device):
    return load("f")
def never():
    return load("o")
--- app/faces.py
from app.helper import load_faces
class Faces:
    def run(self):
        load_faces("cpu")
--- app/speech.py
from app.helper import load_faces
class Speech:
    def run(self):
        load_faces("cuda")
""") == {"faces": ["faces.pt"], "speech": ["faces.pt"]}


def test_a_key_that_nobody_passes_leaves_the_choice_to_the_helper() -> None:
    assert uses("""
--- app/helper.py
from ultralytics import YOLO
ZOO = {"f": "faces.pt", "o": "other.pt"}
def load(kind="f"):
    return YOLO(ZOO[kind])
--- app/faces.py
from app.helper import load
class Faces:
    def run(self):
        load()
--- app/speech.py
from app.helper import load
class Speech:
    def run(self):
        load()
""") == {"faces": ["faces.pt"], "speech": ["faces.pt"]}

"""Classes and functions that are called by what carries them: a variable, an item of a table, what a function returns."""

import pytest

from tests.projects import ids

DETECTORS = """
from ultralytics import YOLO
class Detector:
    def __init__(self, name):
        self.model = YOLO(name)
"""

CARRIED = {
    "an item of a table": 'TABLE = {"a": Detector, "b": int}\nTABLE["a"]("a.pt")',
    "an item by get": 'TABLE = {"a": Detector}\nTABLE.get("a", int)("a.pt")',
    "an item that a variable holds": (
        'TABLE = {"a": Detector, "b": int}\ndef make(key, name):\n    kind = TABLE[key]\n    return kind(name)\n'
        'make("a", "a.pt")\nmake("b", "b.pt")'
    ),
    "a table that an instance holds": (
        "class Factory:\n    kinds = {'a': Detector}\n    def make(self, key, name):\n        return self.kinds[key](name)\n"
        'Factory().make("a", "a.pt")'
    ),
    "a class attribute": (
        "class Runner:\n    kind = None\n    def run(self, name):\n        return self.kind(name)\n"
        'class Mine(Runner):\n    kind = Detector\nMine().run("a.pt")'
    ),
    "one of two": 'kind = Detector if fast() else int\nkind("a.pt")',
    "what a function returns": 'def kind_of(key):\n    return {"a": Detector}[key]\nkind_of("a")("a.pt")',
    "what a function returns, kept": (
        'def kind_of(key):\n    if key == "a":\n        return Detector\n    return int\nkind = kind_of("a")\nkind("a.pt")'
    ),
    "each of a list": 'for kind in [Detector, int]:\n    kind("a.pt")',
    "each of a list, in a comprehension": 'made = [kind("a.pt") for kind in (Detector, int)]',
    "each pair of a list": 'for kind, name in [(Detector, "a.pt"), (int, "b.pt")]:\n    kind(name)',
    "a table filled by a function": (
        'TABLE = {}\ndef enter(key, kind):\n    TABLE[key] = kind\nenter("a", Detector)\nTABLE["a"]("a.pt")'
    ),
}


@pytest.mark.parametrize("calling", CARRIED.values(), ids=CARRIED.keys())
def test_a_class_that_is_called_by_what_carries_it(calling: str) -> None:
    assert "ultralytics:a.pt" in ids(f"{DETECTORS}{calling}")


@pytest.mark.parametrize("calling", CARRIED.values(), ids=CARRIED.keys())
def test_no_other_call_of_what_carries_it(calling: str) -> None:
    assert "ultralytics:b.pt" not in ids(f"{DETECTORS}{calling}")


NAMED = {
    "an attribute of a module": (
        'import importlib\ndef make(key, name):\n    return getattr(importlib.import_module("app"), key)(name)\n'
        'make("Detector", "a.pt")'
    ),
    "module and attribute in one string": (
        "import importlib\ndef find(path):\n    module, kind = path.rsplit('.', 1)\n"
        "    return getattr(importlib.import_module(module), kind)\n"
        'find("app.Detector")("a.pt")'
    ),
    "a configuration that names class and arguments": (
        "import importlib\ndef find(path):\n    module, kind = path.rsplit('.', 1)\n"
        "    return getattr(importlib.import_module(module, package=None), kind)\n"
        "def make(config):\n    return find(config['target'])(**config.get('params', dict()))\n"
        'make({"target": "app.Detector", "params": {"name": "a.pt"}})'
    ),
    "the module itself": 'import sys\ngetattr(sys.modules[__name__], "Det" + "ector")("a.pt")',
    "a global of the module": 'globals()["Det" + "ector"]("a.pt")',
}


@pytest.mark.parametrize("calling", NAMED.values(), ids=NAMED.keys())
def test_a_class_that_is_looked_up_by_a_computed_name(calling: str) -> None:
    assert "ultralytics:a.pt" in ids(f"{DETECTORS}{calling}")

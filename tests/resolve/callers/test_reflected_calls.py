"""Functions and classes that code looks up by names: written in full, in part, or not at all."""

import pytest

from tests.projects import ids

FUNCTION = """
--- src/m.py
from ultralytics import YOLO
def load_a(name="a.pt"):
    YOLO(name)
class LoaderA:
    def __init__(self, name="a.pt"):
        self.name = name
    def load_b(self, name="a.pt"):
        YOLO(name)
    def run(self):
        YOLO(self.name)
--- src/main.py
import importlib, inspect, operator, sys
import m
from m import LoaderA
from world import x, y
{}
"""

NAMED = {
    "a method": 'getattr(LoaderA(), "load_b")("b.pt")',
    "a function of a module": 'getattr(m, "load_a")("b.pt")',
    "a function of a module, kept": 'load = getattr(m, "load_a")\nload("b.pt")',
    "one of several names": 'for name in ["load_a"]:\n    getattr(m, name)("b.pt")',
    "a name that is put together": 'getattr(m, "load_" + "a")("b.pt")',
    "an attribute that is asked for": 'getattr(LoaderA("b.pt"), "run")()',
    "a part of a name, and an argument": 'getattr(m, f"load_{x()}")("b.pt")',
    "a part of the name of a class": 'getattr(m, "Loader" + x())("b.pt").run()',
    "an item of all names": 'vars(m)["load_a"]("b.pt")',
    "a value of all names": 'm.__dict__.get("load_a")("b.pt")',
}


@pytest.mark.parametrize("calling", NAMED.values(), ids=NAMED.keys())
def test_what_is_passed_to_what_is_looked_up(calling: str) -> None:
    assert "ultralytics:b.pt" in ids(FUNCTION.format(calling))


UNTOLD = {
    "how a name begins": 'getattr(m, f"load_{x()}")(y())',
    "how a name begins, added": 'getattr(m, "load_" + x())(y())',
    "how a name begins, filled in": 'getattr(m, "load_%s" % x())(y())',
    "how a name begins, formatted": 'getattr(m, "load_{}".format(x()))(y())',
    "how a name begins, kept": 'name = f"load_{x()}"\nload = getattr(m, name)\nload(y())',
    "how a name ends": 'getattr(m, x() + "_a")(y())',
    "nothing of a name": "getattr(m, x())(y())",
    "nothing of an item's name": "vars(m)[x()](y())",
    "nothing of a value's name": "m.__dict__.get(x(), print)(y())",
    "every function": "for _, load in inspect.getmembers(m):\n    load(y())",
    "every value": "for load in vars(m).values():\n    load(y())",
    "every name": "for name in dir(m):\n    getattr(m, name)(y())",
    "nothing of the module": "importlib.import_module(x()).load_a(y())",
    "how the module is called": 'getattr(importlib.import_module(f"{x()}m"), "load_a")(y())',
    "how a method begins": 'getattr(LoaderA(), f"load_{x()}")(y())',
    "how a method begins, of a parameter": 'def run(one):\n    getattr(one, f"load_{x()}")(y())\nrun(LoaderA())',
}


@pytest.mark.parametrize("calling", UNTOLD.values(), ids=UNTOLD.keys())
def test_what_may_be_looked_up_may_be_passed_anything(calling: str) -> None:
    assert "?" in ids(FUNCTION.format(calling))
    assert "?" in ids(FUNCTION.format(f'm.load_a("b.pt")\nLoaderA().load_b("b.pt")\n{calling}'))


OTHERS = {
    "another beginning": 'getattr(m, f"save_{x()}")(y())',
    "another end": 'getattr(m, x() + "_z")(y())',
    "another module": "getattr(sys, x())(y())",
    "a name that is longer": 'getattr(m, "load_" + x() + "load_a")(y())',
}


@pytest.mark.parametrize("calling", OTHERS.values(), ids=OTHERS.keys())
def test_what_cannot_be_meant_is_passed_nothing(calling: str) -> None:
    assert ids(FUNCTION.format(f'm.load_a("b.pt")\nLoaderA("b.pt").load_b("b.pt")\n{calling}')) == ["ultralytics:b.pt"]


DATA = {
    "one of two names": ('NAME, OTHER = "a.pt", "b.pt"\nYOLO(globals()["NAME" if x() else y()])', ["?", "a.pt"]),
    "a name": ('NAME = "a.pt"\nYOLO(globals()["NAME"])', ["a.pt"]),
    "a name, or else": ('NAME = "a.pt"\nYOLO(globals().get("NAME", "b.pt"))', ["a.pt", "b.pt"]),
    "an attribute of an object": (
        'class C:\n    def __init__(self):\n        self.name = "a.pt"\nYOLO(vars(C())["name"])\nYOLO(C().__dict__["name"])',
        ["a.pt"],
    ),
    "of an object that is one of two": (
        'class C:\n    name = "a.pt"\nYOLO(getattr(C if x() else y(), "name"))',
        ["?", "a.pt"],
    ),
    "a part of a name": ('NAME_A = "a.pt"\nYOLO(globals()["NAME_" + x()])', ["?"]),
}


@pytest.mark.parametrize(("source", "expected"), DATA.values(), ids=DATA.keys())
def test_what_a_look_up_gives(source: str, expected: list[str]) -> None:
    found = ids(f"from ultralytics import YOLO\nfrom world import x, y\n{source}\n")
    assert found == [one if one == "?" else f"ultralytics:{one}" for one in expected]

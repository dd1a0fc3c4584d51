"""Calls of objects: of instances that are called, and of something unknown by a method's name."""

import pytest

from tests.projects import ids, scan

HEADER = """
from ultralytics import YOLO
class Loader:
    def __call__(self, name="b.pt"):
        YOLO(name)
"""

CALLED = {
    "where it is made": 'Loader()("a.pt")',
    "by its name": 'load = Loader()\nload("a.pt")',
    "in a table": 'loaders = {"x": Loader()}\nloaders["x"]("a.pt")',
    "in a loop": 'for load in [Loader()]:\n    load("a.pt")',
    "as a parameter": 'def run(load):\n    load("a.pt")\nrun(Loader())',
    "as a result": 'def make():\n    return Loader()\nmake()("a.pt")',
}


@pytest.mark.parametrize("called", CALLED.values(), ids=CALLED.keys())
def test_a_call_of_an_instance_passes_what_it_is_called_with(called: str) -> None:
    assert ids(HEADER + called) == ["ultralytics:a.pt"]


UNKNOWN = """
from ultralytics import YOLO
from somewhere import find
class Detector:
    def detect(self, name="b.pt"):
        YOLO(name)
Detector().detect()
"""


def test_a_method_of_something_unknown_may_be_one_of_a_class_that_the_file_speaks_of() -> None:
    assert ids(UNKNOWN + 'def run(detector):\n    detector.detect("a.pt")\nrun(find("Detector")[0])') == [
        "ultralytics:a.pt",
        "ultralytics:b.pt",
    ]


def test_a_method_of_something_unknown_is_nobodys_in_a_file_that_does_not_speak_of_the_class() -> None:
    other = '--- other.py\ndef run(thing):\n    thing.detect("a.pt")\n'
    (load,) = scan(f"--- app.py{UNKNOWN}{other}")
    assert [model.written for model in load.models] == ["b.pt"]

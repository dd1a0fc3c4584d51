"""What a constructor sets under a name that classes have a default under: the object's own comes first."""

import pytest

from tests.projects import scan

BASE = """\
from ultralytics import YOLO
class Base:
    name = ""
    def __init__(self, name=None):
        self.name = name or self.name
class Small(Base):
    name = "small.pt"
    def load(self):
        return YOLO(self.name)
"""

MADE = {
    "the default of the subclass": ("Small().load()", {"small.pt"}),
    "what a call passes": ('Small(name="own.pt").load()\nSmall().load()', {"own.pt", "small.pt"}),
    "what a factory passes on": (
        (
            'KINDS = {"small": Small}\ndef make(kind, **more):\n    return KINDS[kind](**more)\n'
            'make("small", name="own.pt").load()\nmake("small").load()'
        ),
        {"own.pt", "small.pt"},
    ),
}


@pytest.mark.parametrize(("made", "expected"), MADE.values(), ids=MADE)
def test_an_object_has_what_its_constructor_was_passed_or_the_default_of_its_class(
    made: str, expected: set[str]
) -> None:
    (load,) = scan(f"--- app.py\n{BASE}{made}\n")
    assert ({one.written for one in load.models}, load.open) == (expected, False)


def test_what_a_branch_of_the_constructor_has_set_before_counts() -> None:
    code = """\
from ultralytics import YOLO
class Base:
    name = "default.pt"
    def __init__(self, fast):
        if fast:
            self.name = "fast.pt"
        self.path = self.name
        self.name = "later.pt"
    def load(self):
        return YOLO(self.path)
Base(True).load()
Base(chosen()).load()
"""
    (load,) = scan(f"--- app.py\n{code}")
    assert {"default.pt", "fast.pt"} <= {one.written for one in load.models}

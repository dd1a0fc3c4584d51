"""Entries that a dict has lost: a default counts for what may be gone, and for nothing else."""

import pytest

from tests.projects import ids

LOSING = {
    "del": 'del names["x"]',
    "pop": 'names.pop("x")',
    "pop inside of an expression": 'print(names.pop("x"))',
    "pop of a computed key": "names.pop(input())",
    "popitem": "names.popitem()",
    "clear": "names.clear()",
    "in a function": 'def lose():\n    names.pop("x", None)\nlose()',
    "in a function that is handed it": 'def lose(some):\n    del some["x"]\nlose(names)',
}


@pytest.mark.parametrize("losing", LOSING.values(), ids=LOSING.keys())
def test_what_may_be_gone_leaves_the_default(losing: str) -> None:
    written = f'from ultralytics import YOLO\nnames = {{"x": "a.pt"}}\n{losing}\nYOLO(names.get("x", "b.pt"))'
    assert ids(written) == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_other_entries_stay() -> None:
    assert ids("""
from ultralytics import YOLO
names = {"x": "a.pt", "y": "b.pt"}
names.pop("x")
YOLO(names.get("y", "c.pt"))
""") == ["ultralytics:b.pt"]


def test_a_condition_on_a_key_that_may_be_gone_rules_nothing_out() -> None:
    assert ids("""
from ultralytics import YOLO
names = {"x": "a.pt"}
names.pop("x")
YOLO("a.pt" if "x" in names else "b.pt")
""") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_keyword_that_was_taken_out_leaves_the_default() -> None:
    assert ids("""
from ultralytics import YOLO
def load(name="b.pt", device="cpu"):
    YOLO(name)
def run(**options):
    first = options.pop("name")
    load(**options)
run(name="a.pt", device="cuda")
""") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_keyword_that_stays_surely_does() -> None:
    assert ids("""
from ultralytics import YOLO
def load(name="b.pt"):
    YOLO(name)
def run(**options):
    options.pop("device")
    load(**options)
run(name="a.pt", device="cuda")
""") == ["ultralytics:a.pt"]

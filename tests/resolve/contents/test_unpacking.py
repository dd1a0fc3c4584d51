"""Unpacking: which part of a value each target takes."""

import pytest

from tests.projects import ids

UNPACKED = {
    "what a star takes": ('first, *rest = ["a.pt", "b.pt"]\nYOLO(rest[0])', ["b.pt"]),
    "each of what a star takes": (
        'first, *rest = ("a.pt", "b.pt", "c.pt")\nfor n in rest:\n    YOLO(n)',
        ["b.pt", "c.pt"],
    ),
    "a star between others": ('a, *mid, z = ("a.pt", "b.pt", "c.pt", "d.pt")\nYOLO(mid[-1])', ["c.pt"]),
    "the target behind a star": ('*init, last = ("a.pt", "b.pt", "c.pt")\nYOLO(last)', ["c.pt"]),
    "the target behind a star, of a comprehension": ('[YOLO(n) for *_, n in [("x", "y", "a.pt")]]', ["a.pt"]),
    "a star of a loop": (
        'for kind, *names in [("x", "a.pt", "b.pt"), ("y", "c.pt")]:\n    for n in names:\n        YOLO(n)',
        ["a.pt", "b.pt", "c.pt"],
    ),
    "a star in a target of a target": ('(a, *rest), b = ("a.pt", "b.pt"), "c.pt"\nYOLO(rest[0])', ["b.pt"]),
    "the keys of a dict": ('a, *rest = {"a.pt": 1, "b.pt": 2}\nYOLO(rest[0])', ["b.pt"]),
    "arguments that a function takes": ('def f(*a):\n    x, *r = a\n    YOLO(r[0])\nf("a.pt", "b.pt")', ["b.pt"]),
    "a list that grows elsewhere": (
        'from world import more\nnames = ["a.pt", *more()]\nfirst, *rest = names\nYOLO(first)',
        ["?", "a.pt"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), UNPACKED.values(), ids=UNPACKED.keys())
def test_what_a_target_takes(source: str, expected: list[str]) -> None:
    assert ids(f"from ultralytics import YOLO\n{source}\n") == [
        one if one == "?" else f"ultralytics:{one}" for one in expected
    ]

"""Globals that are bound anew between calls of functions that read them."""

import pytest

from tests.projects import ids

HEADER = "from ultralytics import YOLO\ndef load():\n    YOLO(NAME)\nclass Loader:\n    def load(self):\n        YOLO(NAME)\n"

REBOUND = {
    "between two calls": ("NAME = 'b.pt'\nload()\nNAME = 'a.pt'\nload()", ["a.pt", "b.pt"]),
    "between calls of a method": (
        "one = Loader()\nNAME = 'b.pt'\none.load()\nNAME = 'a.pt'\none.load()",
        ["a.pt", "b.pt"],
    ),
    "after what a branch calls": ("NAME = 'b.pt'\nif input():\n    load()\nNAME = 'a.pt'\nload()", ["a.pt", "b.pt"]),
    "after a call of a library that is handed a function": (
        "from threading import Thread\nNAME = 'b.pt'\nThread(target=load).start()\nNAME = 'a.pt'\nload()",
        ["a.pt", "b.pt"],
    ),
    "added to": ("NAME = 'a.pt'\nload()\nNAME += '.pt'\nload()", ["a.pt", "a.pt.pt"]),
    "before any call": ("NAME = 'b.pt'\nNAME = 'a.pt'\nload()", ["a.pt"]),
    "after a call of a library": (
        "import argparse\nNAME = 'b.pt'\nargparse.ArgumentParser()\nNAME = 'a.pt'\nload()",
        ["a.pt"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), REBOUND.values(), ids=REBOUND.keys())
def test_a_global_that_is_bound_anew(source: str, expected: list[str]) -> None:
    assert ids(f"{HEADER}{source}\n") == [f"ultralytics:{one}" for one in expected]

"""Look-ups under keys of which the source shows some: what it chooses counts, and that a user can choose otherwise."""

import pytest

from tests.projects import ids

HEADER = """
import argparse, importlib, os
from ultralytics import YOLO
SIZES = {"s": "small.pt", "b": "big.pt"}
KINDS = {("s", "cpu"): "small-cpu.pt", ("b", "cpu"): "big-cpu.pt", ("b", "gpu"): "big-gpu.pt"}
size = os.environ.get("SIZE", "s")
"""

LOADING = {
    "a key with a default": ("YOLO(SIZES[size])", ["?", "small.pt"]),
    "asked by get": ("YOLO(SIZES.get(size))", ["?", "small.pt"]),
    "asked by get, with something else": ("YOLO(SIZES.get(size, 'other.pt'))", ["?", "small.pt"]),
    "a part of a path": ("YOLO('weights/' + SIZES[size])", ["?", "weights/small.pt"]),
    "a key that a default is part of": ("YOLO(KINDS[size, 'cpu'])", ["?", "small-cpu.pt"]),
    "an option of the command line": (
        (
            "parser = argparse.ArgumentParser()\nparser.add_argument('--size', default='b')\n"
            "YOLO(SIZES[parser.parse_args().size])"
        ),
        ["?", "big.pt"],
    ),
    "two dicts, one of which has the key": (
        "more = SIZES if os.path.exists('x') else {'l': 'large.pt'}\nYOLO(more[size])",
        ["?", "small.pt"],
    ),
    "a default that no item stands under": ("YOLO(SIZES[os.environ.get('SIZE', 'auto')])", ["big.pt", "small.pt"]),
    "a key that nothing shows": ("YOLO(SIZES[input()])", ["big.pt", "small.pt"]),
    "a default beside something of a library's": (
        "import gui\nkey = 's' if size else gui.field.value\nYOLO(SIZES[key])",
        ["big.pt", "small.pt"],
    ),
    "something of a library's": ("import gui\nYOLO(SIZES[gui.field.value])", ["big.pt", "small.pt"]),
    "something of a library's, asked by get": ("import gui\nYOLO(SIZES.get(gui.VALUE))", ["big.pt", "small.pt"]),
    "a condition that a default passes": ("if size in ('s', 'b'):\n    YOLO(size + '.pt')", ["?", "s.pt"]),
    "a condition that no default passes": (
        (
            "def name_of(size):\n    if size in ('1', '2'):\n        return 'v' + size + '.pt'\n    return size + '.pt'\n"
            "YOLO(name_of(size))"
        ),
        ["?", "s.pt"],
    ),
    "a condition on what nothing shows": (
        "size = input()\nif size in ('s', 'b'):\n    YOLO(size + '.pt')",
        ["b.pt", "s.pt"],
    ),
    "an assertion": ("assert size in ('s', 'b')\nYOLO(size + '.pt')", ["b.pt", "s.pt"]),
}


@pytest.mark.parametrize(("loading", "expected"), LOADING.values(), ids=LOADING)
def test_what_the_source_chooses_of_several(loading: str, expected: list[str]) -> None:
    found = [one.removeprefix("ultralytics:").removeprefix("file:") for one in ids(f"{HEADER}{loading}\n")]
    assert found == expected


def test_whoever_is_called_by_a_name_that_a_user_chooses_is_called() -> None:
    source = """
--- small.py
from ultralytics import YOLO
def load(name="s.pt"):
    YOLO(name)
--- big.py
from ultralytics import YOLO
def load(name="b.pt"):
    YOLO(name)
--- app.py
import importlib, os
MODULES = {"s": "small", "b": "big"}
importlib.import_module(MODULES[os.environ.get("SIZE", "s")]).load("own.pt")
"""
    assert ids(source) == ["ultralytics:own.pt"]

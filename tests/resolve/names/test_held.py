"""Containers in containers: whatever changes one under a name of its own changes what the other holds."""

import pytest

from tests.projects import ids

HELD = {
    "an item with a name": ('inner = table["x"]\ninner["y"] = "b.pt"', 'table["x"]["y"]'),
    "by get": ('inner = table.get("x")\ninner["y"] = "b.pt"', 'table["x"]["y"]'),
    "by setdefault": ('table.setdefault("x", {})["y"] = "b.pt"', 'table["x"]["y"]'),
    "by update": ('inner = table["x"]\ninner.update(y="b.pt")', 'table["x"]["y"]'),
    "deeper": ('table = {"z": table}\none = table["z"]\ntwo = one["x"]\ntwo["y"] = "b.pt"', 'table["z"]["x"]["y"]'),
    "in each turn": ('for inner in table.values():\n    inner["y"] = "b.pt"', 'table["x"]["y"]'),
    "in each turn, by its key": ('for key, inner in table.items():\n    inner["y"] = "b.pt"', 'table["x"]["y"]'),
    "in a function": (
        'def change():\n    inner = table["x"]\n    inner["y"] = "b.pt"\nchange()',
        'table["x"]["y"]',
    ),
    "by a function that is handed it": (
        'def change(inner):\n    inner["y"] = "b.pt"\nchange(table["x"])',
        'table["x"]["y"]',
    ),
    "by what an object keeps": (
        (
            "class Keeper:\n    def __init__(self, kept):\n        self.kept = kept\n"
            '    def change(self):\n        self.kept["y"] = "b.pt"\ninner = {"y": "a.pt"}\nKeeper(inner).change()'
        ),
        'inner["y"]',
    ),
    "after it was put there": ('inner = {"y": "a.pt"}\nouter = {"x": inner}\ninner["y"] = "b.pt"', 'outer["x"]["y"]'),
    "after it was appended": (
        'outer, inner = [], {"y": "a.pt"}\nouter.append(inner)\ninner["y"] = "b.pt"',
        'outer[0]["y"]',
    ),
}


@pytest.mark.parametrize(("changing", "read"), HELD.values(), ids=HELD.keys())
def test_a_change_shows_in_what_holds_it(changing: str, read: str) -> None:
    written = f'from ultralytics import YOLO\ntable = {{"x": {{"y": "a.pt"}}}}\n{changing}\nYOLO({read})'
    assert ids(written) == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_turns_stay_apart_where_every_item_was_changed() -> None:
    assert ids("""
from ultralytics import YOLO
models = [{"name": "a", "end": ".pt"}, {"name": "b", "end": ".onnx"}]
for model in models:
    model["device"] = "cuda"
for model in models:
    YOLO(model["name"] + model["end"])
""") == ["ultralytics:a.pt", "ultralytics:b.onnx"]


def test_a_change_before_something_was_put_there_is_no_change_of_the_holder() -> None:
    assert ids("""
from ultralytics import YOLO
found = []
for name in ("a", "b"):
    model = {"end": ".pt" if name == "a" else ".onnx"}
    model["name"] = name
    found.append(model)
YOLO(found[0]["name"] + ".pt")
""") == ["ultralytics:a.pt", "ultralytics:b.pt"]

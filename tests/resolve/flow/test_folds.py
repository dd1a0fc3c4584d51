"""Names that every turn of a loop makes anew out of themselves."""

import pytest

from tests.projects import ids

TABLE = 'DATA = {"models": {"face": {"weights": "a.pt", "other": "b.pt"}}}\n'

FOLDS = {
    "down a dict, by index": (
        "def get(key):\n    value = DATA\n    for part in key.split('.'):\n        value = value[part]\n    return value",
        "get('models.face.weights')",
    ),
    "down a dict, with a default": (
        (
            "def get(key, default=None):\n    value = DATA\n    for part in key.split('.'):\n"
            "        value = value.get(part, {})\n    return value or default"
        ),
        "get('models.face.weights')",
    ),
    "down a dict that is handed in": (
        "def get(value, *path):\n    for part in path:\n        value = value[part]\n    return value",
        "get(DATA, 'models', 'face', 'weights')",
    ),
    "down a dict, where it has the key": (
        (
            "def get(key):\n    value = DATA\n    for part in key.split('.'):\n"
            "        if isinstance(value, dict) and part in value:\n            value = value[part]\n"
            "        else:\n            raise KeyError(part)\n    return value"
        ),
        "get('models.face.weights')",
    ),
    "replacements": (
        "name = 'x y'\nfor old, new in (('x', 'a'), (' ', '.'), ('y', 'pt')):\n    name = name.replace(old, new)",
        "name",
    ),
}


@pytest.mark.parametrize(("code", "argument"), FOLDS.values(), ids=FOLDS.keys())
def test_what_the_last_turn_leaves(code: str, argument: str) -> None:
    assert ids(f"from ultralytics import YOLO\n{TABLE}{code}\nYOLO({argument})\n") == ["ultralytics:a.pt"]


@pytest.mark.parametrize(
    "turn", ["if x():\n        name = name + end", "if x():\n        continue\n    name = name + end"]
)
def test_a_turn_that_may_be_left_out(turn: str) -> None:
    code = f"name = 'a'\nfor end in ('x', 'y'):\n    {turn}\nYOLO(name + '.pt')"
    found = ids(f"from ultralytics import YOLO\n{code}\n")
    assert found == [f"ultralytics:{name}" for name in ("a.pt", "ax.pt", "axy.pt", "ay.pt")]


def test_inside_of_the_loop_every_turn_counts() -> None:
    code = "name = 'a'\nfor end in ('.', 'pt'):\n    YOLO(name + '.pt')\n    name = name + end"
    assert "ultralytics:a.pt" in ids(f"from ultralytics import YOLO\n{code}\n")


@pytest.mark.parametrize("turns", ["x()", "range(10 ** 6)"])
def test_turns_that_are_not_spelled_out_leave_it_open(turns: str) -> None:
    code = f"value = DATA\nfor part in {turns}:\n    value = value[part]\nYOLO(value)"
    assert "?" in ids(f"from ultralytics import YOLO\n{TABLE}{code}\n")

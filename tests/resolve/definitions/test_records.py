"""Named tuples and typed dicts."""

import pytest

from tests.projects import ids

NAMED = 'from collections import namedtuple\nSpec = namedtuple("Spec", ["size", "weights"])\n'
TYPED = "from typing import NamedTuple\nclass Spec(NamedTuple):\n    size: str\n    weights: str = 'd.pt'\n"
DICT = "from typing import TypedDict\nclass Spec(TypedDict):\n    size: str\n    weights: str\n"

NAMED_TUPLES = {
    "a field": (NAMED + 'YOLO(Spec("s", "a.pt").weights)', ["a.pt"]),
    "a field by its name": (NAMED + 'YOLO(Spec(weights="a.pt", size="s").weights)', ["a.pt"]),
    "an index": (NAMED + 'YOLO(Spec("s", "a.pt")[1])', ["a.pt"]),
    "unpacked": (NAMED + 'size, weights = Spec("s", "a.pt")\nYOLO(weights)', ["a.pt"]),
    "each of a list": (
        NAMED + 'for spec in [Spec("s", "a.pt"), Spec("m", "b.pt")]:\n    YOLO(spec.weights)',
        ["a.pt", "b.pt"],
    ),
    "each of a list, unpacked": (
        NAMED + 'for _, weights in (Spec("s", "a.pt"), Spec("m", "b.pt")):\n    YOLO(weights)',
        ["a.pt", "b.pt"],
    ),
    "an item of a dict": (NAMED + 'ZOO = {"s": Spec("s", "a.pt")}\nYOLO(ZOO["s"].weights)', ["a.pt"]),
    "fields in one string": (
        'from collections import namedtuple\nSpec = namedtuple("Spec", "size, weights")\nYOLO(Spec("s", "a.pt").weights)',
        ["a.pt"],
    ),
    "defaults belong to the last fields": (
        (
            'import collections\nSpec = collections.namedtuple("Spec", "size weights", defaults=["a.pt"])\n'
            'YOLO(Spec("s").weights)'
        ),
        ["a.pt"],
    ),
    "a base class": (
        (
            'from collections import namedtuple\nclass Spec(namedtuple("Spec", "size weights")):\n    def load(self):\n'
            '        return YOLO(self.weights)\nSpec("s", "a.pt").load()'
        ),
        ["a.pt"],
    ),
    "computed fields": (
        'from collections import namedtuple\nSpec = namedtuple("Spec", fields())\nYOLO(Spec("s", "a.pt").weights)',
        ["?"],
    ),
    "a typed field": (TYPED + 'YOLO(Spec("s", "a.pt").weights)', ["a.pt"]),
    "a typed field, unpacked": (TYPED + 'size, weights = Spec("s")\nYOLO(weights)', ["d.pt"]),
    "a typed field by its index": (TYPED + 'YOLO(Spec("s", "a.pt")[1])', ["a.pt"]),
    "a type made by a call": (
        (
            'from typing import NamedTuple\nSpec = NamedTuple("Spec", [("size", str), ("weights", str)])\n'
            'YOLO(Spec("s", "a.pt").weights)'
        ),
        ["a.pt"],
    ),
}

TYPED_DICTS = {
    "a call": (DICT + 'YOLO(Spec(size="s", weights="a.pt")["weights"])', ["a.pt"]),
    "a call that is handed on": (
        DICT + 'def load(spec: Spec):\n    YOLO(spec["weights"])\nload(Spec(size="s", weights="a.pt"))',
        ["a.pt"],
    ),
    "a type made by a call": (
        'from typing import TypedDict\nSpec = TypedDict("Spec", {"weights": str})\nYOLO(Spec(weights="a.pt")["weights"])',
        ["a.pt"],
    ),
}

ALL = {f"named tuple: {name}": case for name, case in NAMED_TUPLES.items()} | {
    f"typed dict: {name}": case for name, case in TYPED_DICTS.items()
}


@pytest.mark.parametrize(("source", "expected"), ALL.values(), ids=ALL.keys())
def test_ids(source: str, expected: list[str]) -> None:
    expected = [one if one == "?" else f"ultralytics:{one}" for one in expected]
    assert ids(f"from ultralytics import YOLO\n{source}\n") == expected

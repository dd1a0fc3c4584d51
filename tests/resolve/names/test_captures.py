"""What the patterns of ``match`` bind."""

import pytest

from tests.projects import ids

CONFIG = "class Config:\n    def __init__(self, name):\n        self.name = name\n"

CAPTURED = {
    "an item of a sequence": ('match ["a.pt", "b.pt"]:\n    case [_, n]:\n        YOLO(n)', ["b.pt"]),
    "what a star takes": ('match ["a.pt", "b.pt", "c.pt"]:\n    case [_, *rest]:\n        YOLO(rest[1])', ["c.pt"]),
    "an item behind a star": ('match ["a.pt", "b.pt"]:\n    case [*_, last]:\n        YOLO(last)', ["b.pt"]),
    "a value of a mapping": ('match {"model": "a.pt"}:\n    case {"model": n}:\n        YOLO(n)', ["a.pt"]),
    "the rest of a mapping": (
        'match {"model": "a.pt", "kind": "b.pt"}:\n    case {"model": _, **rest}:\n        YOLO(rest["kind"])',
        ["b.pt"],
    ),
    "an attribute": (CONFIG + 'match Config("a.pt"):\n    case Config(name=n):\n        YOLO(n)', ["a.pt"]),
    "an attribute by its position": (
        CONFIG + '    __match_args__ = ("name",)\nmatch Config("a.pt"):\n    case Config(n):\n        YOLO(n)',
        ["a.pt"],
    ),
    "a field by its position": (
        (
            "from dataclasses import dataclass\n@dataclass\nclass Config:\n    size: int\n    name: str\n"
            'match Config(1, "a.pt"):\n    case Config(_, n):\n        YOLO(n)'
        ),
        ["a.pt"],
    ),
    "the subject itself": ('match "a.pt":\n    case str() as n:\n        YOLO(n)', ["a.pt"]),
    "the subject, taken by its class": ('match "a.pt":\n    case int(n) | str(n):\n        YOLO(n)', ["a.pt"]),
    "a part of a part": (
        'match {"m": ["x", {"n": "a.pt"}]}:\n    case {"m": [_, {"n": n}]}:\n        YOLO(n)',
        ["a.pt"],
    ),
    "what is left for the last case": (
        (
            'def f(n):\n    match n:\n        case "a" | "b":\n            YOLO("x.pt")\n        case other:\n            YOLO(other)\n'
            'f("a")\nf("c.pt")'
        ),
        ["c.pt", "x.pt"],
    ),
    "the command that a case is for": (
        (
            'def f(c):\n    match c:\n        case ["load", n]:\n            YOLO(n)\n        case ["other", n]:\n            YOLO("x" + n)\n'
            'f(["load", "a.pt"])\nf(["other", "b.pt"])'
        ),
        ["a.pt", "xb.pt"],
    ),
    "a part of what comes from outside": (
        'from world import told\nmatch told():\n    case {"model": n}:\n        YOLO(n)',
        ["?"],
    ),
    "a list of which only a part is told": (
        'from world import more\nmatch ["a.pt", *more()]:\n    case [*_, n]:\n        YOLO(n)',
        ["?", "a.pt"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), CAPTURED.values(), ids=CAPTURED.keys())
def test_what_a_pattern_binds(source: str, expected: list[str]) -> None:
    assert ids(f"from ultralytics import YOLO\n{source}\n") == [
        one if one == "?" else f"ultralytics:{one}" for one in expected
    ]

"""Containers that functions fill: one that they are handed, or that stands around them."""

import pytest

from tests.projects import ids

HEADER = (
    "from ultralytics import YOLO\n"
    'def put(into, name):\n    into["x"] = name\n'
    "def add(name, to):\n    to.append(name)\n"
    "def pass_on(to, name):\n    add(name, to)\n"
    "class Filler:\n    def fill(self, into, name):\n        into.update(x=name)\n"
    "def read(into, name):\n    return into[name]\n"
    "def replace(to, name):\n    to = list(to)\n    to.append(name)\n"
)

GROWN = {
    "an item that a function sets": ('names = {}\nput(names, "a.pt")\nYOLO(names["x"])', ["a.pt"]),
    "by a keyword": ('names = {}\nput(name="a.pt", into=names)\nYOLO(names["x"])', ["a.pt"]),
    "in a function": ('def run():\n    names = {}\n    put(names, "a.pt")\n    YOLO(names["x"])', ["a.pt"]),
    "over what was there": ('names = {"x": "a.pt"}\nput(names, "b.pt")\nYOLO(names["x"])', ["a.pt", "b.pt"]),
    "a list": ('names = ["a.pt"]\nadd("b.pt", names)\nfor name in names:\n    YOLO(name)', ["a.pt", "b.pt"]),
    "handed on": ('names = []\npass_on(names, "a.pt")\nYOLO(names[0])', ["a.pt"]),
    "by a method": ('names = {}\nFiller().fill(names, "a.pt")\nYOLO(names["x"])', ["a.pt"]),
    "in each turn": (
        'names = []\nfor name in ("a.pt", "b.pt"):\n    add(name, names)\nYOLO(names[0])',
        ["a.pt", "b.pt"],
    ),
    "in the turn before": (
        'names = ["a.pt"]\nfor name in ("b.pt", "c.pt"):\n    YOLO(names[-1])\n    add(name, names)',
        ["a.pt", "b.pt", "c.pt"],
    ),
    "by a function inside": (
        'def run():\n    names = ["a.pt"]\n    def take(name):\n        names.append(name)\n    take("b.pt")\n    YOLO(names[-1])',
        ["a.pt", "b.pt"],
    ),
    "to a list in a dict": (
        'names = {"x": ["a.pt"]}\nnames["x"].append("b.pt")\nfor name in names["x"]:\n    YOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "to a dict in a dict": (
        'names = {"x": {"y": "a.pt"}}\nnames["x"].update({"y": "b.pt"})\nYOLO(names["x"]["y"])',
        ["a.pt", "b.pt"],
    ),
    "under another name": (
        'names = ["a.pt"]\nothers = names\nothers.append("b.pt")\nYOLO(names[-1])',
        ["a.pt", "b.pt"],
    ),
    "under the name that it had first": (
        'names = ["a.pt"]\nothers = names\nnames.append("b.pt")\nYOLO(others[-1])',
        ["a.pt", "b.pt"],
    ),
    "under a name of a function's own": (
        'names = {"x": "a.pt"}\ndef change():\n    own = names\n    own["x"] = "b.pt"\nchange()\nYOLO(names["x"])',
        ["a.pt", "b.pt"],
    ),
    "under a name that may be another's": (
        (
            'names = {"x": "a.pt"}\ndef change(own=None):\n    own = own or names\n    own["x"] = "b.pt"\n'
            'change()\nYOLO(names["x"])'
        ),
        ["a.pt", "b.pt"],
    ),
    "under a name for an attribute": (
        (
            'class Names:\n    def __init__(self):\n        self.names = {"x": "a.pt"}\n    def change(self):\n'
            '        own = self.names\n        own["x"] = "b.pt"\none = Names()\none.change()\nYOLO(one.names["x"])'
        ),
        ["a.pt", "b.pt"],
    ),
    "a copy": ('names = {"x": "a.pt"}\nown = dict(names)\nown["x"] = "b.pt"\nYOLO(names["x"])', ["a.pt"]),
    "that a function reads": (
        'names = ["a.pt"]\nadd("b.pt", names)\ndef run():\n    YOLO(names[-1])',
        ["a.pt", "b.pt"],
    ),
    "that a function inside reads": (
        'def run():\n    names = ["a.pt"]\n    add("b.pt", names)\n    def inner():\n        YOLO(names[-1])\n    inner()',
        ["a.pt", "b.pt"],
    ),
    "that a function inside adds, and another reads": (
        (
            "def run():\n    names = ['a.pt']\n    def take(name):\n        names.append(name)\n    def inner():\n"
            "        YOLO(names[-1])\n    take('b.pt')\n    inner()"
        ),
        ["a.pt", "b.pt"],
    ),
    "after its use": ('names = ["a.pt"]\nYOLO(names[0])\nadd("b.pt", names)', ["a.pt"]),
    "a copy of it": ('names = ["a.pt"]\nreplace(names, "b.pt")\nYOLO(names[0])', ["a.pt"]),
    "that is only read": ('names = {"x": "a.pt"}\nYOLO(read(names, "x"))\nYOLO(names["x"])', ["a.pt"]),
    "another of that name": (
        'def run():\n    names = ["a.pt"]\n    def take(names):\n        names.append("b.pt")\n    YOLO(names[0])',
        ["a.pt"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), GROWN.values(), ids=GROWN)
def test_a_container_holds_what_functions_add(source: str, expected: list[str]) -> None:
    assert ids(f"{HEADER}{source}\n") == [f"ultralytics:{one}" for one in expected]

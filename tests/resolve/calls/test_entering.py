"""A function runs once for all calls that are alike to it: one that calls itself with what it was passed closes a circle."""

import pytest

from tests.projects import ids, scan

CIRCLES = {
    "a function": (
        "def find(name, again):\n    if again():\n        return find(name, again)\n    return name\nYOLO(find('a.pt', x))"
    ),
    "by keywords": (
        "def find(name, *, again):\n    if again():\n        return find(again=again, name=name)\n    return name\n"
        "YOLO(find('a.pt', again=x))"
    ),
    "a method of another instance": (
        "class Mirror:\n    def __init__(self, folder, other=None):\n        self.folder = folder\n        self.other = other\n"
        "    def find(self, name):\n        try:\n            return self.folder + name\n        except OSError:\n"
        "            return self.other.find(name)\n"
        "first = Mirror('')\nfirst.other = first\nYOLO(Mirror('', first).find('a.pt'))"
    ),
}


@pytest.mark.parametrize("code", CIRCLES.values(), ids=CIRCLES.keys())
def test_a_circle_of_calls_that_pass_on_what_they_were_passed(code: str) -> None:
    assert ids(f"from ultralytics import YOLO\n{code}") == ["ultralytics:a.pt"]


CHANGING = {
    "something else": "def find(name):\n    if x():\n        return find('b.pt')\n    return name\nYOLO(find('a.pt'))",
    "what it has become": (
        "def find(name):\n    if x():\n        name = 'b.pt'\n        return find(name)\n    return name\nYOLO(find('a.pt'))"
    ),
}


@pytest.mark.parametrize("code", CHANGING.values(), ids=CHANGING.keys())
def test_a_call_of_itself_that_passes_something_else(code: str) -> None:
    assert {"ultralytics:a.pt", "ultralytics:b.pt"} <= set(ids(f"from ultralytics import YOLO\n{code}"))


def test_what_walks_down_something_unknown_ends_soon() -> None:
    code = (
        "import json\nimport sys\nfrom copy import deepcopy\nfrom ultralytics import YOLO\n"
        "def copied(value):\n    if isinstance(value, dict):\n        return {key: copied(item) for key, item in value.items()}\n"
        "    if isinstance(value, list):\n        return [copied(item) for item in value]\n"
        "    if isinstance(value, tuple):\n        return tuple([copied(item) for item in value])\n"
        "    if isinstance(value, set):\n        return set([copied(item) for item in value])\n"
        "    return deepcopy(value)\n"
        "def name_of(config):\n    return copied(config).get('name') or copied({'name': 'a.pt'})['name']\n"
        "YOLO(name_of(json.load(open(sys.argv[1]))))\n"
    )
    (load,) = scan(code)
    assert [str(model.id) for model in load.models] == ["ultralytics:a.pt"]
    assert load.open

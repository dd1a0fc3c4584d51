"""What one statement enters into a table, run after run."""

import pytest

from tests.projects import ids

HEADER = "from ultralytics import YOLO\nT = {}\ndef load():\n    YOLO(T['x'])\n"

ENTERED = {
    "by two calls, read after each": (
        "def put(name):\n    T['x'] = name\nput('a.pt')\nload()\nput('b.pt')\nload()",
        ["a.pt", "b.pt"],
    ),
    "by turns, read by a function in each": (
        "for name in ('a.pt', 'b.pt'):\n    T['x'] = name\n    load()",
        ["a.pt", "b.pt"],
    ),
    "by turns, read in each": (
        "for name in ('a.pt', 'b.pt'):\n    T['x'] = name\n    YOLO(T['x'])",
        ["a.pt", "b.pt"],
    ),
    "under keys of their own": (
        "for key, name in (('x', 'a.pt'), ('y', 'b.pt')):\n    T[key] = name\nload()",
        ["a.pt"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), ENTERED.values(), ids=ENTERED.keys())
def test_what_is_entered(source: str, expected: list[str]) -> None:
    assert ids(f"{HEADER}{source}\n") == [f"ultralytics:{one}" for one in expected]


def test_what_a_decorator_enters_beside_a_look_up_that_may_call_it() -> None:
    found = ids("""
        import sys
        from ultralytics import YOLO
        REGISTRY = {}
        def register(function):
            REGISTRY["a"] = function
            return function
        @register
        def load(name):
            return YOLO(name)
        def find(name):
            return getattr(sys.modules[__name__], name)
        class Loader:
            def __init__(self, name="c.pt"):
                self.model = YOLO(name)
        find("" + input())("b.pt")
        REGISTRY["a"]("a.pt")
    """)
    assert found == ["ultralytics:a.pt", "ultralytics:b.pt"]

"""What one turn of a loop leaves to the next."""

import pytest

from tests.projects import ids

LOOPS = {
    "the last one's": (
        'last = None\nfor one in ["a.pt", "b.pt", "c.pt"]:\n    if one == "c.pt":\n        YOLO(last)\n    last = one',
        ["b.pt"],
    ),
    "only set in some turns": (
        (
            'folder = ""\nfor one in ["in:x", "a.pt", "in:y", "b.pt"]:\n    if one.startswith("in:"):\n        folder = one[3:]\n'
            "    else:\n        YOLO(folder + one)"
        ),
        ["xa.pt", "yb.pt"],
    ),
    "with what came before the loop": (
        (
            'folder = "w"\nfor one in ["a.pt", "in:y", "b.pt"]:\n    if one.startswith("in:"):\n        folder = one[3:]\n'
            "        continue\n    YOLO(folder + one)"
        ),
        ["wa.pt", "yb.pt"],
    ),
    "where a condition is not known": (
        'last = "z.pt"\nfor one in ["a.pt", "b.pt"]:\n    YOLO(last)\n    if x():\n        last = one',
        ["a.pt", "z.pt"],
    ),
    "where anything may end the turn": (
        'last = "z.pt"\nfor one in ["a.pt", "b.pt"]:\n    YOLO(last)\n    try:\n        x()\n        last = one\n    except OSError:\n        pass',
        ["a.pt", "z.pt"],
    ),
    "added up": (
        'name = ""\nfor one in "ab", ".pt", "":\n    if not one:\n        YOLO(name)\n    name += one',
        ["ab.pt"],
    ),
    "entered into a table": (
        (
            'table = {}\nfor one in ["a.pt", "b.pt", "c.pt"]:\n    if one == "b.pt":\n        for name in table:\n'
            "            YOLO(name)\n    table[one] = one"
        ),
        ["a.pt"],
    ),
    "of the loop around": (
        (
            'last = "z.pt"\nfor one in ["a", "b"]:\n    for end in [".pt", "2.pt"]:\n        YOLO(last)\n'
            "    last = one + end"
        ),
        ["a.pt", "a2.pt", "z.pt"],
    ),
    "in a loop whose turns are not known": (
        'last = "z.pt"\nfor one in x():\n    YOLO(last)\n    last = "a.pt"',
        ["a.pt", "z.pt"],
    ),
}


@pytest.mark.parametrize(("code", "expected"), LOOPS.values(), ids=LOOPS.keys())
def test_what_an_earlier_turn_leaves(code: str, expected: list[str]) -> None:
    body = "\n".join(f"    {line}" for line in code.splitlines())
    found = ids(f"from ultralytics import YOLO\ndef run():\n{body}\nrun()")
    assert found == [f"ultralytics:{name}" for name in expected]


def test_what_an_earlier_turn_leaves_in_an_attribute() -> None:
    project = """
        from ultralytics import YOLO
        class Reader:
            def read(self, lines):
                self.folder = "w"
                for line in lines:
                    if line.startswith("in:"):
                        self.folder = line[3:]
                    else:
                        YOLO(self.folder + line)
        Reader().read(["a.pt", "in:x", "b.pt"])
    """
    assert ids(project) == ["ultralytics:wa.pt", "ultralytics:xb.pt"]


FIRST = {
    "the first that fits": (
        "def find(kind):\n    for one in MODELS:\n        if one['kind'] == kind:\n            return one['name']\n    return 'none'",
        "find('b')",
        ["b.pt"],
    ),
    "the first of two loops": (
        (
            "def find(end):\n    for one in ('a', 'b'):\n        for other in ('.x', '.pt', '.pt2'):\n"
            "            if other == end:\n                return one + other"
        ),
        "find('.pt')",
        ["a.pt"],
    ),
    "another one, in an earlier turn": (
        (
            "def find():\n    for one in MODELS:\n        if one['kind'] == 'b':\n            return 'late.pt'\n"
            "        if one['kind'] == 'a':\n            return one['name']"
        ),
        "find()",
        ["a.pt", "late.pt"],
    ),
    "where a condition is not known": (
        "def find(kind):\n    for one in MODELS:\n        if one['kind'] == kind and x():\n            return one['name']",
        "find('b')",
        ["b.pt", "c.pt"],
    ),
}


@pytest.mark.parametrize(("function", "call", "expected"), FIRST.values(), ids=FIRST.keys())
def test_what_a_loop_returns(function: str, call: str, expected: list[str]) -> None:
    models = [{"kind": kind, "name": f"{name}.pt"} for kind, name in ("aa", "bb", "bc")]
    found = ids(f"from ultralytics import YOLO\nMODELS = {models}\n{function}\nYOLO({call})")
    assert [name.removeprefix("ultralytics:") for name in found if name != "?"] == expected

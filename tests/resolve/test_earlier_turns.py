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

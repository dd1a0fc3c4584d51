"""Regular expressions on known strings: what is found, and that no pattern takes long."""

import time

import pytest

from tests.projects import ids

FOUND = {
    "put in the place of": 'YOLO(re.sub(r"[^a-z.]", "_", "a+b.pt"))',
    "put in the place of, by a group": r'YOLO(re.sub(r"x(b)\.pth", r"a_\1.pt", "xb.pth"))',
    "a group by its number": 'YOLO(re.match(r"(\\w+)@", "a_b.pt@main").group(1) + ".pt")'.replace("a_b.pt", "a_b"),
    "a group as an item": 'YOLO(re.search("v=(.*)$", "x?v=a_b.pt")[1])',
    "a group by its name": 'YOLO(re.match("(?P<name>[^@]+)@", "a_b.pt@main")["name"])',
    "all groups": 'name, revision = re.match("([^@]+)@(.*)", "a_b.pt@main").groups()\nYOLO(name)',
    "groups by their names": 'YOLO(re.match("(?P<name>[^@]+)", "a_b.pt@main").groupdict()["name"])',
    "compiled before": 'PATTERN = re.compile("A_(b)", re.IGNORECASE)\nYOLO("a_" + PATTERN.match("a_b@").group(1) + ".pt")',
    "where it matches": (
        "def load(name):\n    found = re.match('([^@]+)@', name)\n    YOLO(found.group(1) if found else 'no.pt')\n"
        'load("a_b.pt@main")'
    ),
    "where it does not": (
        "def load(name):\n    found = re.match('[0-9]', name)\n    YOLO('no.pt' if found else name)\nload('a_b.pt')"
    ),
    "split": 'YOLO(re.split("[@:]", "a_b.pt:main")[0])',
    "all that is found": 'YOLO(re.findall("[^,]+", "a_b.pt,c.pt")[0])',
}


@pytest.mark.parametrize("code", FOUND.values(), ids=FOUND.keys())
def test_what_a_pattern_finds(code: str) -> None:
    assert ids(f"import re\nfrom ultralytics import YOLO\n{code}") == ["ultralytics:a_b.pt"]


HOSTILE = {
    "repetitions in a repetition": ("(a+)+$", "a" * 40 + "b"),
    "many repetitions": ("a*" * 12 + "c", "a" * 60),
    "repetitions either way": ("(a|a)*b", "a" * 60),
    "looking ahead": ("(?=(a+)+$)a", "a" * 40 + "b"),
    "a long string": ("a*a*c", "a" * 900),
}


@pytest.mark.parametrize(("pattern", "text"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_pattern_that_could_take_long_is_not_tried(pattern: str, text: str) -> None:
    before = time.process_time()
    assert ids(f"import re\nfrom ultralytics import YOLO\nYOLO(re.search({pattern!r}, {text!r}).group())") == ["?"]
    assert time.process_time() - before < 5


def test_a_pattern_that_is_not_well_formed() -> None:
    assert ids('import re\nfrom ultralytics import YOLO\nYOLO(re.match("(", "a.pt").group())') == ["?"]

"""What is made of a value goes with it, once a condition has asked for the value; what is not, stays as it is."""

import pytest

from tests.projects import ids, scan

KINDS = """\
from enum import Enum
from ultralytics import YOLO
class Kind(Enum):
    A = "a"
    B = "b"
def name_for(kind):
    if kind == Kind.A:
        return "a.pt"
    return "b.pt"
"""

FAMILIES = """\
import argparse
from ultralytics import RTDETR, SAM, YOLO
def family_of(name):
    low = name.lower()
    if "sam" in low:
        return "sam"
    if "detr" in low:
        return "detr"
    return "yolo"
parser = argparse.ArgumentParser()
parser.add_argument("--model", default="sam_b.pt")
"""

OF_A_KIND = {
    "the kind of the default": (
        (
            "def main():\n    args = parser.parse_args()\n    family = family_of(args.model)\n    if family == 'sam':\n"
            "        SAM(args.model)\n    elif family == 'detr':\n        RTDETR(args.model)\n    else:\n        YOLO(args.model)\nmain()"
        ),
        {"SAM": ["sam_b.pt"], "RTDETR": [], "YOLO": []},
    ),
    "in the function that is handed both": (
        (
            "def load(name, family):\n    if family in ('detr', 'yolo'):\n        YOLO(name)\n    else:\n        SAM(name)\n"
            "def main():\n    args = parser.parse_args()\n    family = family_of(args.model)\n    load(args.model, family)\nmain()"
        ),
        {"SAM": ["sam_b.pt"], "YOLO": []},
    ),
    "an item that the kind selects": (
        (
            "WEIGHTS = {'sam': 'sam_l.pt', 'detr': 'rtdetr-l.pt'}\n"
            "def load(name, family):\n    if family in ('sam', 'detr'):\n        if family in WEIGHTS:\n            name = WEIGHTS[family]\n"
            "        SAM(name)\n"
            "def main():\n    args = parser.parse_args()\n    family = family_of(args.model)\n    load(args.model, family)\nmain()"
        ),
        {"SAM": ["sam_l.pt"]},
    ),
    "a flag that is read off the name": (
        (
            "def main():\n    name = parser.parse_args().model\n    is_sam = 'sam' in name\n    if is_sam:\n        SAM(name)\n"
            "    else:\n        YOLO(name)\nmain()"
        ),
        {"SAM": ["sam_b.pt"], "YOLO": []},
    ),
    "a command of its own": (
        (
            "def run(args):\n    family = family_of(args.model)\n    if family == 'detr':\n        RTDETR(args.model)\n"
            "    elif family == 'sam':\n        SAM(args.model)\n"
            "parser.set_defaults(run=run)\nargs = parser.parse_args()\nargs.run(args)"
        ),
        {"SAM": ["sam_b.pt"], "RTDETR": []},
    ),
}

TOLD_APART = {
    "a local that a condition asks about": (
        "def f(x):\n    kind = Kind.A if x else Kind.B\n    name = name_for(kind)\n    if kind == Kind.A:\n        YOLO(name)\nf(z())",
        ["a.pt"],
    ),
    "what the condition leaves over": (
        (
            "def f(x):\n    kind = Kind.A if x else Kind.B\n    name = name_for(kind)\n    if kind == Kind.A:\n        return\n"
            "    YOLO(name)\nf(z())"
        ),
        ["b.pt"],
    ),
    "a parameter that the caller has it from": (
        (
            "def load(kind, name):\n    if kind == Kind.A:\n        YOLO(name)\n"
            "def f(x):\n    kind = Kind(x)\n    load(kind, name_for(kind))\nf(z())"
        ),
        ["a.pt"],
    ),
    "through two callers": (
        (
            "def load(kind, name):\n    if kind is Kind.B:\n        YOLO(name)\n"
            "def hand_on(kind, name):\n    load(kind, name)\n"
            "def f(x):\n    kind = Kind(x)\n    name = name_for(kind)\n    hand_on(kind, name)\nf(z())"
        ),
        ["b.pt"],
    ),
    "a constructor that a condition guards": (
        (
            "class Loader:\n    def __init__(self, name):\n        YOLO(name)\n"
            "def f(x):\n    kind = Kind(x)\n    name = name_for(kind)\n    if kind == Kind.A:\n        Loader(name)\nf(z())"
        ),
        ["a.pt"],
    ),
    "an open value that the condition spells out": (
        (
            'def f(kind):\n    folder = "m/" + kind\n    if kind == "x":\n        name = folder + "/x.pt"\n'
            '    elif kind == "y":\n        name = folder + "/y.pt"\n    else:\n        raise ValueError\n    YOLO(name)\nf(z())'
        ),
        ["m/x/x.pt", "m/y/y.pt"],
    ),
    "two conditions in a row": (
        (
            'def f(kind):\n    folder = "m/" + kind\n    if kind == "x":\n        name = folder + "/x.pt"\n'
            '    elif kind == "y":\n        name = folder + "/y.pt"\n    else:\n        raise ValueError\n'
            '    if z():\n        if kind == "x":\n            print()\n        elif kind == "y":\n            print()\n'
            "    YOLO(name)\nf(z())"
        ),
        ["m/x/x.pt", "m/y/y.pt"],
    ),
    "what decides is made of what is loaded": (
        (
            'def kind_of(name):\n    return Kind.B if name.startswith("b") else Kind.A\n'
            'def f(name):\n    kind = kind_of(name)\n    if kind == Kind.B:\n        YOLO(name)\nf("a.pt")\nf("b.pt")'
        ),
        ["b.pt"],
    ),
    "made in the function that is handed the value": (
        (
            "def load(kind):\n    name = name_for(kind)\n    if kind == Kind.A:\n        YOLO(name)\n"
            "def f(x):\n    kind = Kind(x)\n    load(kind)\nf(z())"
        ),
        ["a.pt"],
    ),
    "what the caller's own branch on the value binds": (
        (
            'def load(kind, name):\n    if kind == "x":\n        YOLO(name)\n'
            'def f(kind):\n    if kind == "x":\n        name = "x.pt"\n    elif kind == "y":\n        name = "y.pt"\n'
            "    load(kind, name)\nf(z())"
        ),
        ["x.pt"],
    ),
    "what a script's branch on the value binds": (
        (
            'def load(kind, name):\n    if kind == "x":\n        YOLO(name)\n    elif kind == "y":\n        print(name)\n'
            'kind = z()\nif kind == "x":\n    name = "x.pt"\nelif kind == "y":\n    name = "y.pt"\nload(kind, name)'
        ),
        ["x.pt"],
    ),
    "an item under the key that the condition asks about": (
        (
            'N = {"big": "big.pt", "small": "small.pt"}\ndef f(x):\n    key = "big" if x else "small"\n    name = N[key]\n'
            '    if key.startswith("b"):\n        YOLO(name)\nf(z())'
        ),
        ["big.pt"],
    ),
    "an item of another key than the one that the condition names, whatever that is": (
        (
            'N = {"big": "big.pt", "small": "small.pt"}\ndef f(key):\n    name = N[key]\n    if key == "big":\n        return\n'
            "    YOLO(name)\nf(z())"
        ),
        ["small.pt"],
    ),
    "an item that a constructor keeps where the condition holds": (
        (
            'N = {"big": "big.pt", "small": "small.pt"}\nclass Model:\n    def __init__(self, key):\n        name = N[key]\n'
            '        self.small = None\n        if key != "big":\n            self.small = name\n'
            '    def load(self):\n        YOLO(self.small)\nfor key in ("big", "small"):\n    Model(key).load()'
        ),
        ["small.pt"],
    ),
}

KEPT = {
    "a name that changes on the way": (
        (
            "def f(x):\n    kind = Kind.A\n    name = name_for(kind)\n    kind = Kind.B\n    if kind == Kind.B:\n        YOLO(name)\nf(z())"
        ),
        ["a.pt"],
    ),
    "a name that a loop changes": (
        (
            "def f(x):\n    name = None\n    while x:\n        kind = Kind(z())\n        if kind == Kind.B:\n            YOLO(name)\n"
            "        name = name_for(kind)\nf(z())"
        ),
        ["a.pt", "b.pt"],
    ),
    "what a branch on the value before it was another one binds": (
        (
            'def load(kind, name):\n    if kind == "x":\n        YOLO(name)\n'
            'kind = z()\nif kind == "x":\n    name = "a.pt"\nelse:\n    name = "b.pt"\nkind = z()\nload(kind, name)'
        ),
        ["a.pt", "b.pt"],
    ),
    "a condition on only one of the ways": (
        (
            "def f(x):\n    kind = Kind(x)\n    name = name_for(kind)\n    if z():\n        if kind == Kind.A:\n            print()\n"
            "    YOLO(name)\nf(z())"
        ),
        ["a.pt", "b.pt"],
    ),
    "what is not made of the value": (
        (
            'def f(x):\n    kind = Kind(x)\n    name = "a.pt" if z() else "b.pt"\n    if kind == Kind.A:\n        YOLO(name)\nf(z())'
        ),
        ["a.pt", "b.pt"],
    ),
    "values that nobody knows": (
        "def f(kind):\n    name = name_for(kind)\n    if kind != Kind.A:\n        YOLO(name)\nf(z())",
        ["a.pt", "b.pt"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), TOLD_APART.values(), ids=TOLD_APART.keys())
def test_what_is_made_of_a_value_goes_with_it(source: str, expected: list[str]) -> None:
    assert named(source) == expected


@pytest.mark.parametrize(("source", "expected"), KEPT.values(), ids=KEPT.keys())
def test_what_the_value_does_not_decide_stays(source: str, expected: list[str]) -> None:
    assert named(source) == expected


RULED_OUT = {
    "an item": (
        'def f(key="big"):\n    name = N[key]\n    if key == "big":\n        print()\n    else:\n        YOLO(name)'
    ),
    "an item of an item": (
        'M = {"m": N}\ndef f(key="big"):\n    name = M["m"][key]\n    if key == "big":\n        return\n    YOLO(name)'
    ),
    "an attribute": (
        'class Model:\n    def __init__(self, key="big"):\n        name = N[key]\n        if key == "big":\n'
        "            self.big = name\n        else:\n            self.small = name\n"
        "    def load(self):\n        YOLO(self.small)"
    ),
    "an attribute that is None at first": (
        'class Model:\n    def __init__(self, key="big"):\n        name = N[key]\n        self.small = None\n'
        '        if key == "big":\n            self.small = None\n        else:\n            self.small = name\n'
        "    def load(self):\n        if self.small:\n            YOLO(self.small)"
    ),
}


@pytest.mark.parametrize("source", RULED_OUT.values(), ids=RULED_OUT.keys())
def test_an_item_of_the_key_that_a_condition_rules_out_is_none(source: str) -> None:
    table = 'N = {"big": "big.pt", "small": "small.pt"}\n'
    assert ids(f"from ultralytics import YOLO\n{table}{source}\n") == ["?"]


def named(source: str) -> list[str]:
    return [found.partition(":")[2] for found in ids(f"{KINDS}{source}\n") if found != "?"]


def test_cases_come_in_one_order_whatever_the_hashes_of_strings() -> None:
    """Several names are told apart one after the other: where a bound cuts that short, what is found hung on chance."""
    text = """\
        from ultralytics import YOLO
        def load(size, kind, form):
            name = size + kind + form + ".pt"
            if size == "s" or kind == "k" or form == "f":
                YOLO(name)
        def main(a, b, c):
            size = "s" if a else "l"
            kind = "k" if b else "m"
            form = "f" if c else "g"
            load(size, kind, form)
        """
    (load,) = scan(text)
    written = [model.written for model in load.models]
    assert written == ["skf.pt", "lkf.pt", "smf.pt", "lmf.pt", "skg.pt", "lkg.pt", "smg.pt"]


def test_a_load_that_no_case_of_a_call_reaches_is_still_a_load() -> None:
    loads = scan("""
        from ultralytics import YOLO
        def load(name, model):
            if name and not model:
                return YOLO(name + (model or ""))
        def main():
            ready = "x"
            load("a.pt", ready)
        main()
        """)
    assert [load.location.line for load in loads] == [4]


@pytest.mark.parametrize(("code", "expected"), OF_A_KIND.values(), ids=OF_A_KIND)
def test_a_name_goes_the_way_of_its_kind_and_what_users_name_goes_any(
    code: str, expected: dict[str, list[str]]
) -> None:
    found = scan(f"--- app.py\n{FAMILIES}{code}\n")
    assert {load.call: [one.written for one in load.models] for load in found} == expected
    assert all(load.open for load in found)

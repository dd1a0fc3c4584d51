"""Conditions narrow what passes them: only the values with which a branch is taken reach the load in it."""

import pytest

from tests.projects import ids

ABOUT_THE_VALUE = {
    "None that is replaced": (
        'def f(name=None):\n    if name is None:\n        name = "a.pt"\n    YOLO(name)',
        ["a.pt"],
    ),
    "None that is replaced, by a truth value": (
        'def f(name=None):\n    if not name:\n        name = "a.pt"\n    YOLO(name)\nf("b.pt")\nf()',
        ["a.pt", "b.pt"],
    ),
    "None that is replaced in an expression": (
        'def f(name=None):\n    YOLO("a.pt" if name is None else name)\nf("b.pt")\nf()',
        ["a.pt", "b.pt"],
    ),
    "None that is replaced and used in the branch": (
        'def f(name=None):\n    if name is None:\n        name = "a.pt"\n        YOLO(name)\n    else:\n        print()\nf()',
        ["a.pt"],
    ),
    "None that is replaced in two steps": (
        'def f(name=None):\n    if name is None:\n        name = "a"\n        name = name + ".pt"\n    YOLO(name)\nf()',
        ["a.pt"],
    ),
    "a value of its own or a default": (
        'def f(name=None):\n    name = name if name else "a.pt"\n    YOLO(name)\nf()',
        ["a.pt"],
    ),
    "replaced in a loop that asks again": (
        'def f(name=None):\n    while name is None:\n        name = "a.pt"\n        YOLO(name)\nf()',
        ["a.pt"],
    ),
    "None that ends the function": (
        'def f(name=None):\n    if name is None:\n        return\n    YOLO(name)\nf()\nf("b.pt")',
        ["b.pt"],
    ),
    "None that raises": (
        'def f(name=None):\n    if name is None:\n        raise ValueError\n    YOLO(name)\nf("b.pt")\nf()',
        ["b.pt"],
    ),
    "equal": ('def f(name):\n    if name == "a.pt":\n        YOLO(name)\nf("a.pt")\nf("b.pt")', ["a.pt"]),
    "not equal": ('def f(name):\n    if name != "a.pt":\n        YOLO(name)\nf("a.pt")\nf("b.pt")', ["b.pt"]),
    "else": (
        'def f(name):\n    if name == "a.pt":\n        pass\n    else:\n        YOLO(name)\nf("a.pt")\nf("b.pt")',
        ["b.pt"],
    ),
    "elif": (
        (
            'def f(name):\n    if name == "a.pt":\n        pass\n    elif name == "b.pt":\n        YOLO(name)\n'
            'f("a.pt")\nf("b.pt")\nf("c.pt")'
        ),
        ["b.pt"],
    ),
    "in": ('def f(name):\n    if name in ("a.pt", "b.pt"):\n        YOLO(name)\nf("a.pt")\nf("c.pt")', ["a.pt"]),
    "not in a dict": (
        'D = {"a.pt": 1}\ndef f(name):\n    if name not in D:\n        YOLO(name)\nf("a.pt")\nf("c.pt")',
        ["c.pt"],
    ),
    "part of the name": ('for name in ("a-x.pt", "b.pt"):\n    if "-x" in name:\n        YOLO(name)', ["a-x.pt"]),
    "startswith": (
        'def f(name):\n    if name.lower().startswith("a"):\n        YOLO(name)\nf("A.pt")\nf("b.pt")',
        ["A.pt"],
    ),
    "a path's suffix": (
        'from pathlib import Path\ndef f(name):\n    if Path(name).suffix == ".pt":\n        YOLO(name)\nf("a.pt")\nf("b.yaml")',
        ["a.pt"],
    ),
    "endswith one of several": (
        'def f(name):\n    if name.endswith((".pt", ".onnx")):\n        YOLO(name)\nf("a.pt")\nf("b.yaml")',
        ["a.pt"],
    ),
    "and": (
        'def f(name):\n    if name and name != "a.pt":\n        YOLO(name)\nf("a.pt")\nf("b.pt")\nf("")',
        ["b.pt"],
    ),
    "or": (
        'def f(name):\n    if name == "a.pt" or name == "b.pt":\n        YOLO(name)\nf("a.pt")\nf("b.pt")\nf("c.pt")',
        ["a.pt", "b.pt"],
    ),
    "the right side of and": ('def f(name):\n    name != "a.pt" and YOLO(name)\nf("a.pt")\nf("b.pt")', ["b.pt"]),
    "isinstance": (
        'def f(model):\n    if isinstance(model, str):\n        YOLO(model)\nf("a.pt")\nf(object())\nf(None)',
        ["?", "a.pt"],
    ),
    "isinstance of what nobody else passes": (
        'def f(model):\n    if isinstance(model, str):\n        YOLO(model)\nf("a.pt")\nf(None)\nf(["b.pt"])',
        ["a.pt"],
    ),
    "not isinstance": (
        'def f(model):\n    if not isinstance(model, str):\n        model = model.name\n    YOLO(model)\nf("a.pt")',
        ["a.pt"],
    ),
    "match": (
        'def f(name):\n    match name:\n        case "a.pt" | "b.pt":\n            YOLO(name)\nf("a.pt")\nf("c.pt")',
        ["a.pt"],
    ),
    "match the rest": (
        (
            'def f(name):\n    match name:\n        case "a.pt":\n            pass\n        case _:\n'
            '            YOLO(name)\nf("a.pt")\nf("c.pt")'
        ),
        ["c.pt"],
    ),
    "assert": ('def f(name):\n    assert name != "a.pt"\n    YOLO(name)\nf("a.pt")\nf("b.pt")', ["b.pt"]),
    "a filter": ('for name in [n for n in ("a.pt", "b.yaml") if n.endswith(".pt")]:\n    YOLO(name)', ["a.pt"]),
    "what is made from the value": (
        (
            'import os\ndef f(name):\n    end = os.path.splitext(name)[1]\n    if end == ".pt":\n        YOLO(name)\n'
            'f("a.pt")\nf("b.onnx")'
        ),
        ["a.pt"],
    ),
    "a file that may be there": (
        'import os\ndef f(name):\n    if not os.path.isfile(name):\n        name = "b.pt"\n    YOLO(name)\nf("a.pt")',
        ["a.pt", "b.pt"],
    ),
    "an unknown name that is compared": ('name = input()\nif name == "a.pt":\n    YOLO(name)', ["a.pt"]),
    "an unknown name that is one of several": (
        'name = input()\nif name in ["a.pt", "b.pt"]:\n    YOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "an unknown name that is not": ('name = input()\nif name != "a.pt":\n    YOLO(name)', ["?"]),
    "a global": ('NAME = None\nif NAME is None:\n    NAME = "a.pt"\nYOLO(NAME)', ["a.pt"]),
    "an attribute that the method fills": (
        (
            "class A:\n    def __init__(self, name=None):\n        self.name = name\n"
            '        if self.name is None:\n            self.name = "a.pt"\n    def load(self):\n        YOLO(self.name)\nA()\nA("b.pt")'
        ),
        ["a.pt", "b.pt"],
    ),
}

ABOUT_THE_CALL = {
    "a flag that the call passes": (
        'def f(big):\n    name = "a.pt" if big else "b.pt"\n    YOLO(name)\nf(True)',
        ["a.pt"],
    ),
    "a branch that this call does not take": (
        (
            'def f(size):\n    if size == "big":\n        name = "a.pt"\n    elif size == "small":\n        name = "b.pt"\n'
            '    else:\n        name = "c.pt"\n    YOLO(name)\nf("small")'
        ),
        ["b.pt"],
    ),
    "a return that this call does not reach": (
        'def f(size):\n    if size == "big":\n        return "a.pt"\n    return "b.pt"\nYOLO(f("big"))',
        ["a.pt"],
    ),
    "two kinds of a loop": (
        (
            'for kind in ("x", "y"):\n    if kind == "x":\n        name = "a.pt"\n    else:\n        name = "b.pt"\n'
            '    if kind == "y":\n        YOLO(name)'
        ),
        ["b.pt"],
    ),
    "an item filtered by its key": (
        'D = {"x": "a.pt", "y": "b.pt"}\nfor key, name in D.items():\n    if key != "x":\n        YOLO(name)',
        ["b.pt"],
    ),
    "a constructor's argument": (
        (
            "class A:\n    def __init__(self, kind):\n        self.kind = kind\n    def load(self):\n"
            '        if self.kind == "x":\n            name = "a.pt"\n        else:\n            name = "b.pt"\n        YOLO(name)\nA("y")'
        ),
        ["b.pt"],
    ),
    "a default that any caller may change": (
        'def f(big=False):\n    if big:\n        name = "a.pt"\n    else:\n        name = "b.pt"\n    YOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "a constant that the owner of the code may change": (
        'BIG = False\nif BIG:\n    name = "a.pt"\nelse:\n    name = "b.pt"\nYOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "a call that does not run": (
        'def g(name):\n    YOLO(name)\ndef f(name=None):\n    if name:\n        g(name)\nf()\nf("a.pt")',
        ["a.pt"],
    ),
    "what was set in another turn": (
        (
            'name = "c.pt"\nfor kind in ("x", "y"):\n    if kind == "y":\n        YOLO(name)\n    if kind == "x":\n'
            '        name = "a.pt"'
        ),
        ["a.pt"],
    ),
}

OPEN = {
    "None where nobody passes anything": ("def f(name=None):\n    WhisperModel(name)", ["?"]),
    "None where nobody passes anything, past a condition": (
        "def f(name=None):\n    if name is not None:\n        YOLO(name)",
        ["?"],
    ),
    "a method may change the attribute in between": (
        (
            "class A:\n    def __init__(self):\n        self.name = None\n    def find(self):\n        self.name = input()\n"
            "    def load(self):\n        if self.name is None:\n            self.find()\n        YOLO(self.name)"
        ),
        ["?"],
    ),
}

ALL = ABOUT_THE_VALUE | ABOUT_THE_CALL | OPEN


@pytest.mark.parametrize(("source", "expected"), ALL.values(), ids=ALL.keys())
def test_ids_that_pass_the_conditions(source: str, expected: list[str]) -> None:
    expected = [one if one == "?" else f"ultralytics:{one}" for one in expected]
    imports = "from faster_whisper import WhisperModel\nfrom ultralytics import YOLO"
    assert ids(f"{imports}\n{source}\n") == sorted(expected)


def test_a_load_in_a_branch_that_no_call_takes_is_a_load() -> None:
    source = 'from ultralytics import YOLO\ndef f(kind):\n    if kind == "x":\n        YOLO("a.pt")\nf("y")\n'
    assert ids(source) == ["ultralytics:a.pt"]


def test_a_load_that_every_call_passes_none_is_open() -> None:
    assert ids("import torch\ndef f(path=None):\n    if path:\n        torch.load(path)\nf()\nf(None)\n") == ["?"]


def test_a_library_that_takes_none_for_its_default_loads_that() -> None:
    assert ids('from transformers import pipeline\npipeline("fill-mask", model=None)\n') != ["?"]


def test_examples_are_told_apart() -> None:
    assert len(ALL) == sum(map(len, (ABOUT_THE_VALUE, ABOUT_THE_CALL, OPEN)))


ATTRIBUTES = {
    "of a parameter": (
        "def run(spec):\n    if spec.size == Size.BIG:\n        return\n    YOLO(spec.size.value)\nrun(chosen())",
        ["a.pt"],
    ),
    "of an attribute of a parameter": (
        (
            "class Job:\n    def __init__(self, spec):\n        self.spec = spec\ndef run(job):\n"
            "    if job.spec.size is Size.BIG:\n        YOLO('c.pt')\n    else:\n        YOLO(job.spec.size.value)\n"
            "run(Job(chosen()))"
        ),
        ["a.pt", "c.pt"],
    ),
    "of a name that is bound anew": (
        (
            "def run(spec, other):\n    if spec.size == Size.BIG:\n        spec = other\n        YOLO(spec.size.value)\n"
            "run(chosen(), chosen())"
        ),
        ["a.pt", "b.pt"],
    ),
    "that a call may change": (
        (
            "def run(spec):\n    if spec.size == Size.BIG:\n        change(spec)\n        YOLO(spec.size.value)\n"
            "run(chosen())"
        ),
        ["a.pt", "b.pt"],
    ),
    "that is set anew": (
        (
            "def run(spec):\n    if spec.size == Size.BIG:\n        spec.size = Size.SMALL\n        YOLO(spec.size.value)\n"
            "run(chosen())"
        ),
        ["a.pt", "b.pt"],
    ),
}


MADE_OF_AN_ATTRIBUTE = {
    "asked about once a name is made of it": (
        (
            "def load():\n    name = settings.model or 'd.pt'\n    if settings.model.lower() == 'labels':\n        return\n"
            "    YOLO(name)"
        ),
        ["d.pt"],
    ),
    "where the condition leaves it": (
        "def load():\n    name = settings.weights or 'd.pt'\n    if settings.weights == 'x':\n        return\n    YOLO(name)",
        ["a.pt", "d.pt"],
    ),
    "of which another one is asked about": (
        "def load(other):\n    name = settings.weights\n    if other.weights == 'a.pt':\n        return\n    YOLO(name)",
        ["a.pt"],
    ),
}


@pytest.mark.parametrize(("loading", "expected"), MADE_OF_AN_ATTRIBUTE.values(), ids=MADE_OF_AN_ATTRIBUTE)
def test_a_condition_on_an_attribute_that_a_name_is_made_of(loading: str, expected: list[str]) -> None:
    header = (
        "import os\nfrom ultralytics import YOLO\nclass Settings:\n"
        "    model = os.getenv('MODEL', 'labels')\n    weights = os.getenv('WEIGHTS', 'a.pt')\nsettings = Settings()\n"
    )
    assert sorted(ids(f"--- app.py\n{header}{loading}\n")) == ["?", *(f"ultralytics:{one}" for one in expected)]


@pytest.mark.parametrize(("loading", "expected"), ATTRIBUTES.values(), ids=ATTRIBUTES.keys())
def test_a_condition_on_an_attribute(loading: str, expected: list[str]) -> None:
    header = (
        'import enum, sys\nfrom ultralytics import YOLO\nclass Size(enum.Enum):\n    SMALL = "a.pt"\n    BIG = "b.pt"\n'
        "class Spec:\n    def __init__(self, size):\n        self.size = size\n"
        "def chosen():\n    return Spec(Size(sys.argv[1]))\n"
    )
    assert ids(header + loading) == [f"ultralytics:{name}" for name in expected]


MEMBERS = {
    "a chain of inequalities": "    if size != Size.NEW and size != Size.BIG:\n        raise ValueError\n",
    "not in a tuple": "    if size not in (Size.NEW, Size.BIG):\n        raise ValueError\n",
    "identity": "    if size is Size.OLD:\n        return\n",
}


@pytest.mark.parametrize("condition", MEMBERS.values(), ids=MEMBERS.keys())
def test_a_condition_on_a_parameter_that_is_any_member(condition: str) -> None:
    header = (
        "import enum\nfrom ultralytics import YOLO\n"
        'class Size(enum.Enum):\n    OLD = "a.pt"\n    NEW = "b.pt"\n    BIG = "c.pt"\ndef load(size: Size):\n'
    )
    assert ids(f"{header}{condition}    YOLO(size.value)\n") == ["ultralytics:b.pt", "ultralytics:c.pt"]


def test_a_condition_on_any_member_whose_value_is_passed_on() -> None:
    source = """
        import enum
        from ultralytics import YOLO
        class Size(enum.Enum):
            OLD = "a.pt"
            NEW = "b.pt"
            BIG = "c.pt"
        KEPT = frozenset({Size.NEW, Size.BIG})
        def load(name):
            YOLO(name)
        def main(size: Size | str = Size.OLD):
            size = Size(size)
            if size == Size.OLD:
                return
            if size in KEPT:
                load(size.value)
        """
    assert ids(source) == ["ultralytics:b.pt", "ultralytics:c.pt"]

"""Which ids a load can be asked for: small projects with the ids that they load, ``?`` for an open load."""

import pytest

from tests.projects import ids

LOCALS_AND_CONSTANTS = {
    "literal": ('YOLO("a.pt")', ["a.pt"]),
    "keyword": ('YOLO(model="a.pt")', ["a.pt"]),
    "local": ('name = "a.pt"\nYOLO(name)', ["a.pt"]),
    "the later assignment counts": ('name = "a.pt"\nname = "b.pt"\nYOLO(name)', ["b.pt"]),
    "an assignment after the load does not count": ('name = "a.pt"\nYOLO(name)\nname = "b.pt"', ["a.pt"]),
    "both branches": ('name = "a.pt"\nif x():\n    name = "b.pt"\nYOLO(name)', ["a.pt", "b.pt"]),
    "an exhaustive branch": ('if x():\n    name = "a.pt"\nelse:\n    name = "b.pt"\nYOLO(name)', ["a.pt", "b.pt"]),
    "a branch that returns does not reach": (
        'def f():\n    name = "a.pt"\n    if x():\n        name = "b.pt"\n        return\n    YOLO(name)',
        ["a.pt"],
    ),
    "conditional expression": ('YOLO("a.pt" if x() else "b.pt")', ["a.pt", "b.pt"]),
    "or default": ('name = ""\nYOLO(name or "a.pt")', ["a.pt"]),
    "None or default": ('name = None\nYOLO(name or "a.pt")', ["a.pt"]),
    "walrus": ('if (name := "a.pt"):\n    YOLO(name)', ["a.pt"]),
    "tuple assignment": ('a, (b, c) = "a.pt", ("b.pt", "c.pt")\nYOLO(b)', ["b.pt"]),
    "augmented": ('name = "a"\nname += ".pt"\nYOLO(name)', ["a.pt"]),
    "annotated": ('name: str = "a.pt"\nYOLO(name)', ["a.pt"]),
    "try and fall-back": ('try:\n    name = "a.pt"\nexcept OSError:\n    name = "b.pt"\nYOLO(name)', ["a.pt", "b.pt"]),
    "finally decides": ('try:\n    name = "a.pt"\nfinally:\n    name = "b.pt"\nYOLO(name)', ["b.pt"]),
    "loop over a literal": ('for name in ["a.pt", "b.pt"]:\n    YOLO(name)', ["a.pt", "b.pt"]),
    "loop that carries over": ('name = "a.pt"\nwhile x():\n    YOLO(name)\n    name = "b.pt"', ["a.pt", "b.pt"]),
    "found by a loop": (
        'name = "a.pt"\nfor one in ["b.pt"]:\n    if x():\n        name = one\n        break\nYOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "comprehension": ('[YOLO(name) for name in ("a.pt", "b.pt")]', ["a.pt", "b.pt"]),
    "global from another function": (
        'NAME = "a.pt"\ndef f():\n    global NAME\n    NAME = "b.pt"\ndef g():\n    YOLO(NAME)',
        ["a.pt", "b.pt"],
    ),
    "closure": ('def f():\n    name = "a.pt"\n    def g():\n        YOLO(name)', ["a.pt"]),
    "a local hides the global": ('NAME = "a.pt"\ndef f():\n    NAME = "b.pt"\n    YOLO(NAME)', ["b.pt"]),
    "match": (
        'match x():\n    case 1:\n        name = "a.pt"\n    case _:\n        name = "b.pt"\nYOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "what comes from outside is open": ("YOLO(input())", ["?"]),
    "an undefined name is open": ("YOLO(nowhere)", ["?"]),
}

STRINGS = {
    "f-string": ('size = "x"\nYOLO(f"yolov8{size}.pt")', ["yolov8x.pt"]),
    "f-string with two values": ('size = "x" if y() else "s"\nYOLO(f"yolov8{size}.pt")', ["yolov8s.pt", "yolov8x.pt"]),
    "f-string with a number": ("YOLO(f'v{8:02d}.pt')", ["v08.pt"]),
    "plus": ('size = "x"\nYOLO("yolov8" + size + ".pt")', ["yolov8x.pt"]),
    "percent": ('YOLO("yolov%d%s.pt" % (8, "x"))', ["yolov8x.pt"]),
    "percent with strings": ('YOLO("yolov%s.pt" % "8x")', ["yolov8x.pt"]),
    "format": ('YOLO("yolov{}{size}.pt".format(8, size="x"))', ["yolov8x.pt"]),
    "join": ('YOLO("".join(["yolov8", "x", ".pt"]))', ["yolov8x.pt"]),
    "lower": ('YOLO("A.PT".lower())', ["a.pt"]),
    "a method called by its class": ('YOLO(str.replace("b.pt", "b", "a", 1))', ["a.pt"]),
    "a method called by its class, of no string": ("YOLO(str.strip(x()))", ["?"]),
    "an open part makes the load open": ('YOLO(f"yolov8{input()}.pt")', ["?"]),
    "a width that would fill the memory is not built": ("YOLO('{:>999999999}'.format('a'))", ["?"]),
}

CONTAINERS = {
    "dict item": ('D = {"big": "a.pt", "small": "b.pt"}\nYOLO(D["big"])', ["a.pt"]),
    "dict item under an open key": ('D = {"big": "a.pt", "small": "b.pt"}\nYOLO(D[input()])', ["a.pt", "b.pt"]),
    "get with default": ('D = {"big": "a.pt"}\nYOLO(D.get("small", "c.pt"))', ["c.pt"]),
    "nested": ('D = {"a": {"b": ["x.pt", "y.pt"]}}\nYOLO(D["a"]["b"][-1])', ["y.pt"]),
    "spread": ('A = {"x": "a.pt"}\nB = {**A, "y": "b.pt"}\nYOLO(B["x"])', ["a.pt"]),
    "items": ('D = {"a": "x.pt"}\nfor key, value in D.items():\n    YOLO(value)', ["x.pt"]),
    "values": ('D = {"a": "x.pt"}\nfor value in D.values():\n    YOLO(value)', ["x.pt"]),
    "what a comprehension over something unknown gives": (
        'for name, _ in [("a.pt", one) for one in unknown()]:\n    YOLO(name)',
        ["a.pt"],
    ),
    "a dict of something unknown": (
        'D = {one: "a.pt" for one in unknown()}\nYOLO(D[input()])',
        ["?", "a.pt"],
    ),
    "a dict made from one that gets an entry later": (
        'D = {"x": "a.pt"}\nD["y"] = "b.pt"\nYOLO({key: value for key, value in D.items()}["x"])',
        ["a.pt"],
    ),
    "a dict made from one whose entry is set again": (
        (
            'def made():\n    d = dict(x="a.pt")\n    for key in known():\n        d["x"] = "b.pt"\n    return d\n'
            'YOLO({key: value for key, value in made().items()}["x"])'
        ),
        ["a.pt", "b.pt"],
    ),
    "a namespace of a configuration": (
        (
            "from types import SimpleNamespace\ndef space(one):\n"
            "    return SimpleNamespace(**{key: space(value) for key, value in one.items()}) if isinstance(one, dict) else one\n"
            'D = {"model": {"path": "a.pt", "size": 2}}\nD["model"] = {"path": "b.pt"}\nYOLO(space(D).model.path)'
        ),
        ["a.pt", "b.pt"],
    ),
    "list sum": ('for name in ["a.pt"] + ["b.pt"]:\n    YOLO(name)', ["a.pt", "b.pt"]),
}

GROWTH = {
    "append": ('names = []\nnames.append("a.pt")\nfor name in names:\n    YOLO(name)', ["a.pt"]),
    "append in a loop": (
        'names = []\nfor size in ["a", "b"]:\n    names.append(size + ".pt")\nYOLO(names[1])',
        ["a.pt", "b.pt"],
    ),
    "extend": ('names = ["a.pt"]\nnames.extend(["b.pt"])\nfor name in names:\n    YOLO(name)', ["a.pt", "b.pt"]),
    "an item that is set": ('names = {"a": "a.pt"}\nnames["b"] = "b.pt"\nYOLO(names["b"])', ["b.pt"]),
    "an item that is set leaves the others": ('names = {"a": "a.pt"}\nnames["b"] = "b.pt"\nYOLO(names["a"])', ["a.pt"]),
    "update": ('names = {"a": "a.pt"}\nnames.update({"b": "b.pt"})\nYOLO(names["b"])', ["b.pt"]),
    "an attribute that grows": (
        (
            'class A:\n    def __init__(self):\n        self.names = {}\n        self.names["a"] = "a.pt"\n'
            '    def load(self):\n        YOLO(self.names["a"])'
        ),
        ["a.pt"],
    ),
    "a global that a function adds to": (
        'NAMES = {}\ndef add():\n    NAMES["a"] = "a.pt"\ndef load():\n    YOLO(NAMES["a"])',
        ["a.pt"],
    ),
    "an unknown key may be the one": (
        'names = {"a": "a.pt"}\nnames[input()] = "b.pt"\nYOLO(names["a"])',
        ["?", "a.pt"],
    ),
}

FUNCTIONS = {
    "default": ('def f(name="a.pt"):\n    YOLO(name)', ["a.pt"]),
    "no call, no default": ("def f(name):\n    YOLO(name)", ["?"]),
    "call sites": ('def f(name):\n    YOLO(name)\nf("a.pt")\nf(name="b.pt")', ["a.pt", "b.pt"]),
    "the default counts where a call leaves it out": (
        'def f(name="a.pt"):\n    YOLO(name)\nf()\nf("b.pt")',
        ["a.pt", "b.pt"],
    ),
    "the default does not count where every call passes": ('def f(name="a.pt"):\n    YOLO(name)\nf("b.pt")', ["b.pt"]),
    "the default counts where the function is handed on": (
        'def f(name="a.pt"):\n    YOLO(name)\nf("b.pt")\nrun(f)',
        ["a.pt", "b.pt"],
    ),
    "through two wrappers": (
        'def f(name):\n    YOLO(name)\ndef g(name):\n    f(name)\ng("a.pt")',
        ["a.pt"],
    ),
    "return value": ('def name():\n    return "a.pt"\nYOLO(name())', ["a.pt"]),
    "return value of this call": (
        'D = {"a": "a.pt", "b": "b.pt"}\ndef pick(key):\n    return D[key]\nYOLO(pick("b"))',
        ["b.pt"],
    ),
    "early return": (
        'def name():\n    if x():\n        return "a.pt"\n    return "b.pt"\nYOLO(name())',
        ["a.pt", "b.pt"],
    ),
    "star arguments": (
        'def f(*names):\n    for name in names:\n        YOLO(name)\nf("a.pt", "b.pt")',
        ["a.pt", "b.pt"],
    ),
    "keyword arguments": ('def f(**options):\n    YOLO(options["weights"])\nf(weights="a.pt")', ["a.pt"]),
    "spread into a call": ('def f(name):\n    YOLO(name)\nf(*["a.pt"])\nf(**{"name": "b.pt"})', ["a.pt", "b.pt"]),
    "lambda": ('name = lambda size: f"{size}.pt"\nYOLO(name("a"))', ["a.pt"]),
    "recursion ends": ("def f(name):\n    YOLO(name)\n    f(name)", ["?"]),
    "mutual recursion ends": ("def f():\n    return g()\ndef g():\n    return f()\nYOLO(f())", ["?"]),
}

CLASSES = {
    "class attribute": ('class A:\n    name = "a.pt"\n    def load(self):\n        YOLO(self.name)', ["a.pt"]),
    "inherited attribute": (
        'class A:\n    name = "a.pt"\nclass B(A):\n    def load(self):\n        YOLO(self.name)',
        ["a.pt"],
    ),
    "load in the base, name in the subclasses": (
        'class A:\n    def load(self):\n        YOLO(self.name)\nclass B(A):\n    name = "b.pt"\nclass C(A):\n    name = "c.pt"',
        ["b.pt", "c.pt"],
    ),
    "override": (
        'class A:\n    name = "a.pt"\n    def load(self):\n        YOLO(self.name)\nclass B(A):\n    name = "b.pt"\nA()\nB()',
        ["a.pt", "b.pt"],
    ),
    "a base that is never made does not count": (
        'class A:\n    name = "a.pt"\n    def load(self):\n        YOLO(self.name)\nclass B(A):\n    name = "b.pt"\nB()',
        ["b.pt"],
    ),
    "self attribute from the constructor": (
        'class A:\n    def __init__(self):\n        self.name = "a.pt"\n    def load(self):\n        YOLO(self.name)',
        ["a.pt"],
    ),
    "constructor default": (
        'class A:\n    def __init__(self, name="a.pt"):\n        self.name = name\n    def load(self):\n        YOLO(self.name)',
        ["a.pt"],
    ),
    "constructor argument": (
        'class A:\n    def __init__(self, name):\n        self.name = name\n    def load(self):\n        YOLO(self.name)\nA("b.pt")',
        ["b.pt"],
    ),
    "super": (
        (
            "class A:\n    def __init__(self, name):\n        self.m = YOLO(name)\n"
            'class B(A):\n    def __init__(self):\n        super().__init__("b.pt")'
        ),
        ["b.pt"],
    ),
    "super through two levels": (
        (
            "class A:\n    def __init__(self, name):\n        self.m = YOLO(name)\n"
            "class B(A):\n    def __init__(self, size):\n        super().__init__(f'v8{size}.pt')\n"
            'class C(B):\n    def __init__(self):\n        super().__init__("x")'
        ),
        ["v8x.pt"],
    ),
    "None until loaded": (
        (
            "class A:\n    def __init__(self):\n        self.name = None\n"
            '    def choose(self):\n        self.name = "a.pt"\n    def load(self):\n        YOLO(self.name)'
        ),
        ["a.pt"],
    ),
    "property": (
        'class A:\n    @property\n    def name(self):\n        return "a.pt"\n    def load(self):\n        YOLO(self.name)',
        ["a.pt"],
    ),
    "a class attribute in place of an abstract property": (
        (
            "from abc import ABC, abstractmethod\n"
            "class A(ABC):\n    @property\n    @abstractmethod\n    def name(self): ...\n"
            "    def load(self):\n        YOLO(self.name)\nclass B(A):\n    name = 'b.pt'"
        ),
        ["b.pt"],
    ),
    "overridden property": (
        (
            "from abc import ABC, abstractmethod\n"
            "class A(ABC):\n    @property\n    @abstractmethod\n    def name(self): ...\n"
            "    def load(self):\n        YOLO(self.name)\n"
            'class B(A):\n    @property\n    def name(self):\n        return "b.pt"'
        ),
        ["b.pt"],
    ),
    "classmethod": (
        'class A:\n    name = "a.pt"\n    @classmethod\n    def load(cls):\n        YOLO(cls.name)',
        ["a.pt"],
    ),
    "attribute of an instance": (
        'class Config:\n    def __init__(self, name):\n        self.name = name\nconfig = Config("a.pt")\nYOLO(config.name)',
        ["a.pt"],
    ),
    "attribute of the class": ('class Config:\n    name = "a.pt"\nYOLO(Config.name)', ["a.pt"]),
    "dataclass": (
        'from dataclasses import dataclass\n@dataclass\nclass C:\n    name: str = "a.pt"\nYOLO(C().name)',
        ["a.pt"],
    ),
    "dataclass argument": (
        'from dataclasses import dataclass\n@dataclass\nclass C:\n    size: int\n    name: str = "a.pt"\nYOLO(C(1, "b.pt").name)',
        ["b.pt"],
    ),
    "pydantic": (
        'from pydantic import BaseModel, Field\nclass C(BaseModel):\n    name: str = Field("a.pt")\nYOLO(C().name)',
        ["a.pt"],
    ),
    "enumeration": (
        'from enum import Enum\nclass Size(Enum):\n    BIG = "a.pt"\n    SMALL = "b.pt"\nYOLO(Size.SMALL.value)',
        ["b.pt"],
    ),
    "string enumeration": (
        'from enum import StrEnum\nclass Size(StrEnum):\n    BIG = "a.pt"\nYOLO(Size.BIG)',
        ["a.pt"],
    ),
    "two classes of one name": (
        'class A:\n    name = "a.pt"\nclass B:\n    name = "b.pt"\n    def load(self):\n        YOLO(self.name)',
        ["b.pt"],
    ),
}

FROM_KEYS = {
    "a dict of keys with one value": ('YOLO(dict.fromkeys(("a", "b"), "a.pt")["b"])', ["a.pt"]),
    "a dict of another one's keys": ('D = {"a": 1}\nE = dict.fromkeys(D, "a.pt")\nYOLO(E["a"])', ["a.pt"]),
    "a dict of keys that are not known": ('YOLO(dict.fromkeys(x(), "a.pt")["b"])', ["?"]),
}

ENVIRONMENT = {
    "default of the environment is open": ('import os\nYOLO(os.environ.get("M", "a.pt"))', ["?", "a.pt"]),
    "getenv or": ('import os\nYOLO(os.getenv("M") or "a.pt")', ["?", "a.pt"]),
    "environment without default": ('import os\nYOLO(os.environ["M"])', ["?"]),
    "address": (
        "import os, torch\ntorch.hub.load_state_dict_from_url(os.path.join('https://a.org/w/', 'b', 'c.pth'))",
        ["url:https://a.org/w/b/c.pth"],
    ),
    "path": ('import os\nYOLO(os.path.join("models", "a.pt"))', ["file:models/a.pt"]),
    "the folder of a file beside the program": (
        'import os\nYOLO(os.path.join(os.path.dirname("a.pt"), "b.pt"))',
        ["b.pt"],
    ),
    "an empty path names nothing yet": (
        'import os\nfrom pathlib import Path\npath = ""\nif x():\n    path = "m/n/a.pt"\nYOLO(Path(os.path.dirname(path)))',
        ["file:m/n"],
    ),
    "an empty path is true": (
        'from pathlib import Path\nYOLO(("a.pt" if Path("") else "b.pt"))',
        ["a.pt", "b.pt"],
    ),
    "pathlib": ('from pathlib import Path\nYOLO(str(Path("models") / "a.pt"))', ["file:models/a.pt"]),
}

ALL = LOCALS_AND_CONSTANTS | STRINGS | CONTAINERS | GROWTH | FUNCTIONS | CLASSES | FROM_KEYS | ENVIRONMENT


@pytest.mark.parametrize(("source", "expected"), ALL.values(), ids=ALL.keys())
def test_ids_of_one_file(source: str, expected: list[str]) -> None:
    found = ids(f"from ultralytics import YOLO\n{source}\n")
    assert found == sorted(name if ":" in name or name == "?" else f"ultralytics:{name}" for name in expected)


def test_examples_are_told_apart() -> None:
    parts = (LOCALS_AND_CONSTANTS, STRINGS, CONTAINERS, GROWTH, FUNCTIONS, CLASSES, FROM_KEYS, ENVIRONMENT)
    assert len(ALL) == sum(map(len, parts))


def test_a_file_that_is_named_as_its_address_ends() -> None:
    project = """
        import os
        from urllib.parse import urlparse
        from ultralytics import YOLO
        def load(url, folder="weights"):
            parts = urlparse(url)
            YOLO(os.path.join(folder, os.path.basename(parts.path)))
        load("https://host.example/files/a.pt?download=true")
    """
    assert ids(project) == ["file:weights/a.pt"]


def test_the_same_string_in_many_ways_is_one_of_few() -> None:
    same = ", ".join(["'a'"] * 40)
    code = f"import random\nYOLO(random.choice([{same}]) + random.choice(['.pt', '.pt', '_b.pt']))"
    assert ids(f"from ultralytics import YOLO\n{code}") == ["ultralytics:a.pt", "ultralytics:a_b.pt"]

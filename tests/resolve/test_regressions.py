"""What generated programs showed to be wrong once: real loads that the scan neither named nor left open."""

import pytest

from tests.projects import ids, scan

REGRESSIONS = {
    "an item under an item of a library's table": (
        'import sys\nT = {"a": "a.pt", "b": "b.pt"}\nYOLO(T[sys.argv[1]])',
        ["a.pt", "b.pt"],
    ),
    "a function under an item of a library's table": (
        (
            "import sys\ndef load(name):\n    YOLO(name)\ndef show(name):\n    print(name)\n"
            'T = {"a": load, "b": show}\nT[sys.argv[1]]("a.pt")'
        ),
        ["?", "a.pt"],
    ),
    "what nullcontext is entered with": (
        'from contextlib import nullcontext\nwith nullcontext("a.pt") as name:\n    YOLO(name)',
        ["a.pt"],
    ),
    "a key that is a member whose string is not told": (
        (
            'from enum import StrEnum\nclass Size(StrEnum):\n    ONE = x()\nT = {"b": "b.pt", Size.ONE: "a.pt"}\n'
            'for name in (T["a"], "c.pt"):\n    YOLO(name)'
        ),
        ["?", "c.pt"],
    ),
    "a sibling comes before the base of both": (
        'class A:\n    name = "a.pt"\nclass B(A):\n    pass\nclass C(A):\n    name = "c.pt"\nclass D(B, C):\n    pass\nYOLO(D().name)',
        ["c.pt"],
    ),
    "a class that inherits the constructor of a loader": ('class Mine(YOLO):\n    pass\nMine("a.pt")', ["a.pt"]),
    "a constructor that hands on to a loader's": (
        'class Mine(YOLO):\n    def __init__(self, name):\n        super().__init__(name)\nMine("a.pt")',
        ["a.pt"],
    ),
    "the loop was left by a break, not by its else": (
        'name = "a.pt"\nfor _ in x():\n    if y():\n        break\nelse:\n    name = "b.pt"\nYOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "bound before a break": (
        'for _ in x():\n    if y():\n        name = "a.pt"\n        break\n    name = "b.pt"\nYOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "a filter moves the items": ('YOLO([one for one in (None, "a.pt") if one is not None][0])', ["a.pt"]),
    "an item of what a generator yields": (
        'def f():\n    yield "a.pt"\n    yield "b.pt"\nYOLO(list(f())[1])',
        ["a.pt", "b.pt"],
    ),
    "a global set by a function, read by the module": (
        'NAME = None\ndef f():\n    global NAME\n    NAME = "a.pt"\nf()\nYOLO(NAME)',
        ["a.pt"],
    ),
    "a global that a function sets only sometimes": (
        'NAME = "a.pt"\ndef f():\n    global NAME\n    if x():\n        NAME = "b.pt"\n    YOLO(NAME)\nf()',
        ["a.pt", "b.pt"],
    ),
    "a name set by an inner function": (
        'def f():\n    name = "a.pt"\n    def g():\n        nonlocal name\n        name = "b.pt"\n    g()\n    YOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "an attribute set on an instance from outside": (
        'class C:\n    name = "a.pt"\nc = C()\nc.name = "b.pt"\nYOLO(c.name)',
        ["a.pt", "b.pt"],
    ),
    "an attribute set by setattr": (
        'class C:\n    name = "a.pt"\nc = C()\nsetattr(c, "name", "b.pt")\nYOLO(c.name)',
        ["a.pt", "b.pt"],
    ),
    "an attribute set by a function that is handed the instance": (
        'class C:\n    name = "a.pt"\ndef f(c):\n    c.name = "b.pt"\nc = C()\nf(c)\nYOLO(c.name)',
        ["a.pt", "b.pt"],
    ),
    "a method of the base sets what the constructor has set": (
        (
            'class A:\n    def change(self):\n        self.name = "a.pt"\n'
            'class B(A):\n    def __init__(self):\n        self.name = "b.pt"\nb = B()\nb.change()\nYOLO(b.name)'
        ),
        ["a.pt", "b.pt"],
    ),
    "the base's constructor has the last word": (
        (
            'class A:\n    def __init__(self):\n        self.name = "a.pt"\n'
            'class B(A):\n    def __init__(self):\n        self.name = "b.pt"\n        super().__init__()\nYOLO(B().name)'
        ),
        ["a.pt", "b.pt"],
    ),
    "update with keywords": ('D = {}\nD.update(a="a.pt")\nYOLO(D["a"])', ["a.pt"]),
    "setdefault": ('D = {}\nD.setdefault("a", "a.pt")\nYOLO(D["a"])', ["a.pt"]),
    "a dict made of another and of keywords": (
        'A = {"a": "a.pt"}\nB = {"a": "b.pt"}\nYOLO(dict(A, **B)["a"])',
        ["b.pt"],
    ),
    "an open item may be more than the None beside it": ("YOLO([x() or None, None][0])", ["?"]),
    "arguments handed on into a star": (
        'def f(first, *names):\n    YOLO(names[0])\ndef g(*args):\n    f(*args)\ng("x", "a.pt")',
        ["a.pt"],
    ),
    "an empty list that is spread": ('YOLO([*[], "a.pt"][0])', ["a.pt"]),
    "a member whose value is open": (
        "from enum import StrEnum\nclass Size(StrEnum):\n    ONE = x()\nYOLO(Size.ONE)",
        ["?"],
    ),
    "an attribute of what is None until it is made": (
        (
            'class Settings:\n    name = "a.pt"\nsettings = None\ndef start():\n    global settings\n    settings = Settings()\n'
            "def run():\n    YOLO(settings.name)\nstart()\nrun()"
        ),
        ["a.pt"],
    ),
    "a member whose value is a member of another enumeration": (
        (
            'from enum import StrEnum\nclass A(StrEnum):\n    ONE = "a.pt"\nclass B(StrEnum):\n    ONE = A.ONE\n    TWO = "b.pt"\n'
            'YOLO(B.ONE)\nYOLO(f"x-{B.ONE}")'
        ),
        ["a.pt", "x-a.pt"],
    ),
    "a member with one of two values": (
        'from enum import StrEnum\nclass Size(StrEnum):\n    ONE = "a" if x() else "b"\nYOLO(f"{Size.ONE}.pt")',
        ["a.pt", "b.pt"],
    ),
    "what a generator hands on": (
        'def g():\n    yield "a.pt"\ndef f():\n    yield "b.pt"\n    yield from g()\nfor name in f():\n    YOLO(name)',
        ["a.pt", "b.pt"],
    ),
    "a class that is looked up by a name of which a part is not told": (
        (
            "import sys\nclass Loader:\n    def __init__(self, name='default.pt'):\n        YOLO(name)\n"
            "def find(name):\n    return getattr(sys.modules[__name__], name)\nfind(x() + 'Loader')('a.pt')"
        ),
        ["a.pt"],
    ),
    "the order of what is sorted": ('YOLO(sorted(["b.pt", "a.pt"])[0])', ["a.pt"]),
    "the order of what is reversed": ('YOLO(list(reversed(["b.pt", "a.pt"]))[0])', ["a.pt"]),
    "an item of an item that is set": (
        'd = {"m": {"a": "b.pt", "c": "c.pt"}}\nd["m"]["a"] = "a.pt"\nYOLO(d["m"]["a"])',
        ["a.pt", "b.pt"],
    ),
    "a class attribute that a class method sets": (
        'class C:\n    name = "b.pt"\n    @classmethod\n    def set(cls, n):\n        cls.name = n\nC.set("a.pt")\nYOLO(C.name)',
        ["a.pt", "b.pt"],
    ),
    "a field of a frozen class that is set": (
        (
            'from dataclasses import dataclass\n@dataclass(frozen=True)\nclass C:\n    name: str = "b.pt"\n'
            '    def __post_init__(self):\n        object.__setattr__(self, "name", "a.pt")\nYOLO(C().name)'
        ),
        ["a.pt", "b.pt"],
    ),
    "items that are moved": ('names = ["b.pt", "a.pt"]\nnames.reverse()\nYOLO(names[0])', ["a.pt", "b.pt"]),
    "items behind one that is removed": (
        'names = ["b.pt", "a.pt"]\nnames.remove("b.pt")\nYOLO(names[0])',
        ["a.pt", "b.pt"],
    ),
    "items behind one that is deleted": ('names = ["b.pt", "a.pt"]\ndel names[0]\nYOLO(names[0])', ["a.pt", "b.pt"]),
    "an item that is added to": ('d = {"a": "a"}\nd["a"] += ".pt"\nYOLO(d["a"])', ["a.pt"]),
    "a look-up that finds nothing": ('D = {"a": "a.pt"}\nYOLO(D["b"])', ["?"]),
}


@pytest.mark.parametrize(("source", "expected"), REGRESSIONS.values(), ids=REGRESSIONS.keys())
def test_regression(source: str, expected: list[str]) -> None:
    expected = [one if one == "?" else f"ultralytics:{one}" for one in expected]
    assert ids(f"from ultralytics import YOLO\n{source}\n") == sorted(expected)


def test_a_sibling_module_of_a_namespace_package_below_src() -> None:
    found = ids("""
        --- src/app/names.py
        NAME = "a.pt"
        --- src/app/find.py
        from ultralytics import YOLO
        from . import names
        YOLO(names.NAME)
    """)
    assert found == ["ultralytics:a.pt"]


@pytest.mark.parametrize("setting", ['settings.NAME = "b.pt"', 'setattr(settings, "NAME", "b.pt")'])
def test_a_constant_that_another_module_sets(setting: str) -> None:
    found = ids(f"""
        --- src/settings.py
        from ultralytics import YOLO
        NAME = "a.pt"
        def run():
            YOLO(NAME)
        --- src/main.py
        import settings
        {setting}
        settings.run()
    """)
    assert found == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_loader_that_is_handed_to_another_file_and_asked_for_by_a_string_beside() -> None:
    found = ids("""
        --- src/tables.py
        def load(function, name):
            return function(name)
        --- src/app.py
        import ultralytics
        from tables import load
        load(ultralytics.YOLO, "a.pt")
        getattr(ultralytics, "YOLO")("b.pt")
    """)
    assert found == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_load_of_instances_that_no_call_makes_as_it_is_stays() -> None:
    found = ids("""
        from ultralytics import YOLO
        class Detector:
            def __init__(self, name):
                self.name = name
            def run(self):
                YOLO(self.name)
        def make(kind):
            if kind == "small":
                return Detector("a.pt")
        make("large").run()
    """)
    assert found == ["ultralytics:a.pt"]


def test_a_class_that_two_look_ups_reach_is_made_by_both() -> None:
    found = ids("""
        --- src/tables.py
        import importlib
        import sys
        from ultralytics import YOLO
        class Loader:
            def __init__(self, name):
                self.model = YOLO(name)
        def find(name):
            return getattr(importlib.import_module(__name__), name)
        def find_any():
            return getattr(sys.modules[__name__], input())
        --- src/app.py
        from tables import find, find_any
        find("Loader")("a.pt")
        find_any()("b.pt")
    """)
    assert found == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_function_that_a_package_passes_on_under_another_name() -> None:
    found = ids("""
        --- core/__init__.py
        from .tables import load as load_table
        --- core/tables.py
        from ultralytics import YOLO
        def load(other="x", name=None):
            YOLO(name)
        --- app.py
        from core import load_table
        load_table(name="a.pt")
    """)
    assert found == ["ultralytics:a.pt"]


def test_a_class_that_has_another_name_elsewhere() -> None:
    found = ids("""
        --- core.py
        from ultralytics import YOLO
        class Large:
            def __init__(self, name="b.pt"):
                YOLO(name)
        Default = Large
        --- app.py
        from core import Default
        Default("a.pt")
    """)
    assert found == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_what_suppress_ends_leaves_what_was_bound_before() -> None:
    assert ids("""
from contextlib import suppress
from ultralytics import YOLO
name = "b.pt"
with suppress(KeyError):
    name = "a.pt"
    {}["x"]
    name = "c.pt"
YOLO(name)
""") == ["ultralytics:a.pt", "ultralytics:b.pt", "ultralytics:c.pt"]


def test_a_dict_that_another_name_adds_to_in_place_is_changed() -> None:
    assert ids("""
from ultralytics import YOLO
names = {"x": "a.pt"}
others = names
others |= {"x": "b.pt"}
YOLO(names["x"])
""") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_string_that_another_name_adds_to_stays() -> None:
    assert ids("""
from ultralytics import YOLO
name = "a.pt"
other = name
other += ".bak"
YOLO(name)
""") == ["ultralytics:a.pt"]


def test_an_attribute_that_is_not_set_yet_decides_no_condition() -> None:
    assert ids("""
from ultralytics import YOLO
class Config:
    kept = None
    name = "b.pt"
    @classmethod
    def get(cls):
        if cls.kept is None:
            cls.kept = cls()
            cls.kept.name = "a.pt"
        return cls.kept
YOLO(Config.get().name)
""") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_an_f_string_writes_a_value_as_its_source_would() -> None:
    (load,) = scan("from ultralytics import YOLO\nYOLO(f\"{'a'!r}.pt\")")
    assert [model.written for model in load.models] == ["'a'.pt"]


def test_a_member_with_the_value_of_another_is_that() -> None:
    (load,) = scan("""
from enum import Enum
from ultralytics import YOLO
class Size(Enum):
    SMALL = "s"
    TINY = "s"
YOLO(Size.TINY.name)
""")
    assert [model.written for model in load.models] == ["SMALL"]


def test_what_a_class_inherits_is_not_kept_as_it_was_half_way_through_a_circle() -> None:
    assert "ultralytics:b.pt" in ids("""
from ultralytics import YOLO
class Base:
    other = "b.pt"
class A(B.kind):
    name = "a.pt"
class B(A):
    kind = Base
YOLO(A.name)
YOLO(B.other)
""")


SHUFFLED = {
    "sorted by something": 'sorted(["b.pt", "a.pt"], key=print)[0]',
    "a set": 'list({"b.pt", "a.pt"})[0]',
    "made a set": 'list(set(["b.pt", "a.pt"]))[0]',
    "a set of a comprehension": 'list({name for name in ("b.pt", "a.pt")})[0]',
    "unpacked": 'next(first for first, _ in [{"b.pt", "a.pt"}])',
    "reversed": 'list(reversed(sorted(["b.pt", "a.pt"], key=print)))[0]',
    "a part": 'sorted(["b.pt", "a.pt"], key=print)[:1][0]',
    "passed on": '(lambda first, last: first)(*{"b.pt", "a.pt"})',
}


@pytest.mark.parametrize("taken", SHUFFLED.values(), ids=SHUFFLED.keys())
def test_of_items_in_an_unknown_order_any_can_be_first(taken: str) -> None:
    assert ids(f"from ultralytics import YOLO\nYOLO({taken})") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_join_of_items_in_an_unknown_order_is_open() -> None:
    assert "?" in ids('from ultralytics import YOLO\nYOLO("-".join({"a", "b.pt"}))')


def test_what_is_sorted_by_something_is_gone_through_turn_by_turn() -> None:
    assert ids("""
from ultralytics import YOLO
for name, end in sorted([("b", ".pt"), ("a", ".onnx")], key=lambda pair: pair[1]):
    YOLO(name + end)
""") == ["ultralytics:a.onnx", "ultralytics:b.pt"]


def test_an_attribute_that_is_set_on_a_namespace_counts() -> None:
    assert ids("""
from types import SimpleNamespace
from ultralytics import YOLO
options = SimpleNamespace(name="a.pt")
options.name = "b.pt"
YOLO(options.name)
""") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_function_in_a_list_of_a_table_is_called_out_of_it() -> None:
    assert "ultralytics:a.pt" in ids("""
from ultralytics import YOLO
HANDLERS = {}
def listen(event, function):
    HANDLERS.setdefault(event, []).append(function)
def tell(event, *args):
    for function in HANDLERS.get(event, []):
        function(*args)
def load(name="b.pt"):
    YOLO(name)
listen("start", load)
tell("start", "a.pt")
""")


def test_what_instances_add_to_a_list_of_the_class_counts_for_the_class() -> None:
    assert ids("""
from ultralytics import YOLO
class Model:
    names = []
    def __init__(self, name):
        self.names.append(name)
Model("a.pt")
for name in Model.names:
    YOLO(name)
""") == ["ultralytics:a.pt"]


COPIES = ("dict(names)", "{**names}", "names | {}", "names.copy()")


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_of_a_dict_has_lost_the_same(copy: str) -> None:
    written = f'names = {{"x": "a.pt"}}\nnames.pop("x")\ncopy = {copy}\nYOLO(copy.get("x", "b.pt"))'
    assert ids(f"from ultralytics import YOLO\n{written}") == ["ultralytics:a.pt", "ultralytics:b.pt"]

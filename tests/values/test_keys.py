"""Items of dicts whose keys are no strings: members of enumerations, classes, tuples."""

import pytest

from tests.projects import ids

HEADER = """
import enum
from ultralytics import YOLO
class Kind(enum.Enum):
    SMALL = 1
    BIG = 2
class Name(str, enum.Enum):
    SMALL = "s"
    BIG = "b"
ZOO = {Kind.SMALL: "a.pt", Kind.BIG: "b.pt"}
"""

LOADING = {
    "a member": ("YOLO(ZOO[Kind.BIG])", ["b.pt"]),
    "a member, got": ("YOLO(ZOO.get(Kind.SMALL, 'c.pt'))", ["a.pt"]),
    "a member that a call passes": ("def load(kind: Kind):\n    YOLO(ZOO[kind])\nload(Kind.BIG)", ["b.pt"]),
    "a member that nobody knows": ("def load(kind):\n    YOLO(ZOO[kind])", ["a.pt", "b.pt"]),
    "a member of another enumeration": ("YOLO({Name.BIG: 'c.pt'}.get(Kind.BIG, 'd.pt'))", ["d.pt"]),
    "an item that is set": ("ZOO[Kind.BIG] = 'c.pt'\nYOLO(ZOO[Kind.BIG])", ["b.pt", "c.pt"]),
    "the members in turn": ("for kind, name in ZOO.items():\n    if kind is Kind.BIG:\n        YOLO(name)", ["b.pt"]),
    "whether there is one": ("name = ZOO[Kind.BIG] if Kind.BIG in ZOO else 'c.pt'\nYOLO(name)", ["b.pt", "c.pt"]),
    "a member that is a string": ('YOLO({"s": "a.pt", "b": "b.pt"}[Name.BIG])', ["b.pt"]),
    "a string that a member is": ('YOLO({Name.SMALL: "a.pt", Name.BIG: "b.pt"}["s"])', ["a.pt"]),
    "a class": ('YOLO({Kind: "a.pt", Name: "b.pt"}[Name])', ["b.pt"]),
    "a class of a library": (
        'import torch\nYOLO({torch.float16: "a.pt", torch.float32: "b.pt"}[torch.float32])',
        ["b.pt"],
    ),
    "a tuple": ('YOLO({("s", 1): "a.pt", ("b", 2): "b.pt"}["b", 2])', ["b.pt"]),
    "a tuple, taken apart": (
        'for (size, _), name in {("s", 1): "a.pt", ("b", 2): "b.pt"}.items():\n    if size == "s":\n        YOLO(name)',
        ["a.pt"],
    ),
}


@pytest.mark.parametrize(("loading", "expected"), LOADING.values(), ids=LOADING.keys())
def test_an_item_under_a_key(loading: str, expected: list[str]) -> None:
    assert ids(HEADER + loading) == [f"ultralytics:{name}" for name in expected]


COMPUTED = {
    "any item": 'YOLO({tr("x"): "a.pt", "y": "b.pt"}[z()])',
    "each in a loop": 'for _, name in {tr("x"): "a.pt", "y": "b.pt"}.items():\n    YOLO(name)',
    "items that are set": 'names = {"y": "b.pt"}\nnames[tr("x")] = "a.pt"\nYOLO(names[z()])',
    "those of a comprehension": 'YOLO({tr(key): key + ".pt" for key in ("a", "b")}[z()])',
}


@pytest.mark.parametrize("loading", COMPUTED.values(), ids=COMPUTED.keys())
def test_an_item_under_a_computed_key_is_there(loading: str) -> None:
    assert {"ultralytics:a.pt", "ultralytics:b.pt"} <= set(ids(HEADER + loading))


def test_an_item_under_a_computed_key_is_not_what_a_known_key_gives() -> None:
    assert ids(HEADER + 'YOLO({tr("x"): "a.pt", "y": "b.pt"}["y"])') == ["?", "ultralytics:b.pt"]


MEMBERS = {
    "each in a loop": ("for size in Size:\n    YOLO(size.value)", ["a.pt", "b.pt"]),
    "those of a comprehension": (
        "for name in [one.value for one in Size if one is not Size.BIG]:\n    YOLO(name)",
        ["a.pt"],
    ),
    "one by its name": ('YOLO(Size["BIG"].value)', ["b.pt"]),
    "any by a name": ("def load(name):\n    YOLO(Size[name].value)", ["a.pt", "b.pt"]),
    "one by its name among all": ('YOLO(Size.__members__["BIG"].value)', ["b.pt"]),
    "the first": ("YOLO(next(one for one in Size if one.value.startswith('b')).value)", ["b.pt"]),
}


@pytest.mark.parametrize(("loading", "expected"), MEMBERS.values(), ids=MEMBERS.keys())
def test_members_of_an_enumeration(loading: str, expected: list[str]) -> None:
    header = 'import enum\nfrom ultralytics import YOLO\nclass Size(enum.Enum):\n    SMALL = "a.pt"\n    BIG = "b.pt"\n'
    assert ids(header + loading) == [f"ultralytics:{name}" for name in expected]


def test_a_member_that_is_a_string_equals_the_string() -> None:
    project = """
        import enum
        from ultralytics import YOLO
        class Size(str, enum.Enum):
            SMALL = "a.pt"
            BIG = "b.pt"
            def file(self):
                return self.value
        def load(size: Size):
            name = size.file()
            if name == Size.BIG:
                name = "c.pt"
            YOLO(name)
    """
    assert ids(project) == ["ultralytics:a.pt", "ultralytics:c.pt"]

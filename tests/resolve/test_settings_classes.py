"""Classes whose fields the command line or the environment fills: defaults are ids, and the load is open."""

import pytest

from tests.projects import ids

FILLED = {
    "HfArgumentParser": (
        (
            "from dataclasses import dataclass, field\nfrom transformers import HfArgumentParser\n"
            '@dataclass\nclass A:\n    size: int = 1\n@dataclass\nclass B:\n    name: str = field(default="a.pt")\n'
            "a, b = HfArgumentParser((A, B)).parse_args_into_dataclasses()\nYOLO(b.name)"
        ),
        ["?", "a.pt"],
    ),
    "HfArgumentParser in a variable": (
        (
            "from dataclasses import dataclass\nimport transformers\n"
            '@dataclass\nclass B:\n    name: str = "a.pt"\n    other: str = None\ndef main():\n'
            "    parser = transformers.HfArgumentParser(B)\n    (b,) = parser.parse_args_into_dataclasses()\n    load(b)\n"
            "def load(b):\n    YOLO(b.name)"
        ),
        ["?", "a.pt"],
    ),
    "a dict instead of the command line": (
        (
            "from dataclasses import dataclass\nfrom transformers import HfArgumentParser\n"
            '@dataclass\nclass B:\n    name: str = "a.pt"\nb = HfArgumentParser(B).parse_dict(x())[0]\nYOLO(b.name)'
        ),
        ["?", "a.pt"],
    ),
    "tyro": (
        'import tyro\nfrom dataclasses import dataclass\n@dataclass\nclass B:\n    name: str = "a.pt"\nYOLO(tyro.cli(B).name)',
        ["?", "a.pt"],
    ),
    "BaseSettings": (
        'from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    name: str = "a.pt"\nYOLO(S().name)',
        ["?", "a.pt"],
    ),
    "BaseSettings of pydantic 1": (
        'from pydantic import BaseSettings, Field\nclass S(BaseSettings):\n    name: str = Field("a.pt")\ns = S()\nYOLO(s.name)',
        ["?", "a.pt"],
    ),
    "vars": (
        (
            'import argparse\np = argparse.ArgumentParser()\np.add_argument("--name", default="a.pt")\n'
            'args = vars(p.parse_args())\nYOLO(args["name"])'
        ),
        ["?", "a.pt"],
    ),
}

ENUMERATIONS = {
    "the value of self": (
        (
            'from enum import Enum\nclass Size(Enum):\n    BIG = "a"\n    SMALL = "b"\n    def path(self):\n'
            '        return self.value + ".pt"\nYOLO(Size.SMALL.path())'
        ),
        ["b.pt"],
    ),
    "a property": (
        (
            'from enum import Enum\nclass Size(Enum):\n    BIG = "a"\n    SMALL = "b"\n    @property\n    def path(self):\n'
            '        return f"{self.value}.pt"\nYOLO(Size.BIG.path)'
        ),
        ["a.pt"],
    ),
    "every member": (
        'from enum import Enum\nclass Size(Enum):\n    BIG = "a.pt"\n    SMALL = "b.pt"\n    def load(self):\n        YOLO(self.value)',
        ["a.pt", "b.pt"],
    ),
    "a condition on a member": (
        (
            'from enum import Enum\nclass Size(Enum):\n    BIG = "a"\n    SMALL = "b"\ndef f(size):\n'
            '    if size is Size.BIG:\n        return "a.pt"\n    return "b.pt"\nYOLO(f(Size.SMALL))'
        ),
        ["b.pt"],
    ),
    "by value": (
        'from enum import Enum\nclass Size(Enum):\n    BIG = "a.pt"\n    SMALL = "b.pt"\nYOLO(Size("b.pt").value)',
        ["b.pt"],
    ),
}

HELD = {
    "a loader in a dict": ('LOAD = {"x": YOLO}\nLOAD["x"]("a.pt")', ["a.pt"]),
    "a loader in a dict under an open key": ('LOAD = {"x": YOLO, "y": print}\nLOAD[input()]("a.pt")', ["a.pt"]),
    "map of names": ('for name in map(lambda size: size + ".pt", ["a", "b"]):\n    YOLO(name)', ["a.pt", "b.pt"]),
    "a slice of a string": ('name = "v-a.pt"\nYOLO(name[2:])', ["a.pt"]),
    "a slice of a list": ('for name in ["a.pt", "b.pt", "c.pt"][1:]:\n    YOLO(name)', ["b.pt", "c.pt"]),
    "the part before a revision": ('YOLO("a.pt@main".split("@")[0])', ["a.pt"]),
    "the home directory": ('from pathlib import Path\nYOLO(Path.home() / "m" / "a.pt")', ["file:~/m/a.pt"]),
}

ALL = FILLED | ENUMERATIONS | HELD


@pytest.mark.parametrize(("source", "expected"), ALL.values(), ids=ALL.keys())
def test_ids(source: str, expected: list[str]) -> None:
    expected = [one if one == "?" or ":" in one else f"ultralytics:{one}" for one in expected]
    assert ids(f"from ultralytics import YOLO\n{source}\n") == sorted(expected)


def test_an_address_of_the_hub_file_system() -> None:
    source = 'from transformers import AutoModel\nAutoModel.from_pretrained("hf://owner/name/folder")\n'
    assert ids(source) == ["hf:owner/name"]


def test_a_class_in_a_dict() -> None:
    source = (
        'from transformers import AutoModel, AutoTokenizer\nKINDS = {"a": AutoModel, "b": AutoTokenizer}\n'
        'KINDS[input()].from_pretrained("o/n")\n{"a": AutoModel}["a"].from_pretrained("o/m")\n'
    )
    assert ids(source) == ["hf:o/m", "hf:o/n"]


def test_a_field_that_a_known_dict_leaves_out_has_its_default() -> None:
    project = """
        from pydantic import BaseModel
        from ultralytics import YOLO
        class Config(BaseModel):
            weights: str = "a.pt"
            size: int = 1
        YOLO(Config(**{"size": 2}).weights)
    """
    assert ids(project) == ["ultralytics:a.pt"]


@pytest.mark.parametrize(
    ("replacing", "expected"),
    [
        ('replace(Config("b.pt"), size=2)', ["b.pt"]),
        ('replace(Config("b.pt"), weights="c.pt")', ["c.pt"]),
        ('replace(replace(Config(), weights="c.pt"), size=2)', ["c.pt"]),
        ("replace(Config(), size=2)", ["a.pt"]),
    ],
)
def test_a_copy_with_other_fields(replacing: str, expected: list[str]) -> None:
    project = (
        "from dataclasses import dataclass, replace\nfrom ultralytics import YOLO\n@dataclass\nclass Config:\n"
        f'    weights: str = "a.pt"\n    size: int = 1\nYOLO({replacing}.weights)'
    )
    assert ids(project) == [f"ultralytics:{name}" for name in expected]

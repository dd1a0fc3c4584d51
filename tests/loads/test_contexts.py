"""What belongs together stays together: no id is made of parts of two calls, two instances or two turns."""

import pytest

from modelpolicy.loads.contexts import MOST_CLASSES
from tests.projects import ids

TOGETHER = {
    "arguments of one call": (
        'def f(owner, name):\n    AutoModel.from_pretrained(f"{owner}/{name}")\nf("a", "x")\nf("b", "y")',
        ["a/x", "b/y"],
    ),
    "arguments through two calls": (
        (
            'def f(owner, name):\n    AutoModel.from_pretrained(owner + "/" + name)\n'
            'def g(owner, name):\n    f(owner, name)\ng("a", "x")\ng("b", "y")'
        ),
        ["a/x", "b/y"],
    ),
    "attributes of one instance": (
        (
            "class A:\n    def __init__(self, owner, name):\n        self.owner = owner\n        self.name = name\n"
            '    def load(self):\n        AutoModel.from_pretrained(f"{self.owner}/{self.name}")\n'
            'A("a", "x").load()\nA("b", "y").load()'
        ),
        ["a/x", "b/y"],
    ),
    "attributes of one class": (
        (
            'class A:\n    def load(self):\n        AutoModel.from_pretrained(f"{self.owner}/{self.name}")\n'
            'class B(A):\n    owner = "b"\n    name = "x"\nclass C(A):\n    owner = "c"\n    name = "y"'
        ),
        ["b/x", "c/y"],
    ),
    "names of one turn": (
        'for owner, name in [("a", "x"), ("b", "y")]:\n    AutoModel.from_pretrained(f"{owner}/{name}")',
        ["a/x", "b/y"],
    ),
    "names of one turn, beside a loop that makes no difference": (
        (
            f"for owner, name in {[(owner, owner.upper()) for owner in 'abcdefghi']}:\n    for again in {list(range(9))}:\n"
            '        AutoModel.from_pretrained(f"{owner}/{name}")'
        ),
        [f"{owner}/{owner.upper()}" for owner in "abcdefghi"],
    ),
    "what one turn of a loop leaves to the next": (
        (
            'O = ["a", "b"]\nN = ["x", "y"]\ndef run():\n    count = 0\n    for _ in ["first", "second"]:\n'
            '        AutoModel.from_pretrained(f"{O[count]}/{N[count]}")\n        count = 1\nrun()'
        ),
        ["a/x", "b/y"],
    ),
    "a key and its value": (
        'D = {"a": "x", "b": "y"}\nfor owner, name in D.items():\n    AutoModel.from_pretrained(f"{owner}/{name}")',
        ["a/x", "b/y"],
    ),
    "a key and what it looks up": (
        'D = {"a": "x", "b": "y"}\nfor owner in D:\n    AutoModel.from_pretrained(f"{owner}/{D[owner]}")',
        ["a/x", "b/y"],
    ),
    "a call in a loop": (
        (
            'def f(owner, name):\n    AutoModel.from_pretrained(f"{owner}/{name}")\n'
            'for owner, name in [("a", "x"), ("b", "y")]:\n    f(owner, name)'
        ),
        ["a/x", "b/y"],
    ),
    "a list comprehension": (
        'N = [f"{a}/{b}" for a, b in [("a", "x"), ("b", "y")]]\nAutoModel.from_pretrained(N[1])',
        ["b/y"],
    ),
    "a dict comprehension": (
        'N = {a: f"{a}/{a}" for a in ["p", "q"]}\nAutoModel.from_pretrained(N["q"])',
        ["q/q"],
    ),
    "items of one dict that a name stands for": (
        (
            'D = {"p": {"o": "a", "n": "x"}, "q": {"o": "b", "n": "y"}}\ndef f(key):\n    one = D[key]\n'
            "    AutoModel.from_pretrained(f\"{one['o']}/{one['n']}\")\nf(z())"
        ),
        ["a/x", "b/y"],
    ),
    "a call of an object": (
        (
            'class Load:\n    def __call__(self, owner, name):\n        AutoModel.from_pretrained(f"{owner}/{name}")\n'
            'load = Load()\nload("a", "x")\nload("b", "y")'
        ),
        ["a/x", "b/y"],
    ),
    "a call of an object that an attribute holds": (
        (
            "class Load:\n    def __call__(self, name):\n        AutoModel.from_pretrained(name)\nclass Mine(Load):\n    pass\n"
            'class User:\n    def __init__(self):\n        self.load = Mine()\n    def run(self):\n        self.load("a/x")'
        ),
        ["a/x"],
    ),
    "default of one argument beside a given one": (
        'def f(owner="a", name="x"):\n    AutoModel.from_pretrained(f"{owner}/{name}")\nf()\nf("b", "y")\nf(name="z")',
        ["a/x", "a/z", "b/y"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), TOGETHER.values(), ids=TOGETHER.keys())
def test_parts_that_belong_together(source: str, expected: list[str]) -> None:
    assert ids(f"from transformers import AutoModel\n{source}\n") == [f"hf:{name}" for name in expected]


def test_what_a_function_was_made_with_belongs_to_what_it_is_called_with() -> None:
    project = """
        from transformers import AutoModel
        def make(owner):
            def load(name):
                AutoModel.from_pretrained(f"{owner}/{name}")
            return load
        make("a")("x")
        make("b")("y")
    """
    assert [name for name in ids(project) if name != "?"] == ["hf:a/x", "hf:b/y"]


def of_classes(number: int) -> str:
    """So many classes, each made twice by parts that belong together, and a load that is handed both."""
    classes = "".join(
        f'class C{one}(Base):\n    pass\nC{one}("a{one}", "x{one}").load()\nC{one}("b{one}", "y{one}").load()\n'
        for one in range(number)
    )
    return (
        "from transformers import AutoModel\nclass Base:\n    def __init__(self, owner, name):\n"
        "        self.owner, self.name = owner, name\n"
        f'    def load(self):\n        AutoModel.from_pretrained(f"{{self.owner}}/{{self.name}}")\n{classes}'
    )


@pytest.mark.parametrize(("number", "are_told_apart"), [(MOST_CLASSES, True), (MOST_CLASSES + 1, False)])
def test_instances_of_too_many_classes_are_not_told_apart(number: int, *, are_told_apart: bool) -> None:
    found = ids(of_classes(number))
    assert {f"hf:a{one}/x{one}" for one in range(number)} <= set(found)
    assert ("hf:a0/y0" not in found) is are_told_apart

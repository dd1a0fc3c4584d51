"""What of its function's parameters a call depends on."""

import ast

import pytest

from modelpolicy.loads.inputs import Inputs, inputs_kept, inputs_of
from modelpolicy.program.modules import Definition, SourceModule

DEPENDS = {
    "nothing": ('load("x")', ""),
    "an argument": ("load(a)", "a"),
    "a name that is made of it": ('c = f"{b}/x"\n    d = c\n    load(d)', "b"),
    "a key of what it puts into a container": ('c = {}\n    c[a] = "x"\n    load(c["y"])', "a"),
    "a condition around it": ('if a:\n        load("x")', "a"),
    "a condition that it comes after": ('if b:\n        return\n    load("x")', "b"),
    "a condition around what it is handed": ('c = "x"\n    if a:\n        c = "y"\n    load(c)', "a"),
    "what a loop goes through": ("for c in b:\n        load(c)", "b"),
    "what a function inside reads": ("def inner():\n        return a\n    load(inner())", "a"),
    "where a file comes from": ('c = get(a)\n    open("f", "wb").write(c)\n    load("f")', "a"),
}


def inputs(body: str) -> Inputs:
    """What the call of ``load`` in a method with the parameters ``a`` and ``b`` depends on."""
    source = f"class C:\n  def method(self, a, b):\n    {body}\n"
    module = SourceModule("m.py", "m", ast.parse(source))
    return inputs_of(module, next(call for call in module.calls if ast.unparse(call.func) == "load"))


@pytest.mark.parametrize(("body", "parameters"), DEPENDS.values(), ids=DEPENDS.keys())
def test_a_call_depends_on(body: str, parameters: str) -> None:
    assert inputs(body).parameters - {"self"} == set(parameters)


@pytest.mark.parametrize(
    "body", ["load(self.name)", "load(super().name())", "def g():\n        return self\n    load(g())"]
)
def test_a_call_depends_on_the_receiver(body: str) -> None:
    assert inputs(body).receiver


def test_a_call_that_reads_nothing_of_the_receiver_does_not_depend_on_it() -> None:
    assert not inputs('self.name = "y"\n    load("x")').receiver


def test_what_a_call_passes_for_a_token_is_none_of_what_is_asked_for() -> None:
    assert inputs("load(a, token=b)").parameters == {"a"}


@pytest.mark.parametrize(
    ("body", "attributes"),
    [
        ("load(self.name)", {"name"}),
        ("c = self.name\n    load(c, self.size)", {"name", "size"}),
        ("load(self.find())", None),
        ("load(find(self))", None),
        ("load(super().name)", None),
        ("load(a)", set()),
    ],
)
def test_the_attributes_that_a_call_depends_on(body: str, attributes: set[str] | None) -> None:
    assert inputs(body).attributes == attributes


@pytest.mark.parametrize(
    ("body", "parameters"),
    [
        ("self.name = 'x'", set()),
        ("self.name = a", {"a"}),
        ("c = a\n    self.name = c if b else 'x'", {"a", "b"}),
        ("self.other = a\n    self.name = f'{self.other}/x'", None),
        ("self.other = a", None),
    ],
)
def test_the_parameters_that_a_constructor_makes_an_attribute_of(body: str, parameters: set[str] | None) -> None:
    module = SourceModule("m.py", "m", ast.parse(f"class C:\n  def __init__(self, a, b):\n    {body}\n"))
    constructor = next(node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef))
    assert inputs_kept(Definition(module, constructor), frozenset({"name"})) == parameters

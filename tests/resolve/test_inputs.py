"""What of its function's parameters a call depends on."""

import ast

import pytest

from modelpolicy.resolve.inputs import Inputs, inputs_of
from modelpolicy.resolve.modules import SourceModule

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

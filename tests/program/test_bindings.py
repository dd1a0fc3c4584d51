"""Names that expressions bind belong to the statement that they stand in."""

import ast
import gc
import weakref

import pytest

from modelpolicy.program.modules import SourceModule

BINDING = {
    "a condition": "while (x := read()):\n    pass",
    "what is entered": "with (x := read()):\n    pass",
    "a default": "def use(y=(x := read())):\n    pass",
    "an item of a comprehension": "y = [(x := one) for one in read()]",
    "a guard": "match read():\n    case 1 if (x := read()):\n        pass",
    "a call in a call": "use(use(x := read()))",
}


@pytest.mark.parametrize("source", BINDING.values(), ids=BINDING.keys())
def test_an_expression_binds_a_name(source: str) -> None:
    tree = ast.parse(source)
    (bound,) = SourceModule("app.py", "app", tree).bindings.in_scope(tree)["x"]
    assert bound.value is not None
    assert ast.unparse(bound.value) in {"read()", "one"}


def test_names_are_bound_in_the_order_of_the_source() -> None:
    tree = ast.parse("use(x := 1, x := 2)")
    bound = SourceModule("app.py", "app", tree).bindings.in_scope(tree)["x"]
    assert [ast.unparse(one.value) for one in bound if one.value is not None] == ["1", "2"]


def test_a_module_goes_without_the_collector_when_nobody_holds_it() -> None:
    module = SourceModule("app.py", "app", ast.parse("x = y = {}\nx[1] = 2\n"))
    held = weakref.ref(module)
    gc.disable()
    try:
        assert module.bindings.in_scope(module.tree)["x"]
        del module
        assert held() is None
    finally:
        gc.enable()

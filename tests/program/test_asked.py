"""Whatever is asked of a module's tree by a name is noted; what goes through more than that too."""

import ast
from collections.abc import Callable

import pytest

from modelpolicy.program.flow import at_end
from modelpolicy.program.growing import calls_handed
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.outline import outline

SOURCE = """import os
SIZE = "base"
@wraps(print)
def use(size=SIZE):
    if size: run(size)
class Tool:
    pass
"""

Question = Callable[[SourceModule], object]

BY_NAME: dict[str, Question] = {
    "a binding": lambda module: module.bindings.in_scope(module.tree).get("x"),
    "a binding that is there": lambda module: "SIZE" in module.bindings.in_scope(module.tree),
    "its end": lambda module: at_end(module, module.tree, "x"),
    "calls": lambda module: module.calls_by_name.get("x"),
    "reads": lambda module: module.names("x"),
    "a variable": lambda module: "x" in module.variables,
    "an import": lambda module: module.imports_elsewhere("x"),
    "a test": lambda module: "x" in module.tested,
    "a declaration": lambda module: module.declared.get("x"),
    "an alias": lambda module: module.assignments.aliases("x"),
    "a renamed one": lambda module: "x" in module.assignments.aliased,
    "an attribute": lambda module: module.assignments.attributes_set.get("x"),
    "a table of the asker's own": lambda module: calls_handed(module, module.tree, "x"),
}


def module() -> SourceModule:
    return SourceModule("app.py", "app", ast.parse(SOURCE))


@pytest.mark.parametrize("ask", BY_NAME.values(), ids=BY_NAME.keys())
def test_a_name_that_is_asked_for_is_noted(ask: Question) -> None:
    asked = module()
    ask(asked)
    assert asked.asked.names & {"x", "SIZE"}
    assert not asked.asked.kinds
    assert not asked.asked.everything


@pytest.mark.parametrize(
    ("kind", "statements"), [(ast.Call, {2}), (ast.ClassDef, {3}), (ast.FunctionDef, {2}), (ast.While, set())]
)
def test_who_goes_through_all_nodes_of_a_kind_asks_the_statements_that_hold_any(
    kind: type[ast.expr | ast.stmt], statements: set[int]
) -> None:
    asked = module()
    asked.every(kind)
    assert asked.asked.kinds == {kind.__name__: statements}


@pytest.mark.parametrize(
    "ask", [lambda one: list(one.calls_by_name), lambda one: len(one.calls_by_name), lambda one: one.names("")]
)
def test_who_goes_through_a_whole_table_asks_everything(ask: Question) -> None:
    asked = module()
    ask(asked)
    assert asked.asked.everything


def test_what_a_scope_inside_binds_is_asked_where_the_scope_is() -> None:
    asked = module()
    (function,) = (one for one in asked.tree.body if isinstance(one, ast.FunctionDef))
    list(asked.bindings.in_scope(function))
    assert not asked.asked.names
    assert not asked.asked.everything


ONLY_BINDS = {
    "import os": True,
    "from os import path": True,
    "from os import *": False,
    '"""text"""': True,
    "x = 1": True,
    "x = y = z": True,
    "x = call()": False,
    "x.y = 1": False,
    "x, y = 1, 2": False,
    "x += 1": False,
    "x: int = 1": True,
    "x: kind() = 1": False,
    "def use(y=1):\n    call()": True,
    "def use(y=call()):\n    pass": False,
    "@call()\ndef use():\n    pass": False,
    "@call\nclass Use:\n    y = call()": True,
    "class Use(make()):\n    pass": False,
    "if x:\n    y = 1": False,
    "assert x": False,
    "raise x": False,
    "del x": False,
    "call()": False,
}


@pytest.mark.parametrize("source", ONLY_BINDS)
def test_what_only_binds_decides_nothing_elsewhere(source: str) -> None:
    (statement,) = outline(ast.parse(f"\n{source}"))
    assert statement.only_binds is ONLY_BINDS[source]
    assert (statement.first, statement.last) == (2, 2 + source.count("\n"))

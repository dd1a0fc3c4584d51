"""How thoroughly to find out what a call calls: by what text alone says of the names in it."""

import ast
from collections.abc import Callable, Iterator
from typing import Protocol, TypeAlias

from modelpolicy.program.flow import anywhere
from modelpolicy.program.modules import SourceModule, last_name
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.members import CONSTRUCTOR
from modelpolicy.values.places import Place
from modelpolicy.values.values import NOTHING, Values, union

Look: TypeAlias = Callable[[ast.expr, Place], Values]


class Suspects(Protocol):
    """Which calls of a file can be a loader's."""

    @property
    def names(self) -> frozenset[str]:
        """The names by which the file can call one."""

    @property
    def common(self) -> frozenset[str]:
        """Those of the names that much else is called by too: ``load``, ``get``."""

    @property
    def by_value(self) -> bool:
        """Whether a loader may have been put into a variable or a container."""


def how_to_look(evaluator: Evaluates, callee: ast.expr, module: SourceModule, wanted: Suspects | None) -> Look | None:
    """How thoroughly to find out what is called: ``None`` is not at all."""
    if wanted is None:
        return evaluator.evaluate
    if _is_named(callee, wanted.names):
        is_likely = last_name(callee) not in wanted.common or is_imported(module, callee)
        return evaluator.evaluate if is_likely else evaluator.glance
    return evaluator.glance if wanted.by_value and _is_variable(callee, module) else None


def bound_to(evaluator: Evaluates, callee: ast.expr, module: SourceModule) -> Values:
    """What a callee can be by all that its name is bound to around it, under whatever conditions.

    Each is a question of its own: where no time is left to ask for conditions, this still tells that there is a load.
    """
    if not isinstance(callee, ast.Attribute) or not isinstance(callee.value, ast.Name):
        return NOTHING
    bindings = anywhere(module, module.scope_of(callee), callee.value.id)
    held = [evaluator.evaluate(one.value, Place(module)) for one in bindings if one.value is not None and not one.path]
    return union([evaluator.attribute(option, callee.attr) for values in held for option in values.options])


def is_imported(module: SourceModule, callee: ast.expr) -> bool:
    """Whether the callee's dotted name starts with what an import binds."""
    while isinstance(callee, ast.Attribute):
        callee = callee.value
    return isinstance(callee, ast.Name) and callee.id in module.imported


def _is_named(callee: ast.expr, names: frozenset[str]) -> bool:
    """Whether the callee's dotted name holds one of ``names``, or where it is computed, what it is computed from."""
    nodes = ast.walk(callee) if not isinstance(callee, ast.Name | ast.Attribute) else _links(callee)
    return any(
        (node.id if isinstance(node, ast.Name) else node.attr) in names
        for node in nodes
        if isinstance(node, ast.Name | ast.Attribute)
    )


def _links(callee: ast.expr) -> Iterator[ast.expr]:
    while isinstance(callee, ast.Attribute):
        yield callee
        callee = callee.value
    yield callee


def _is_variable(callee: ast.expr, module: SourceModule) -> bool:
    """Whether the callee is something that a loader can have been put into, or a class that may inherit from one."""
    if isinstance(callee, ast.Attribute):
        return callee.attr in module.assignments.aliased or callee.attr == CONSTRUCTOR
    return not isinstance(callee, ast.Name) or callee.id in module.variables

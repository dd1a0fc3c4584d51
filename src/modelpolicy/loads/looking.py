"""How thoroughly to find out what a call calls: by what text alone says of the names in it."""

import ast
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Protocol, TypeAlias

from modelpolicy.prefilter.sight import ANYTHING
from modelpolicy.program.flow import anywhere
from modelpolicy.program.modules import SourceModule, last_name
from modelpolicy.resolve.definitions.members import CONSTRUCTOR
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import NOTHING, Values, union

Look: TypeAlias = Callable[[ast.expr, Place], Values]


class Suspects(Protocol):
    """Which calls of a file can be a loader's."""

    @property
    def names(self) -> Mapping[str, Container[str]]:
        """The names by which the file can call one, and what a dotted name can start with that such a name is in.

        ``ANYTHING`` among the latter is whatever is no plain name, and all plain ones.
        """

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
    is_variable = wanted.by_value and _is_variable(callee, module)
    leading = list(_leading_to(callee, wanted.names))
    if any(is_variable or ANYTHING in firsts or first in firsts for first, firsts in leading):
        is_likely = last_name(callee) not in wanted.common or is_imported(module, callee)
        return evaluator.evaluate if is_likely else evaluator.glance
    return evaluator.glance if is_variable else None


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


def _leading_to(callee: ast.expr, names: Mapping[str, Container[str]]) -> Iterator[tuple[str, Container[str]]]:
    """What stands first, and what has to, for each of ``names`` in the callee, or in what that is made from."""
    nodes = _links(callee) if isinstance(callee, ast.Name | ast.Attribute) else ast.walk(callee)
    written = ((node, last_name(node)) for node in nodes if isinstance(node, ast.expr))
    return ((_first_name(node), names[name]) for node, name in written if name in names)


def _first_name(callee: ast.expr) -> str:
    """The first name of a dotted one; ``ANYTHING`` where that is no plain name."""
    *_, first = _links(callee)
    return first.id if isinstance(first, ast.Name) else ANYTHING


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

"""What functions add to a container: one that they are handed, or that stands around them."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final

from modelpolicy.program.assigned import target_name
from modelpolicy.program.growing import calls_handed
from modelpolicy.program.modules import ScopeNode
from modelpolicy.resolve.calls.entering import place_entered
from modelpolicy.resolve.contents.arguments import passed_as
from modelpolicy.resolve.names.bound import bound_value
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import FunctionRef, Values

DEEPEST: Final = 4
"""Functions that hand a container on to each other are followed so far."""


def grown_by_calls(
    evaluator: Evaluates, name: str, calls: Iterable[ast.Call], place: Place, values: Values
) -> list[Values]:
    """What ``calls`` that are handed ``name`` add to the container ``values`` that it is bound to."""
    if not any(isinstance(option, Items | Table) for option in values.options):
        return []
    return [added for call in calls for added in _added(evaluator, call, name, place, DEEPEST)]


def _added(evaluator: Evaluates, call: ast.Call, name: str, place: Place, depth: int) -> Iterator[Values]:
    """What one call adds to the container that it is handed under ``name``."""
    for option in evaluator.callees(call.func, place) if depth else ():
        if isinstance(option, FunctionRef):
            entered = place_entered(option, Frame(call, place))
            for parameter, value in passed_as(option.definition, call):
                if target_name(value) == name:
                    yield from _added_inside(evaluator, option.definition.node, parameter, entered, depth - 1)


def _added_inside(
    evaluator: Evaluates, function: ScopeNode, parameter: str, place: Place, depth: int
) -> Iterator[Values]:
    """What a function adds to its parameter, itself or by the functions that it hands it on to."""
    module = place.module
    bindings = module.bindings.in_scope(function).get(parameter, ())
    if not all(binding.is_growing for binding in bindings):
        return
    yield from (bound_value(evaluator, binding, place) for binding in bindings)
    for call in calls_handed(module, function, parameter):
        yield from _added(evaluator, call, parameter, place, depth)

"""What functions add to a container: one that they are handed, or that stands around them."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from modelpolicy.program.bindings import Binding
from modelpolicy.program.growing import calls_handed, is_of, keys_to
from modelpolicy.program.modules import Definition, Function
from modelpolicy.resolve.calls.entering import place_entered
from modelpolicy.resolve.contents.arguments import passed_as
from modelpolicy.resolve.definitions.belonging import place_in
from modelpolicy.resolve.definitions.called import constructed_class
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, find_method, methods_of
from modelpolicy.resolve.names.bound import bound_value
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.keys import keys_written
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import ClassRef, FunctionRef, Instance, Value, Values

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
    """What one call adds to the container that it is handed under ``name``, or to items of it."""
    for option in evaluator.callees(call.func, place).options if depth else ():
        if (function := _entered(evaluator, option)) is not None:
            entered = place_entered(function, Frame(call, place))
            for parameter, value in passed_as(function.definition, call):
                if is_of(value, name):
                    inside = _added_inside(evaluator, function.definition, parameter, entered, depth - 1)
                    yield from (_under(evaluator, keys_to(value), one, place) for one in inside)


def _entered(evaluator: Evaluates, callee: Value) -> FunctionRef | None:
    """The function of the project that a call enters."""
    match callee:
        case FunctionRef():
            return callee
        case ClassRef(definition) if (constructor := find_method(evaluator, definition, CONSTRUCTOR)) is not None:
            return FunctionRef(constructor, Instance(definition))
        case _:
            return None


def _under(evaluator: Evaluates, keys: Sequence[ast.expr], values: Values, place: Place) -> Values:
    """``values`` as what stands under one key after the other."""
    for key in reversed(keys):
        written, complete = keys_written(evaluator.evaluate(key, place), key)
        table = Table(tuple((one, values) for one in written), is_part=True)
        values = Values((table,), not complete, "" if complete else "an item under an unknown key")
    return values


def _added_inside(
    evaluator: Evaluates, function: Definition, parameter: str, place: Place, depth: int
) -> Iterator[Values]:
    """What a function adds to its parameter, itself or by the functions that it hands it on to."""
    module = place.module
    bindings = module.bindings.in_scope(function.node).get(parameter, ())
    if not all(binding.is_growing for binding in bindings):
        return
    yield from (bound_value(evaluator, binding, place) for binding in bindings)
    for call in calls_handed(module, function.node, parameter):
        yield from _added(evaluator, call, parameter, place, depth)
    for method, binding in _by_other_methods(function, parameter):
        yield bound_value(evaluator, binding, place_in(evaluator, module, method, place.receiver))


def _by_other_methods(constructor: Definition, parameter: str) -> Iterator[tuple[Function, Binding]]:
    """What the methods of a class add to what its constructor keeps: ``self.config = config``."""
    module, cls = constructor.module, constructed_class(constructor)
    kept = [name for name, _ in module.assignments.same.get(parameter, ()) if "." in name] if cls else []
    for method in methods_of(module.definition_of(cls)) if cls and kept else ():
        if method is not constructor.node:
            bound = module.bindings.in_scope(method)
            yield from ((method, one) for name in kept for one in bound.get(name, ()) if one.is_growing)

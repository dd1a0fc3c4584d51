"""A call as the function that it enters can tell it from others: what makes no difference inside is left out of it.

So what a function returns is worked out once for all calls that are alike to it, however they were come to.
"""

import ast
from collections.abc import Iterator
from dataclasses import replace

from modelpolicy.program.dependence import names_read
from modelpolicy.program.flow import parameters_of
from modelpolicy.program.modules import Definition, ScopeNode, SourceModule
from modelpolicy.program.syntax import COMPREHENSIONS
from modelpolicy.resolve.contents.arguments import passed_as, takes_arguments, takes_receiver
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import FILLED, UNSEEN, Frame, Place
from modelpolicy.values.values import FunctionRef, Instance, Values


def entered(definition: Definition, frame: Frame) -> Frame:
    """``frame`` with no more of its caller than the arguments that it passes to ``definition`` can depend on."""
    if not takes_arguments(definition):
        return Frame(UNSEEN, Place(definition.module))
    if frame.call is FILLED:
        return frame
    if frame.earlier is None and not _reads_its_caller(frame.call, frame.caller):
        return replace(frame, caller=_anywhere(frame.caller))
    if frame.caller.function is definition.node and frame.caller.frame and _passes_on(definition, frame):
        return frame.caller.frame
    return frame


def place_entered(function: FunctionRef, frame: Frame) -> Place:
    """Where the body of ``function`` runs for the call in ``frame``."""
    definition = function.definition
    receiver = function.receiver or (frame.caller.receiver if _is_nested(definition) else None)
    return Place(definition.module, receiver, definition.node, entered(definition, frame))


def repeats_unknown(evaluator: Evaluates, function: Definition, frame: Frame) -> bool:
    """Whether ``function`` calls itself, however far around, and passes on nothing that is known: all such are alike.

    What walks down something that is unknown (``return {key: copy(item) for key, item in value.items()}``) never ends.
    """
    if _is_nested(function) or not _runs_in(function.node, frame.caller):
        return False
    call = frame.call
    passed = (*call.args[frame.skipped :], *(keyword.value for keyword in call.keywords))
    written = (value.value if isinstance(value, ast.Starred) else value for value in passed)
    return bool(passed) and all(_is_unknown(evaluator.evaluate(value, frame.caller)) for value in written)


def _runs_in(function: ScopeNode, place: Place) -> bool:
    """Whether a call of ``function`` led to ``place``."""
    return place.function is function or (place.frame is not None and _runs_in(function, place.frame.caller))


def _is_unknown(values: Values) -> bool:
    return values.open and not values.options


def _is_nested(function: Definition) -> bool:
    """Whether a function stands in another one, whose ``self`` it reads."""
    return not isinstance(function.module.scope_of(function.node), ast.Module | ast.ClassDef)


def _passes_on(function: Definition, frame: Frame) -> bool:
    """Whether a call in ``function`` passes it, under the same names, what it was passed itself."""
    if frame.skipped or frame.earlier is not None:
        return False
    given = dict(passed_as(function, frame.call))
    if len(given) < len(parameters_of(function.node)) - takes_receiver(function):
        return False
    bound = function.module.bindings.in_scope(function.node)
    return all(isinstance(value, ast.Name) and value.id == name not in bound for name, value in given.items())


def _anywhere(caller: Place) -> Place:
    """The same code, however it was come to. Whose it is stays: that is who chose what the call passes."""
    receiver = caller.receiver
    return Place(caller.module, Instance(receiver.definition) if isinstance(receiver, Instance) else receiver)


def _reads_its_caller(call: ast.Call, caller: Place) -> bool:
    """Whether the arguments are made of anything that is not the same in every run of the code around the call."""
    module = caller.module
    names, is_local = module.remember(("reads", call), lambda: _read(module, call))
    return is_local or any(assumption.name.partition(".")[0] in names for assumption in caller.assumed)


def _read(module: SourceModule, call: ast.Call) -> tuple[frozenset[str], bool]:
    """The names in a call's arguments, and whether one of them is bound inside of a function or a comprehension."""
    passed = (*call.args, *(keyword.value for keyword in call.keywords))
    names = frozenset(name for value in passed for name in names_read(value))
    return names, any(names & bound for bound in _bound_around(module, call))


def _bound_around(module: SourceModule, call: ast.Call) -> Iterator[frozenset[str]]:
    scope = module.scope_of(call)
    yield from _bound_in_comprehensions(module, call, scope)
    while not isinstance(scope, ast.Module):
        yield parameters_of(scope) | frozenset(module.bindings.in_scope(scope))
        scope = module.scope_of(scope)


def _bound_in_comprehensions(module: SourceModule, call: ast.Call, scope: ScopeNode) -> Iterator[frozenset[str]]:
    node: ast.AST = call
    while node is not scope:
        if isinstance(node, COMPREHENSIONS):
            yield from (names_read(generator.target) for generator in node.generators)
        node = module.parents[node]

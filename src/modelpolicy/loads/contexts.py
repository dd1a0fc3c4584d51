"""In which circumstances a piece of code runs: for which receiver, entered by which call, in which turn of a loop.

Evaluating a call's arguments once a context keeps together what belongs together: the two arguments of one call
site, the two attributes of one instance, the two names that one turn of a loop binds.
"""

import ast
from dataclasses import replace
from typing import Final

from modelpolicy.loads.cases import cases_of
from modelpolicy.loads.inputs import Inputs, inputs_kept, inputs_of, inputs_passed
from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.program.project import TooMuchSourceError
from modelpolicy.resolve.callers import callsites
from modelpolicy.resolve.callers.escaping import escapes, is_handed_on_by_name
from modelpolicy.resolve.callers.running import enters, makes
from modelpolicy.resolve.contents.arguments import takes_arguments
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, find_method
from modelpolicy.resolve.flow.loop_turns import MOST_CONTEXTS, in_turns
from modelpolicy.resolve.flow.narrowing import runs
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import UNSEEN, Frame, Place
from modelpolicy.values.values import Instance, Receiver

MOST_SOURCE: Final = 4_000_000
"""Bytes that are parsed to tell contexts apart."""

DEEPEST_CHAIN: Final = 8
"""Callers of callers that are told apart."""

MOST_CLASSES: Final = MOST_CONTEXTS // 2
"""Classes whose instances are told apart: two of each are as many contexts as there may be."""


def places_of(evaluator: Evaluates, module: SourceModule, call: ast.Call) -> list[Place]:
    """The contexts in which ``call`` runs; all of its function's, where conditions keep it from running in each.

    A single one where too much source would have to be searched for them.
    """
    try:
        with evaluator.project.within(MOST_SOURCE):
            places = _all_places(evaluator, module, call)
            return [place for place in places if runs(evaluator, call, place)] or places
    except TooMuchSourceError:
        return [Place(module)]


def _all_places(evaluator: Evaluates, module: SourceModule, call: ast.Call) -> list[Place]:
    places = _entered_places(evaluator, module, call)
    told_apart = in_turns(evaluator, call, places, inputs_of(module, call).names)
    return _in_cases(evaluator, call, told_apart) or told_apart


def places_of_receivers(evaluator: Evaluates, module: SourceModule, call: ast.Call) -> list[Place]:
    """The contexts of ``call``, told apart by what its method belongs to alone, where that makes a difference."""
    receivers = evaluator.classes.receivers(module, module.scope_of(call))
    return [Place(module, one) for one in (receivers if inputs_of(module, call).receiver else receivers[:1])]


def entered_places(evaluator: Evaluates, module: SourceModule, call: ast.Call) -> list[Place]:
    """The contexts of the code around ``call`` that make a difference to it, whether or not they get to it."""
    try:
        with evaluator.project.within(MOST_SOURCE):
            return _entered_places(evaluator, module, call)
    except TooMuchSourceError:
        return []


def _entered_places(evaluator: Evaluates, module: SourceModule, call: ast.Call) -> list[Place]:
    body, inputs = Definition(module, module.scope_of(call)), inputs_of(module, call)
    return evaluator.remember(("entered", body, inputs), lambda: _find_entered_places(evaluator, body, inputs))


def _find_entered_places(evaluator: Evaluates, body: Definition, inputs: Inputs) -> list[Place]:
    receivers = evaluator.classes.receivers(body.module, body.node)
    depth = DEEPEST_CHAIN if inputs.receiver and len(receivers) <= MOST_CLASSES else 0
    made = [one for receiver in receivers for one in _instances(evaluator, receiver, inputs.attributes, depth)]
    places = [
        place for receiver in made for place in _entered(evaluator, body, receiver, inputs.parameters, DEEPEST_CHAIN)
    ]
    return [Place(body.module, receiver) for receiver in receivers] if len(places) > MOST_CONTEXTS else places


def _instances(
    evaluator: Evaluates, receiver: Receiver | None, attributes: frozenset[str] | None, depth: int
) -> list[Receiver | None]:
    """The receiver once a call that makes one, where its class has a constructor that could tell them apart.

    Only what the constructor makes the ``attributes`` of can.
    """
    if not isinstance(receiver, Instance) or depth == 0:
        return [receiver]
    cls = receiver.definition
    constructor = find_method(evaluator, cls, CONSTRUCTOR)
    kept = None if constructor is None or attributes is None else inputs_kept(constructor, attributes)
    if kept is not None and not kept:
        return [receiver]
    found = callsites.constructor_calls(evaluator, cls)
    sites = found.items
    if not found.is_whole or not sites or len(sites) > MOST_CONTEXTS:
        return [receiver]
    told_apart = [
        (
            site,
            inputs_of(site.caller.module, site.call)
            if constructor is None or kept is None
            else inputs_passed(constructor, kept, site),
        )
        for site in sites
    ]
    frames = [
        frame
        for site, inputs in told_apart
        for frame in _frames(evaluator, site, inputs, depth - 1)
        if makes(evaluator, frame, cls)
    ]
    if is_handed_on_by_name(evaluator, cls.name):
        frames.append(Frame(UNSEEN, Place(cls.module)))
    return [Instance(cls, frame) for frame in frames] if 0 < len(frames) <= MOST_CONTEXTS else [receiver]


def _entered(
    evaluator: Evaluates,
    function: Definition,
    receiver: Receiver | None,
    parameters: frozenset[str],
    depth: int,
) -> list[Place]:
    """The contexts of a function's body that differ in its ``parameters``.

    One a call of it, and one for a call that the source does not show.
    """
    plain = Place(function.module, receiver)
    if not isinstance(function.node, ast.FunctionDef | ast.AsyncFunctionDef) or not takes_arguments(function):
        return [plain]
    if not parameters or not depth or evaluator.is_spent:
        return [plain]
    entered = ("entered", function, receiver, parameters, depth)
    return evaluator.remember(entered, lambda: _called(evaluator, function, receiver, parameters, depth)) or [plain]


def _called(
    evaluator: Evaluates, function: Definition, receiver: Receiver | None, parameters: frozenset[str], depth: int
) -> list[Place]:
    module = function.module
    if isinstance(receiver, Instance) and receiver.made is not None and _constructs(evaluator, receiver, function):
        return [Place(module, receiver, function.node, receiver.made)]
    found = callsites.find(evaluator, function, receiver)
    sites = found.items
    if not found.is_whole or not sites or len(sites) > MOST_CONTEXTS:
        return []
    frames: list[Frame] = []
    for site in sites:
        inputs = inputs_passed(function, parameters, site)
        told_apart = _frames(evaluator, site, inputs, depth - 1)
        frames += [frame for frame in told_apart if enters(evaluator, frame, function, receiver)]
        if len(frames) > MOST_CONTEXTS:
            return []
    if escapes(evaluator, function):
        frames.append(Frame(UNSEEN, Place(module)))
    return [Place(module, receiver, function.node, frame) for frame in frames]


def _frames(evaluator: Evaluates, site: Frame, inputs: Inputs, depth: int) -> list[Frame]:
    """The call once for each context that makes a difference to it and to what it passes."""
    place = site.caller
    caller = Definition(place.module, place.module.scope_of(site.call))
    callers = [place] if place.frame else _entered(evaluator, caller, place.receiver, inputs.parameters, depth)
    told_apart = _in_cases(evaluator, site.call, in_turns(evaluator, site.call, callers, inputs.names))
    return [replace(site, caller=caller) for caller in told_apart if runs(evaluator, site.call, caller)]


def _in_cases(evaluator: Evaluates, node: ast.AST, places: list[Place]) -> list[Place]:
    """Each place once for each value that the conditions on the way ask about."""
    spread = [case for place in places for case in cases_of(evaluator, node, place)]
    return spread if len(spread) <= MOST_CONTEXTS else places


def _constructs(evaluator: Evaluates, receiver: Instance, function: Definition) -> bool:
    return find_method(evaluator, receiver.definition, CONSTRUCTOR) == function

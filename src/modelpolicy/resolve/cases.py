"""A place once for each value that the conditions on the way ask about: what else is made of that value goes with it.

``kind = find_kind(); name = name_for(kind); if kind is A: load(name)`` loads what ``name_for`` gives for ``A``.
"""

import ast
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.resolve.arguments import passed_as
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.dependence import is_bound_once, made_of, names_read
from modelpolicy.resolve.enumerations import members_of
from modelpolicy.resolve.flow import parameters_of, running
from modelpolicy.resolve.modules import Definition, Function
from modelpolicy.resolve.names import look_up
from modelpolicy.resolve.narrowing import Subject, asked_about, assuming, implied, runs
from modelpolicy.resolve.values import ClassRef, Constant, Frame, Member, Place, Text, Value, Values

MOST_CASES: Final = 12
"""More values than this are not told apart."""

DEEPEST: Final = 6
"""Calls through which a value is followed to where it comes from."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A name that conditions on the way to ``node`` are about, and the names in what a call is handed beside it.

    ``pins`` are the values that the conditions themselves spell out: ``name == "x"``.
    """

    name: str
    node: ast.AST
    beside: frozenset[str]
    pins: Values | None


def cases_of(evaluator: Evaluates, node: ast.AST, place: Place) -> list[Place]:
    """``place`` once for each value that decides whether ``node`` runs, and that its arguments are made of."""
    module = place.module
    scope = module.scope_of(node)
    if not isinstance(scope, Function) or not isinstance(node, ast.Call) or not module.tested:
        return [place]
    ways = running(module, node, scope)
    places = [place]
    for name in asked_about(module, scope, ways):
        pins = implied(evaluator, ways[0], Subject(name, scope, place)) if len(ways) == 1 else None
        asked = _Asked(name, node, _names_beside(node, name), pins)
        places = [case for one in places for case in _split(evaluator, one, asked, DEEPEST)]
    return places if places == [place] else [one for one in places if runs(evaluator, node, one)]


def _split(evaluator: Evaluates, place: Place, asked: _Asked, depth: int) -> list[Place]:
    """One place a value; a parameter's value is told apart where the caller has it from."""
    name, module = asked.name, place.module
    scope = module.scope_of(asked.node)
    if not is_bound_once(module, scope, name) or any(one.name == name and one.scope is scope for one in place.assumed):
        return [place]
    if place.frame is not None and place.function is scope and name in parameters_of(scope):
        return _split_caller(evaluator, replace(place, frame=None), place.frame, asked, depth)
    if name not in asked.beside | made_of(module, scope, asked.beside):
        return [place]
    options = _options(evaluator, look_up(evaluator, name, asked.node, place), asked.pins)
    return [assuming(place, Subject(name, scope, place), option) for option in options] or [place]


def _split_caller(evaluator: Evaluates, entered: Place, frame: Frame, asked: _Asked, depth: int) -> list[Place]:
    """One place a value that the call in ``frame`` passes for the parameter."""
    function = Definition(entered.module, entered.module.scope_of(asked.node))
    is_plain = not frame.skipped and frame.earlier is None
    given = dict(passed_as(function, frame.call)).get(asked.name) if is_plain else None
    if not depth or not isinstance(given, ast.Name):
        return [replace(entered, frame=frame)]
    further = _Asked(given.id, given, _names_beside(frame.call, given.id), asked.pins)
    callers = _split(evaluator, frame.caller, further, depth - 1)
    return [replace(entered, frame=replace(frame, caller=caller)) for caller in callers]


def _options(evaluator: Evaluates, values: Values, pins: Values | None) -> tuple[Value, ...]:
    """The values to tell apart; none where the source does not say all of them.

    What can be a member of an enumeration is one of its members.
    """
    if pins is not None:
        return pins.options
    kinds = {option.definition for option in values.options if isinstance(option, Member)}
    if len(kinds) == 1:
        options: tuple[Value, ...] = tuple(members_of(evaluator, *kinds))
    else:
        options = () if values.open or values.reason else values.options
    return options if len(options) <= MOST_CASES and all(map(_is_plain, options)) else ()


def _is_plain(option: Value) -> bool:
    return isinstance(option, Text | Constant | Member | ClassRef)


def _names_beside(call: ast.Call, name: str) -> frozenset[str]:
    """The names in the arguments of a call, but for an argument that is just ``name``."""
    given = (*call.args, *(keyword.value for keyword in call.keywords))
    others = (value for value in given if not (isinstance(value, ast.Name) and value.id == name))
    return frozenset(read for value in others for read in names_read(value))

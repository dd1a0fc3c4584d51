"""A place once for each value that the conditions on the way ask about: what else is made of that value goes with it.

``kind = find_kind(); name = name_for(kind); if kind is A: load(name)`` loads what ``name_for`` gives for ``A``.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.loads.sources import by_source, tell_kind
from modelpolicy.program.dependence import decided_by, is_bound_once, made_of, names_read
from modelpolicy.program.flow import running
from modelpolicy.program.guards import names_in
from modelpolicy.program.modules import Definition, Function, ScopeNode
from modelpolicy.resolve.contents.arguments import passed_as
from modelpolicy.resolve.definitions.enumerations import members_of
from modelpolicy.resolve.flow.narrowing import Subject, assuming, assuming_any, runs, tested_names
from modelpolicy.resolve.flow.pinning import implied
from modelpolicy.resolve.names.names import look_up
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Table
from modelpolicy.values.keys import key_of
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import ClassRef, Constant, Member, Value, Values

MOST_CASES: Final = 12
"""More values than this are not told apart."""

DEEPEST: Final = 6
"""Calls through which a value is followed to where it comes from."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A name whose value at ``node`` decides something, and the names in what a call is handed ``beside`` it.

    ``used`` is what the load is made of, attributes too. ``matters``: something else is known to be made of it.
    ``pins`` are the values that the conditions themselves spell out: ``name == "x"``.
    """

    name: str
    node: ast.AST
    beside: frozenset[str]
    used: frozenset[str] = frozenset()
    matters: bool = False
    pins: Values | None = None


def cases_of(evaluator: Evaluates, node: ast.AST, place: Place) -> list[Place]:
    """``place`` once for each value that decides whether ``node`` runs, and that its arguments are made of."""
    module = place.module
    scope = module.scope_of(node)
    if not isinstance(scope, Function) or not isinstance(node, ast.Call) or not module.tests_anything:
        return [place]
    places = [place]
    for asked in _asked(evaluator, node, scope, place):
        places = [case for one in places for case in _split(evaluator, one, asked, DEEPEST)]
    return places if places == [place] else [one for one in places if runs(evaluator, node, one)]


def _asked(evaluator: Evaluates, node: ast.Call, scope: ScopeNode, place: Place) -> Iterator[_Asked]:
    """What the conditions on the way ask about; and what is handed over, where they ask about what is made of it."""
    module = place.module
    ways = running(module, node, scope)
    tested = tested_names(ways)
    for name in sorted(tested):
        if is_bound_once(module, scope, name):
            pins = implied(evaluator, ways[0], Subject(name, scope, place)) if len(ways) == 1 else None
            used = _names_used(node.args, node.keywords) if tell_kind(ways, name) else frozenset[str]()
            yield _Asked(name, node, _names_beside(node, name), used, pins=pins)
    given = _plain_names(node) - tested
    for name in sorted(given & made_of(module, scope, tested)):
        yield _Asked(name, node, frozenset(), matters=True)


def _split(evaluator: Evaluates, place: Place, asked: _Asked, depth: int) -> list[Place]:
    """One place a value; a parameter's value is told apart where the caller has it from."""
    name, module = asked.name, place.module
    scope = module.scope_of(asked.node)
    if not is_bound_once(module, scope, name) or any(one.name == name and one.scope is scope for one in place.assumed):
        return [place]
    beside = asked.beside | made_of(module, scope, asked.beside)
    decides = asked.pins is not None and name in decided_by(module, scope, beside)
    asked = replace(asked, matters=asked.matters or decides or name in beside)
    callers = _split_caller(evaluator, place, asked, depth) if place.function is scope and depth else None
    if callers is not None:
        return callers
    subject = Subject(name, scope, place)
    by_name = by_source(evaluator, subject, asked.used)
    if not asked.matters:
        return by_name
    told = [one for one in by_name if one != place and not one.is_left]
    untold = (replace(subject, place=one) for one in by_name if one not in told)
    return [*told, *(case for one in untold for case in _each(evaluator, one, asked))]


def _each(evaluator: Evaluates, subject: Subject, asked: _Asked) -> list[Place]:
    """One place a value; one that the conditions leave none of is unknown from the start on."""
    place, values = subject.place, look_up(evaluator, subject.name, asked.node, subject.place)
    options = _options(evaluator, values, asked.pins)
    if options:
        return [assuming(place, subject, option) for option in options]
    if values.excluded:
        return [assuming_any(place, subject, values)]
    return [assuming(place, subject, key) for key in _keys(evaluator, subject, asked)] or [place]


def _keys(evaluator: Evaluates, subject: Subject, asked: _Asked) -> tuple[Value, ...]:
    """The keys of the dict in which the subject is looked up: code that goes on has found an item there."""
    module, scope = subject.place.module, subject.scope
    bound = module.bindings.in_scope(scope)
    made = asked.beside | made_of(module, scope, asked.beside)
    values = [binding.value for name in sorted(made) for binding in bound.get(name, ()) if binding.value is not None]
    for value in values:
        match value:
            case ast.Subscript(value=container, slice=ast.Name(id=key)) if key == subject.name:
                return _keys_in(evaluator.evaluate(container, subject.place))
    return ()


def _keys_in(values: Values) -> tuple[Value, ...]:
    """All keys of a dict that is known whole; none where they are too many, or no plain values."""
    match values:
        case Values(options=(Table() as table,), open=False):
            keys = tuple(option for key in table.keys for option in key_of(key).options)
            return keys if len(keys) <= MOST_CASES and all(map(_is_plain, keys)) else ()
        case _:
            return ()


def _split_caller(evaluator: Evaluates, place: Place, asked: _Asked, depth: int) -> list[Place] | None:
    """One place a value of the name that the caller passes for the parameter; ``None`` where it passes no name."""
    frame, function = place.frame, Definition(place.module, place.module.scope_of(asked.node))
    if frame is None or frame.skipped or frame.earlier is not None:
        return None
    given = dict(passed_as(function, frame.call)).get(asked.name)
    if not isinstance(given, ast.Name):
        return None
    used = frozenset(asked.used | made_of(place.module, function.node, asked.used))
    passed = [value for name, value in passed_as(function, frame.call) if name in used]
    beside = _names_beside(frame.call, given.id)
    further = replace(asked, name=given.id, node=given, beside=beside, used=_names_used(passed, ()))
    callers = _split(evaluator, frame.caller, further, depth - 1)
    return [replace(place, frame=replace(frame, caller=caller)) for caller in callers]


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


def _plain_names(call: ast.Call) -> frozenset[str]:
    """The arguments of a call that are just a name."""
    given = (*call.args, *(keyword.value for keyword in call.keywords))
    return frozenset(value.id for value in given if isinstance(value, ast.Name))


def _names_used(positional: Iterable[ast.expr], named: Iterable[ast.keyword]) -> frozenset[str]:
    """The names in arguments, attributes too."""
    return frozenset().union(*(names_in(value) for value in (*positional, *(one.value for one in named))))


def _names_beside(call: ast.Call, name: str) -> frozenset[str]:
    """The names in the arguments of a call, but for an argument that is just ``name``."""
    given = (*call.args, *(keyword.value for keyword in call.keywords))
    others = (value for value in given if not (isinstance(value, ast.Name) and value.id == name))
    return frozenset(read for value in others for read in names_read(value))

"""A call once for each value of what two of its parts are both made of: an address, and the path it is fetched to.

``name = choose(); fetch(SITE + name, FOLDER + name)`` fetches each file to its own path.
"""

import ast
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.program.dependence import made_of, names_read
from modelpolicy.program.flow import parameters_of
from modelpolicy.program.modules import Definition, Function, ScopeNode, SourceModule
from modelpolicy.resolve.callers.callsites import find
from modelpolicy.resolve.callers.escaping import escapes
from modelpolicy.resolve.contents.arguments import passed_as
from modelpolicy.resolve.flow.narrowing import Subject, assuming
from modelpolicy.resolve.names.names import look_up
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import Value

MOST_CASES: Final = 24
"""More values than this are not told apart."""


@dataclass(frozen=True, slots=True)
class Both:
    """The names that one part is written with, and those of the ``other``."""

    one: frozenset[str]
    other: frozenset[str]

    def with_origins(self, module: SourceModule, scope: ScopeNode) -> "Both":
        """The names of ``scope`` that these are made of, too."""
        return Both(self.one | made_of(module, scope, self.one), self.other | made_of(module, scope, self.other))

    def passed_by(self, call: ast.Call, function: Definition) -> "Both":
        """The names in what a call passes for the parameters of ``function`` among these."""
        given = [(name, names_read(value)) for name, value in passed_as(function, call)]
        return Both(
            frozenset(read for name, names in given if name in self.one for read in names),
            frozenset(read for name, names in given if name in self.other for read in names),
        )


def told_together(
    evaluator: Evaluates, site: Frame, names: Both, inside: frozenset[ScopeNode] = frozenset()
) -> list[Frame]:
    """The call once for each value of what ``names`` have in common, there or where a caller has it from.

    ``inside`` are the functions that the call was come to from: one that calls itself has no more to tell.
    """
    place = site.caller
    scope = place.module.scope_of(site.call)
    names = names.with_origins(place.module, scope)
    places = [place]
    for name in sorted(names.one & names.other):
        if _is_one_thing(name, scope, place):
            places = [case for one in places for case in _cases(evaluator, name, site.call, one)]
    if len(places) == 1 and isinstance(scope, Function) and scope not in inside:
        places = _by_caller(evaluator, scope, place, names, inside | {scope})
    return [replace(site, caller=one) for one in places] if len(places) <= MOST_CASES else [site]


def _is_one_thing(name: str, scope: ScopeNode, place: Place) -> bool:
    """Whether a name of ``scope`` is one thing in ``place``: in a loop, that is one turn of it."""
    bindings = place.module.bindings.in_scope(scope).get(name, ())
    if name in parameters_of(scope) or len(bindings) != 1:
        return name in parameters_of(scope) and not bindings
    node = bindings[0].statement
    while node is not scope:
        if isinstance(node, ast.For | ast.AsyncFor | ast.While) and place.turn_of(node) is None:
            return False
        node = place.module.parents[node]
    return True


def _cases(evaluator: Evaluates, name: str, node: ast.AST, place: Place) -> list[Place]:
    options = look_up(evaluator, name, node, place).options
    told = {_sign(option): option for option in options if isinstance(option, Text | Table | Items)}
    subject = Subject(name, place.module.scope_of(node), place)
    return [assuming(place, subject, option) for option in told.values()] if len(told) > 1 else [place]


def _sign(option: Value) -> object:
    """What tells an option from others: a string came to be in many ways."""
    return option.text if isinstance(option, Text) else option


def _by_caller(
    evaluator: Evaluates, scope: Function, place: Place, names: Both, inside: frozenset[ScopeNode]
) -> list[Place]:
    function = Definition(place.module, scope)
    if place.frame is None:
        places = [replace(place, function=scope, frame=site) for site in _all_callers(evaluator, function, place)]
        cases = [one for case in places for one in _by_caller(evaluator, scope, case, names, inside)]
        return (cases if len(cases) <= MOST_CASES else places) or [place]
    outer = names.passed_by(place.frame.call, function)
    if place.function is not scope or place.frame.is_indirect or not (outer.one and outer.other):
        return [place]
    return [replace(place, frame=one) for one in told_together(evaluator, place.frame, outer, inside)]


def _all_callers(evaluator: Evaluates, function: Definition, place: Place) -> tuple[Frame, ...]:
    """The calls of a function, where they are few and all."""
    sites = find(evaluator, function, place.receiver)
    is_told = sites.is_whole and len(sites.items) <= MOST_CASES and not escapes(evaluator, function)
    return sites.items if is_told else ()

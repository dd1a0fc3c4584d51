"""What conditions themselves say of a name, to whoever makes something of it: ``name == "x"``, ``name != "x"``."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace

from modelpolicy.program.bindings import dotted_name
from modelpolicy.program.dependence import is_bound_once, made_of, names_read
from modelpolicy.program.flow import running
from modelpolicy.program.guards import Guard, names_in
from modelpolicy.program.modules import ScopeNode, SourceModule
from modelpolicy.program.reached import Arrival
from modelpolicy.program.tree import all_of
from modelpolicy.resolve.flow.narrowing import (
    Subject,
    assuming,
    assuming_any,
    conjuncts,
    may_hold,
    named_by,
    none_passes,
    tested_names,
    under,
    written_as,
)
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import NOTHING, Values


def implied(evaluator: Evaluates, way: Iterable[Guard], subject: Subject) -> Values | None:
    """All that the subject can be by the conditions themselves: ``name == "x"``; ``None`` where none says it.

    Where what a caller is taken to pass tells what it is, what it is not does not count.
    """
    tests = (test for guard in way if guard.test is not None and guard.holds for test in conjuncts(guard.test))
    found = ((test, named_by(evaluator, test, subject)) for test in tests if subject.name in names_in(test))
    return next((_held(evaluator, values, test, subject) for test, values in found if values is not None), None)


def _held(evaluator: Evaluates, pins: Values, test: ast.expr, subject: Subject) -> Values:
    """Those of several values that a condition names which the subject is by what a caller is taken to pass."""
    if len(pins.options) == 1 or not subject.place.is_called_under_assumptions:
        return pins
    node = next(node for node in ast.walk(test) if isinstance(node, ast.expr) and dotted_name(node) == subject.name)
    held = evaluator.evaluate(node, subject.place)
    if held.open or held.reason or not held.options:
        return pins
    written = set(map(written_as, held.options))
    kept = tuple(option for option in pins.options if written_as(option) in written)
    return replace(pins, options=kept) if kept else pins


def pinned(evaluator: Evaluates, arrival: Arrival, scope: ScopeNode, place: Place) -> list[Place]:
    """``place`` once for each value that the way says of a name which the binding's value is made of."""
    way, names = _deciding(arrival, scope, place)
    place = _with_attributes_passing(evaluator, arrival, scope, place)
    places = [place]
    for name in names:
        subject = Subject(name, scope, place)
        pins = implied(evaluator, way, subject)
        if pins is not None:
            places = [assuming(one, subject, option) for one in places for option in pins.options]
        elif _leaves_none(evaluator, way, subject):
            places = [assuming_any(one, subject, none_passes(name)) for one in places]
    if places == [place]:
        return places
    return [one for one in places if all(may_hold(evaluator, guard, one) for guard in way)]


def without_ruled_out(evaluator: Evaluates, arrival: Arrival, scope: ScopeNode, place: Place) -> Place:
    """``place``, where names of which the way rules out all that the source shows are unknown."""
    way, names = _deciding(arrival, scope, place)
    for name in names:
        subject = Subject(name, scope, place)
        if _leaves_none(evaluator, way, subject):
            place = assuming_any(place, subject, none_passes(name))
    return place


def _deciding(arrival: Arrival, scope: ScopeNode, place: Place) -> tuple[tuple[Guard, ...], list[str]]:
    """The conditions on the way of a binding, and which names they ask about that its value is made of."""
    module, binding = place.module, arrival.binding
    if binding is None or binding.value is None or not module.tests_anything:
        return (), []
    ways = running(module, binding.statement, scope)
    way = (*arrival.guards, *(ways[0] if len(ways) == 1 else ()))
    made = made_of(module, scope, frozenset(names_read(binding.value)))
    return way, [name for name in sorted(tested_names([way]) & made) if is_bound_once(module, scope, name)]


def _with_attributes_passing(evaluator: Evaluates, arrival: Arrival, scope: ScopeNode, place: Place) -> Place:
    """``place``, where attributes that the binding's value is made of have what passes the conditions since then.

    ``name = settings.model or "x"``, and behind it ``if settings.model == "none": return``.
    """
    if arrival.binding is None or arrival.binding.value is None or not arrival.guards:
        return place
    for dotted, node in _attributes_tested(place.module, arrival.binding.value):
        tests = [
            (one.test, one.holds) for one in arrival.guards if one.test is not None and dotted in names_in(one.test)
        ]
        subject = Subject(dotted, scope, place)
        values = left = evaluator.evaluate(node, place) if tests else NOTHING
        for test, holds in tests:
            left = under(evaluator, left, test, holds, subject)
        if values.texts and len(left.options) < len(values.options):
            place = assuming_any(place, subject, left if left.options or left.open else none_passes(dotted))
    return place


def _attributes_tested(module: SourceModule, value: ast.expr) -> Iterator[tuple[str, ast.Attribute]]:
    """The attributes in an expression that conditions ask about and nothing in the module sets."""
    for node in (one for one in all_of(value) if isinstance(one, ast.Attribute)):
        dotted = dotted_name(node)
        if dotted is not None and dotted in module.tested and node.attr not in module.assignments.attributes_set:
            yield dotted, node


def _leaves_none(evaluator: Evaluates, way: Iterable[Guard], subject: Subject) -> bool:
    """Whether conditions rule out, one by one, all that the source shows for the subject."""
    tests = list(_ruling_out(way, subject))
    values = left = evaluator.evaluate(tests[0][0].left, subject.place) if tests else NOTHING
    for test, holds in tests:
        left = under(evaluator, left, test, holds, subject)
    return bool(values.options) and not left.options and not left.open


def _ruling_out(way: Iterable[Guard], subject: Subject) -> Iterator[tuple[ast.Compare, bool]]:
    """The conditions that say what the subject is not: ``name != "x"``, or ``name == "x"`` where it does not hold."""
    for guard in way:
        match guard:
            case Guard(ast.Compare(left=left, ops=[operator]) as test, holds) if dotted_name(left) == subject.name:
                if isinstance(operator, ast.NotEq | ast.NotIn if holds else ast.Eq | ast.In):
                    yield test, holds

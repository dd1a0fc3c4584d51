"""What conditions leave of the values that pass them, and which code they keep from running."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from modelpolicy.program.assigned import OWN_ATTRIBUTES
from modelpolicy.program.bindings import dotted_name
from modelpolicy.program.dependence import is_bound_once, made_of, names_read
from modelpolicy.program.flow import parameters_of, running
from modelpolicy.program.guards import Guard, names_in
from modelpolicy.program.modules import ScopeNode
from modelpolicy.program.reached import Arrival
from modelpolicy.resolve.contents.containers import elements
from modelpolicy.resolve.flow.deciding import decided
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Assumption, Place
from modelpolicy.values.text import Text
from modelpolicy.values.truth import truth
from modelpolicy.values.values import NOTHING, Member, Value, Values, known, union


@dataclass(frozen=True, slots=True)
class Subject:
    """A name (or ``self.attribute``) of ``scope`` that conditions are about, where the code runs in ``place``."""

    name: str
    scope: ScopeNode
    place: Place


def runs(evaluator: Evaluates, node: ast.AST, place: Place) -> bool:
    """Whether ``node`` can be reached in ``place``; code that nothing reaches is taken to run all the same."""
    module = place.module
    if not module.tests_anything:
        return True
    decided = evaluator.decide((node, place), lambda: _runs(evaluator, node, place))
    return decided is not False


def _runs(evaluator: Evaluates, node: ast.AST, place: Place) -> bool:
    module = place.module
    ways = running(module, node, module.scope_of(node))
    return not ways or any(all(_may_hold(evaluator, guard, place) for guard in way) for way in ways)


def surely_runs(evaluator: Evaluates, node: ast.AST, place: Place) -> bool:
    """Whether every condition on a way to ``node`` is known to hold in ``place``."""
    ways = running(place.module, node, place.module.scope_of(node))
    return any(all(_holds(evaluator, guard, place) for guard in way) for way in ways)


def _holds(evaluator: Evaluates, guard: Guard, place: Place) -> bool:
    return guard.test is None or decided(evaluator, guard.test, place) is guard.holds


def binds(evaluator: Evaluates, arrival: Arrival, place: Place) -> bool:
    """Whether the statement that an arrival comes from can run in ``place``."""
    if arrival.binding is None or arrival.carried_by:
        return True
    return runs(evaluator, arrival.binding.statement, place)


def narrowed(evaluator: Evaluates, values: Values, arrival: Arrival, subject: Subject) -> Values:
    """The values that pass all conditions on the way."""
    for guard in arrival.guards:
        if guard.test is None:
            break
        values = _under(evaluator, values, guard.test, guard.holds, subject)
    return values


def tested_names(ways: Iterable[Iterable[Guard]]) -> frozenset[str]:
    """The plain names that the conditions are about."""
    tests = (guard.test for way in ways for guard in way if guard.test is not None)
    return frozenset(name for test in tests for name in names_read(test))


def implied(evaluator: Evaluates, way: Iterable[Guard], subject: Subject) -> Values | None:
    """All that the subject can be by the conditions themselves: ``name == "x"``; ``None`` where none says it."""
    tests = (test for guard in way if guard.test is not None and guard.holds for test in _conjuncts(guard.test))
    found = (_named(evaluator, test, subject) for test in tests if subject.name in names_in(test))
    return next((values for values in found if values is not None), None)


def pinned(evaluator: Evaluates, arrival: Arrival, scope: ScopeNode, place: Place) -> list[Place]:
    """``place`` once for each value that the way says of a name which the binding's value is made of."""
    way, names = _deciding(arrival, scope, place)
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
    return [one for one in places if all(_may_hold(evaluator, guard, one) for guard in way)]


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


def _leaves_none(evaluator: Evaluates, way: Iterable[Guard], subject: Subject) -> bool:
    """Whether conditions rule out, one by one, all that the source shows for the subject."""
    tests = list(_ruling_out(way, subject))
    values = left = evaluator.evaluate(tests[0][0].left, subject.place) if tests else NOTHING
    for test, holds in tests:
        left = _under(evaluator, left, test, holds, subject)
    return bool(values.options) and not left.options and not left.open


def _ruling_out(way: Iterable[Guard], subject: Subject) -> Iterator[tuple[ast.Compare, bool]]:
    """The conditions that say what the subject is not: ``name != "x"``, or ``name == "x"`` where it does not hold."""
    for guard in way:
        match guard:
            case Guard(ast.Compare(left=left, ops=[operator]) as test, holds) if dotted_name(left) == subject.name:
                if isinstance(operator, ast.NotEq | ast.NotIn if holds else ast.Eq | ast.In):
                    yield test, holds


def none_passes(name: str) -> Values:
    """Of a name of which the source shows only values that the conditions rule out: something else decides."""
    return Values(open=True, reason=f"{name}, of which no value in the source passes the conditions", excluded=True)


def assuming(place: Place, subject: Subject, value: Value) -> Place:
    """``place``, where the subject is taken to be ``value``."""
    return assuming_any(place, subject, known(value))


def assuming_any(place: Place, subject: Subject, values: Values) -> Place:
    """``place``, where the subject is taken to be one of ``values``."""
    return replace(place, assumed=(Assumption(subject.name, subject.scope, values), *place.assumed))


def _conjuncts(test: ast.expr) -> Iterator[ast.expr]:
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for operand in test.values:
            yield from _conjuncts(operand)
    else:
        yield test


def _may_hold(evaluator: Evaluates, guard: Guard, place: Place) -> bool:
    return guard.test is None or decided(evaluator, guard.test, place) in (None, guard.holds)


def _under(evaluator: Evaluates, values: Values, test: ast.expr, holds: bool, subject: Subject) -> Values:
    if subject.name not in names_in(test):
        return values if _may_hold(evaluator, Guard(test, holds), subject.place) else NOTHING
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _under(evaluator, values, operand, not holds, subject)
        case ast.BoolOp(op=op, values=operands) if isinstance(op, ast.And) is holds:
            for operand in operands:
                values = _under(evaluator, values, operand, holds, subject)
            return values
        case ast.BoolOp(values=operands):
            return union([_under(evaluator, values, operand, holds, subject) for operand in operands])
        case _:
            return _passing(evaluator, values, test, holds, subject) if _is_fixed(test, subject) else values


def _passing(evaluator: Evaluates, values: Values, test: ast.expr, holds: bool, subject: Subject) -> Values:
    place = _where(test, subject)
    kept = [option for option in values.options if _says(evaluator, test, option, subject, place) in (None, holds)]
    plain = [option for option in kept if isinstance(option, Text | Member)]
    named = _named(evaluator, test, subject) if holds and (values.open or len(plain) < len(kept)) else None
    if named is None:
        return Values(tuple(kept), values.open, values.reason)
    written = set(map(_written, plain))
    others = known(*(option for option in named.options if _written(option) not in written))
    return union([known(*plain), others if _is_asserted(subject, test) or not values.texts else others.offered()])


def _is_asserted(subject: Subject, test: ast.expr) -> bool:
    """Whether nothing runs on where the condition does not hold: then it is all that there can be."""
    return isinstance(subject.place.module.parents[test], ast.Assert)


def _written(option: Value) -> tuple[str, ...]:
    """What an option is as a string."""
    return tuple(text.text for text in known(option).texts)


def _says(evaluator: Evaluates, test: ast.expr, option: Value, subject: Subject, place: Place) -> bool | None:
    """What ``test`` says of one value."""
    value = Text(option.text, is_path=option.is_path) if isinstance(option, Text) else option
    place = assuming(place, subject, value)
    return evaluator.decide((test, place), lambda: truth(evaluator.evaluate(test, place)))


def _where(test: ast.expr, subject: Subject) -> Place:
    """Where to look at ``test``: anywhere in the module, if the context decides nothing in it but the subject."""
    module, scope = subject.place.module, subject.scope
    others = (name for name in names_in(test) if not f"{subject.name}.".startswith(f"{name}."))
    own = (module.bindings.in_scope(scope), parameters_of(scope), OWN_ATTRIBUTES)
    is_own = any(name.partition(".")[0] in names for name in others for names in own)
    return subject.place if is_own else Place(module)


def _named(evaluator: Evaluates, test: ast.expr, subject: Subject) -> Values | None:
    """All that the subject can be where ``test`` holds, if that says it: ``name == "x"``, ``name in ("x", "y")``."""
    match test:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            other = right if dotted_name(left) == subject.name else left if dotted_name(right) == subject.name else None
            found = None if other is None else evaluator.evaluate(other, subject.place)
        case ast.Compare(left=left, ops=[ast.In()], comparators=[right]) if dotted_name(left) == subject.name:
            found = elements(evaluator.evaluate(right, subject.place))
        case _:
            return None
    return found if found is not None and not found.open and len(found.texts) == len(found.options) else None


def _is_fixed(test: ast.expr, subject: Subject) -> bool:
    """Whether the subject is one thing wherever the test looks: other names in it may be made from the subject."""
    module, scope = subject.place.module, subject.scope
    bound = module.bindings.in_scope(scope)
    others = [name for name in names_in(test) if name in bound and name != subject.name]
    return not others or (subject.name not in bound and not _is_in_loop(subject, test))


def _is_in_loop(subject: Subject, test: ast.expr) -> bool:
    parents = subject.place.module.parents
    node: ast.AST = test
    while node is not subject.scope and node in parents:
        node = parents[node]
        if isinstance(node, ast.For | ast.AsyncFor | ast.While):
            return True
    return False

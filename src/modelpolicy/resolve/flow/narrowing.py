"""What conditions leave of the values that pass them, and which code they keep from running."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from modelpolicy.program.assigned import OWN_ATTRIBUTES
from modelpolicy.program.bindings import dotted_name
from modelpolicy.program.dependence import names_read
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
    return not ways or any(all(may_hold(evaluator, guard, place) for guard in way) for way in ways)


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
        values = under(evaluator, values, guard.test, guard.holds, subject)
    return values


def tested_names(ways: Iterable[Iterable[Guard]]) -> frozenset[str]:
    """The plain names that the conditions are about."""
    tests = (guard.test for way in ways for guard in way if guard.test is not None)
    return frozenset(name for test in tests for name in names_read(test))


def none_passes(name: str) -> Values:
    """Of a name of which the source shows only values that the conditions rule out: something else decides."""
    return Values(open=True, reason=f"{name}, of which no value in the source passes the conditions", excluded=True)


def assuming(place: Place, subject: Subject, value: Value) -> Place:
    """``place``, where the subject is taken to be ``value``."""
    return assuming_any(place, subject, known(value))


def assuming_any(place: Place, subject: Subject, values: Values) -> Place:
    """``place``, where the subject is taken to be one of ``values``."""
    return replace(place, assumed=(Assumption(subject.name, subject.scope, values), *place.assumed))


def conjuncts(test: ast.expr) -> Iterator[ast.expr]:
    """The conditions that all hold where ``test`` does."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        for operand in test.values:
            yield from conjuncts(operand)
    else:
        yield test


def may_hold(evaluator: Evaluates, guard: Guard, place: Place) -> bool:
    """Whether nothing says that a guard's test gives the other truth value."""
    return guard.test is None or decided(evaluator, guard.test, place) in (None, guard.holds)


def under(evaluator: Evaluates, values: Values, test: ast.expr, holds: bool, subject: Subject) -> Values:
    """Those of the subject's values with which ``test`` can hold, or not hold."""
    if subject.name not in names_in(test):
        return values if may_hold(evaluator, Guard(test, holds), subject.place) else NOTHING
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return under(evaluator, values, operand, not holds, subject)
        case ast.BoolOp(op=op, values=operands) if isinstance(op, ast.And) is holds:
            for operand in operands:
                values = under(evaluator, values, operand, holds, subject)
            return values
        case ast.BoolOp(values=operands):
            return union([under(evaluator, values, operand, holds, subject) for operand in operands])
        case _:
            return _passing(evaluator, values, test, holds, subject) if _is_fixed(test, subject) else values


def _passing(evaluator: Evaluates, values: Values, test: ast.expr, holds: bool, subject: Subject) -> Values:
    place = _where(test, subject)
    kept = [option for option in values.options if _says(evaluator, test, option, subject, place) in (None, holds)]
    plain = [option for option in kept if isinstance(option, Text | Member)]
    named = named_by(evaluator, test, subject) if holds and (values.open or len(plain) < len(kept)) else None
    if named is None:
        return Values(tuple(kept), values.open, values.reason)
    written = set(map(written_as, plain))
    others = known(*(option for option in named.options if written_as(option) not in written))
    return union([known(*plain), others if _is_asserted(subject, test) or not values.texts else others.offered()])


def _is_asserted(subject: Subject, test: ast.expr) -> bool:
    """Whether nothing runs on where the condition does not hold: then it is all that there can be."""
    return isinstance(subject.place.module.parents[test], ast.Assert)


def written_as(option: Value) -> tuple[str, ...]:
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


def named_by(evaluator: Evaluates, test: ast.expr, subject: Subject) -> Values | None:
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

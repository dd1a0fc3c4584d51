"""Comparisons of two values: true, false, or ``None`` where the source does not decide."""

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any, Final

from modelpolicy.values.collected import Items, Key, Table
from modelpolicy.values.keys import keys_for
from modelpolicy.values.patterns import Matched
from modelpolicy.values.text import Text
from modelpolicy.values.values import ClassRef, Constant, FunctionRef, Instance, Member, ModuleRef, Value, Values

MOST_PAIRS: Final = 256
"""More pairs of values than this are not compared."""


def compare(operation: ast.cmpop, left: Values, right: Values) -> bool | None:
    """What every pair of values gives; ``None`` where they differ or are not known."""
    if (
        left.open
        or right.open
        or left.reason
        or right.reason
        or not 0 < len(left.options) * len(right.options) <= MOST_PAIRS
    ):
        return None
    decide = _OPERATIONS[type(operation)]
    found = {decide(one, other) for one, other in product(left.options, right.options)}
    return found.pop() if len(found) == 1 else None


def any_of(found: Iterable[bool | None]) -> bool | None:
    """Whether one is true; ``None`` where that depends on one that is not known."""
    found = set(found)
    return True if True in found else None if None in found else False


def _is(one: Value, other: Value) -> bool | None:
    if Constant(None) in (one, other):
        settled = all(isinstance(side, _NEVER_UNKNOWN) for side in (one, other))
        return one == other if settled else None
    if isinstance(one, Member) and isinstance(other, Member):
        return _same_member(one, other)
    truths = all(isinstance(side, Constant) and isinstance(side.value, bool) for side in (one, other))
    return one == other if truths else None


def _equal(one: Value, other: Value) -> bool | None:
    if isinstance(one, Member) and isinstance(other, Member):
        return _same_member(one, other)
    one, other = _as_text(one), _as_text(other)
    match one, other:
        case (Text(is_path=True), _) | (_, Text(is_path=True)):
            return None
        case ((Text(left) | Constant(left)), (Text(right) | Constant(right))):
            return bool(left == right)
        case _:
            return None


def _same_member(one: Member, other: Member) -> bool | None:
    return one.name == other.name if one.definition == other.definition else None


def _as_text(option: Value) -> Value:
    """The string that a member of an enumeration of strings is."""
    match option:
        case Member(is_text=True, value=Values(options=(Text() as text,), open=False)):
            return text
        case _:
            return option


def _in(one: Value, other: Value) -> bool | None:
    match one, other:
        case Text(part), Text(whole):
            return part in whole
        case _, Items(items, False) if all(len(item.options) == 1 and not item.open for item in items):
            return any_of(_equal(one, item.options[0]) for item in items)
        case _, Table() as table:
            return next((_has(table, key) for key in keys_for(one)), None)
        case _:
            return None


def _has(table: Table, key: Key) -> bool | None:
    is_there = table.surely_has(key)
    return None if key in table.keys and not is_there else is_there


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool | None]:
    def decide(one: Value, other: Value) -> bool | None:
        match one, other:
            case Constant(int() | float() as left), Constant(int() | float() as right):
                return compare(left, right)
            case _:
                return None

    return decide


def _negated(compare: Callable[[Value, Value], bool | None]) -> Callable[[Value, Value], bool | None]:
    def decide(one: Value, other: Value) -> bool | None:
        decided = compare(one, other)
        return None if decided is None else not decided

    return decide


_NEVER_UNKNOWN: Final = (Text, Constant, Items, Table, ClassRef, Instance, FunctionRef, ModuleRef, Member, Matched)

_OPERATIONS: Final[Mapping[type[ast.cmpop], Callable[[Value, Value], bool | None]]] = {
    ast.Is: _is,
    ast.IsNot: _negated(_is),
    ast.Eq: _equal,
    ast.NotEq: _negated(_equal),
    ast.In: _in,
    ast.NotIn: _negated(_in),
    ast.Lt: _ordered(operator.lt),
    ast.LtE: _ordered(operator.le),
    ast.Gt: _ordered(operator.gt),
    ast.GtE: _ordered(operator.ge),
}

"""Strings built by syntax: f-strings, ``+``, ``%``, ``/`` of paths."""

import ast
import operator
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from modelpolicy.program.dependence import is_bound_once
from modelpolicy.resolve.flow.narrowing import Subject, assuming
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.combining import combine, concatenate, join_path, narrow
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.places import Place
from modelpolicy.values.values import MOST_OPTIONS, Values, union, unknown

_REPRESENTING: Final = tuple(map(ord, "ra"))
"""The conversions of f-strings that write a value as its source would."""


def evaluate_joined(evaluator: Evaluates, node: ast.JoinedStr, place: Place) -> Values:
    """An f-string."""
    return union(
        [
            combine([_evaluate_part(evaluator, part, one) for part in node.values], _joined)
            for one in _told_apart(evaluator, node, place)
        ]
    )


def evaluate_operation(evaluator: Evaluates, node: ast.BinOp, place: Place) -> Values:
    """``a + b``, ``a / b`` of paths, ``a % b``."""
    left, right = evaluator.evaluate(node.left, place), evaluator.evaluate(node.right, place)
    match node.op:
        case ast.Add():
            return concatenate([left, right])
        case ast.Div():
            return join_path([left, right])
        case ast.Mod():
            return _interpolate(left, right)
        case ast.BitOr():
            return _merged(left, right)
        case _:
            return unknown("arithmetic")


def _told_apart(evaluator: Evaluates, node: ast.expr, place: Place) -> list[Place]:
    """``place`` once for each value of the names that ``node`` reads more than once: no id is made of parts of two."""
    module, scope = place.module, place.module.scope_of(node)
    read = [one for one in ast.walk(node) if isinstance(one, ast.Name)]
    counts = Counter(one.id for one in read)
    again = {one.id: one for one in read if counts[one.id] > 1 and is_bound_once(module, scope, one.id)}
    places = [place]
    for name in again.values():
        values = evaluator.evaluate(name, place)
        if len(values.options) > 1 and not values.open and len(values.options) * len(places) <= MOST_OPTIONS:
            subject = Subject(name.id, scope, place)
            places = [assuming(one, subject, option) for one in places for option in values.options]
    return places


def _merged(left: Values, right: Values) -> Values:
    """``a | b`` of dicts."""
    match left.options, right.options:
        case (Table() as first,), (Table() as second,):
            reason = left.reason or right.reason
            merged = Table((*first.rows, *second.rows), lost=first.lost | second.lost)
            return Values((merged,), left.open or right.open, reason)
        case _:
            return unknown("what | makes of its sides")


def _interpolate(template: Values, argument: Values) -> Values:
    match argument.options:
        case (Items(items),) if not argument.open:
            return combine([template, *items], lambda texts: operator.mod(narrow(texts[0]), tuple(texts[1:])))
        case (Table(entries),) if not argument.open:
            keys = [str(key) for key, _ in entries]
            values = [value for _, value in entries]
            return combine(
                [template, *values],
                lambda texts: operator.mod(narrow(texts[0]), dict(zip(keys, texts[1:], strict=True))),
            )
        case _:
            return combine([template, argument], lambda texts: operator.mod(narrow(texts[0]), texts[1]))


def _evaluate_part(evaluator: Evaluates, part: ast.expr, place: Place) -> Values:
    if not isinstance(part, ast.FormattedValue):
        return evaluator.evaluate(part, place)
    values = evaluator.evaluate(part.value, place)
    if part.conversion in _REPRESENTING:
        values = combine([values], lambda parts: repr(*parts))
    if part.format_spec is None:
        return values
    return combine([values, evaluator.evaluate(part.format_spec, place)], _format_value)


def _format_value(parts: Sequence[Any]) -> str:
    value, specification = parts
    return format(value, narrow(specification))


def _joined(parts: Sequence[Any]) -> str:
    return "".join(map(str, parts))

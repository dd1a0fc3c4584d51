"""Expressions to values: the one place that knows which part evaluates which syntax."""

import ast
from collections.abc import Callable, Mapping
from typing import Final

from modelpolicy.program.tree import Decorated, Fits
from modelpolicy.resolve.attributes import attributes, lookups
from modelpolicy.resolve.calls import calls, promises
from modelpolicy.resolve.contents import comprehensions, containers
from modelpolicy.resolve.flow import conditions, deciding
from modelpolicy.resolve.names import bound, captures, names
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings import strings
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import Constant, Values, known, unknown


def constant(expression: ast.Constant, place: Place) -> Values:
    """What is written out is no question: large tables of it take no steps."""
    match expression.value:
        case str(text):
            return known(Text(text, location=place.module.location(expression)))
        case int() | float() | complex() | bytes() | None as value:
            return known(Constant(value))
        case _:
            return unknown("an ellipsis")


def _evaluate_sign(evaluator: Evaluates, expression: ast.UnaryOp, place: Place) -> Values:
    if isinstance(expression.op, ast.Not):
        return conditions.evaluate_negation(evaluator, expression.operand, place)
    match expression.op, evaluator.evaluate(expression.operand, place).options:
        case ast.USub(), (Constant(int() | float() as number),):
            return known(Constant(-number))
        case _:
            return unknown("arithmetic")


def _evaluate_condition(evaluator: Evaluates, expression: ast.IfExp, place: Place) -> Values:
    match deciding.decided(evaluator, expression.test, place):
        case None:
            return evaluator.evaluate_all([expression.body, expression.orelse], place)
        case holds:
            return evaluator.evaluate(expression.body if holds else expression.orelse, place)


def _evaluate_awaited(evaluator: Evaluates, expression: ast.Await, place: Place) -> Values:
    return promises.awaited(evaluator.evaluate(expression.value, place))


def _evaluate_walrus(evaluator: Evaluates, expression: ast.NamedExpr, place: Place) -> Values:
    return names.assumed_value(expression.target, place) or evaluator.evaluate(expression.value, place)


def evaluate_other(_: Evaluates, expression: ast.expr, __: Place) -> Values:
    """What no part evaluates."""
    return unknown(f"{type(expression).__name__} expression")


EVALUATE: Final[Mapping[type[ast.expr], Callable[..., Values]]] = {
    ast.Attribute: attributes.evaluate_attribute,
    ast.Await: _evaluate_awaited,
    ast.BinOp: strings.evaluate_operation,
    ast.BoolOp: containers.evaluate_alternatives,
    ast.Call: calls.evaluate_call,
    ast.Compare: conditions.evaluate_comparison,
    Decorated: bound.evaluate_decorated,
    ast.Dict: containers.evaluate_dict,
    ast.DictComp: comprehensions.evaluate_dict_comprehension,
    Fits: captures.evaluate_fit,
    ast.GeneratorExp: comprehensions.evaluate_comprehension,
    ast.IfExp: _evaluate_condition,
    ast.JoinedStr: strings.evaluate_joined,
    ast.Lambda: calls.evaluate_lambda,
    ast.List: containers.evaluate_items,
    ast.ListComp: comprehensions.evaluate_comprehension,
    ast.Name: names.evaluate_name,
    ast.NamedExpr: _evaluate_walrus,
    ast.Set: containers.evaluate_items,
    ast.SetComp: comprehensions.evaluate_comprehension,
    ast.Subscript: lookups.evaluate_subscript,
    ast.Tuple: containers.evaluate_items,
    ast.UnaryOp: _evaluate_sign,
}

"""Conditions to truth values: comparisons, ``not``, ``isinstance``; both where the source does not decide."""

import ast
from itertools import pairwise
from typing import Final

from modelpolicy.resolve.definitions.kinds import is_one_of
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.comparisons import compare
from modelpolicy.values.places import Place
from modelpolicy.values.truth import truth
from modelpolicy.values.values import Constant, Values, known

UNDECIDED: Final = known(Constant(True), Constant(False))


def evaluate_comparison(evaluator: Evaluates, node: ast.Compare, place: Place) -> Values:
    """``a == b``, ``a is None``, ``a in b``, and chains of those."""
    operands = [evaluator.evaluate(operand, place) for operand in (node.left, *node.comparators)]
    found = [compare(operation, *sides) for operation, sides in zip(node.ops, pairwise(operands), strict=True)]
    if False in found:
        return known(Constant(False))
    return UNDECIDED if None in found else known(Constant(True))


def evaluate_negation(evaluator: Evaluates, operand: ast.expr, place: Place) -> Values:
    """``not a``."""
    decided = truth(evaluator.evaluate(operand, place))
    return UNDECIDED if decided is None else known(Constant(not decided))


def evaluate_isinstance(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``isinstance(a, b)``."""
    match node.args:
        case [value, classes]:
            values, kinds = evaluator.evaluate(value, place), evaluator.evaluate(classes, place)
        case _:
            return UNDECIDED
    if values.open or values.reason or not values.options:
        return UNDECIDED
    found = {is_one_of(evaluator, option, kinds) for option in values.options}
    decided = found.pop() if len(found) == 1 else None
    return UNDECIDED if decided is None else known(Constant(decided))

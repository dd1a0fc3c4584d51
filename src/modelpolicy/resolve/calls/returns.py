"""What functions give back: what they return where they come to it, or yield."""

import ast
from collections import deque

from modelpolicy.program.modules import Definition, Function, ScopeNode
from modelpolicy.program.noted import noted
from modelpolicy.program.tree import children_of
from modelpolicy.resolve.calls.entering import place_entered
from modelpolicy.resolve.contents.containers import elements, iterated
from modelpolicy.resolve.definitions.wrappers import wrapping_of
from modelpolicy.resolve.flow.earlier_turns import returning
from modelpolicy.resolve.outside.fetched import fetched
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import Constant, FunctionRef, Values, known, union, unknown


def returned_values(evaluator: Evaluates, function: Definition, place: Place) -> Values:
    """What a call of ``function`` gives when its body runs in ``place``; what it yields, as items."""
    values = _returned_by(evaluator, function, place)
    if not wrapping_of(evaluator, function).result:
        return values
    return union([values, unknown(f"what a decorator makes of the result of {function.name}")])


def _returned_by(evaluator: Evaluates, function: Definition, place: Place) -> Values:
    node = function.node
    if isinstance(node, ast.Lambda):
        return evaluator.evaluate(node.body, place)
    yielded = [_yielded(evaluator, result, place) for result in _results(node) if not isinstance(result, ast.Return)]
    if yielded:
        return known(Items((union(yielded),), is_part=True))
    returned = [result.value for result in _results(node) if isinstance(result, ast.Return) and result.value]
    reached = returning(evaluator, returned, place) if place.frame else ((value, place) for value in returned)
    adding = [(value, one) for value, one in reached if not _begins_again(evaluator, value, one)]
    values = union([_returned(evaluator, value, one) for value, one in adding])
    if values.options or values.open or _only_raises(node):
        return values
    return known(Constant(None))


def _yielded(evaluator: Evaluates, result: ast.Yield | ast.YieldFrom, place: Place) -> Values:
    if isinstance(result, ast.YieldFrom):
        return elements(iterated(evaluator, result.value, place))
    return evaluator.evaluate(result.value, place) if result.value else known(Constant(None))


@noted
def _only_raises(function: ScopeNode) -> bool:
    """Whether a function is there to say that it must not be called: it gives nothing, not even ``None``."""
    body = function.body if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) else []
    return bool(body) and isinstance(body[-1], ast.Raise) and not _results(function)


def _begins_again(evaluator: Evaluates, value: ast.expr, place: Place) -> bool:
    """Whether what is returned is what the very same call returns: that adds nothing to what it is."""
    if not isinstance(value, ast.Call) or place.frame is None:
        return False
    callees = evaluator.evaluate(value.func, place)
    entering = [place_entered(one, Frame(value, place)) for one in callees.options if isinstance(one, FunctionRef)]
    return not callees.open and len(entering) == len(callees.options) and set(entering) == {place}


def _returned(evaluator: Evaluates, value: ast.expr, place: Place) -> Values:
    """What is returned: the path of a file that the function fetched stands for the download, alone or among others."""
    if isinstance(value, ast.Tuple) and not any(isinstance(one, ast.Starred) for one in value.elts):
        return known(Items(tuple(_returned(evaluator, one, place) for one in value.elts)))
    downloads = fetched(evaluator, value, place)
    return known(*downloads) if downloads else evaluator.evaluate(value, place)


@noted
def _results(function: ScopeNode) -> tuple[ast.Return | ast.Yield | ast.YieldFrom, ...]:
    """Every ``return`` and ``yield`` of a function in the order of the source, not those of functions inside it."""
    found: list[ast.Return | ast.Yield | ast.YieldFrom] = []
    body = function.body if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) else []
    pending: deque[ast.AST] = deque(body)
    while pending:
        node = pending.popleft()
        if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom):
            found.append(node)
        if not isinstance(node, Function | ast.ClassDef):
            pending += children_of(node)
    return tuple(sorted(found, key=lambda result: (result.lineno, result.col_offset)))

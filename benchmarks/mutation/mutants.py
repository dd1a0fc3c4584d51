"""A module's source with one condition deleted or inverted, for each condition in turn."""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Final, TypeAlias

Place: TypeAlias = tuple[ast.AST, str, int | None]
"""A node, and the field (and the index in it) that holds what changes."""

_OPPOSITE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
_NEIGHBOUR: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """``before`` became ``after`` in the function ``function``; ``tree`` is the whole module."""

    function: str
    line: int
    before: str
    after: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Tells it from the others of its module, wherever its line moves."""
        return f"{self.function}: {self.before} -> {self.after}"


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module's functions, each once."""
    tree = ast.parse(source)
    seen: set[tuple[str, int, str, str]] = set()
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        for node in ast.walk(function):
            for attribute, index, after in _changes(node):
                one = _mutant(tree, function, (node, attribute, index), after)
                key = (one.function, one.line, one.before, one.after)
                if key not in seen:
                    seen.add(key)
                    yield one


def _changes(node: ast.AST) -> Iterator[tuple[str, int | None, ast.expr]]:
    """What can stand in a field of the node instead."""
    match node:
        case ast.If(test=test) | ast.IfExp(test=test):
            yield "test", None, _negated(test)
            yield "test", None, ast.Constant(value=True)
        case ast.comprehension(ifs=ifs):
            for index, test in enumerate(ifs):
                yield "ifs", index, _negated(test)
                yield "ifs", index, ast.Constant(value=True)
        case ast.match_case(guard=ast.expr() as guard):
            yield "guard", None, _negated(guard)
        case ast.Return(value=ast.BoolOp() | ast.Compare() | ast.UnaryOp(op=ast.Not()) as value):
            yield "value", None, _negated(value)
    yield from _inside(node)


def _inside(node: ast.AST) -> Iterator[tuple[str, int | None, ast.expr]]:
    """The same for expressions in any field: a clause less, another operator, another quantifier."""
    for attribute, value in ast.iter_fields(node):
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.expr):
                yield from ((attribute, index, after) for after in _others(child))


def _others(expression: ast.expr) -> Iterator[ast.expr]:
    match expression:
        case ast.BoolOp(op, values):
            for index in range(len(values)):
                rest = [*values[:index], *values[index + 1 :]]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
            yield ast.BoolOp(ast.And() if isinstance(op, ast.Or) else ast.Or(), values)
        case ast.Compare(left, [operator], comparators):
            for table in (_OPPOSITE, _NEIGHBOUR):
                if type(operator) in table:
                    yield ast.Compare(left, [table[type(operator)]()], comparators)
        case ast.Call(ast.Name("any" | "all" as name), arguments, keywords):
            yield ast.Call(ast.Name("all" if name == "any" else "any", ast.Load()), arguments, keywords)


def _negated(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def _mutant(tree: ast.Module, function: ast.FunctionDef, place: Place, after: ast.expr) -> Mutant:
    node, attribute, index = place
    held = getattr(node, attribute)
    before = held if index is None else held[index]
    put = _setter(node, attribute, index)
    put(after)
    try:
        changed = ast.fix_missing_locations(deepcopy(tree))
    finally:
        put(before)
    return Mutant(function.name, before.lineno, ast.unparse(before), ast.unparse(after), changed)


def _setter(node: ast.AST, attribute: str, index: int | None) -> Callable[[ast.expr], None]:
    def put(value: ast.expr) -> None:
        if index is None:
            setattr(node, attribute, value)
        else:
            getattr(node, attribute)[index] = value

    return put

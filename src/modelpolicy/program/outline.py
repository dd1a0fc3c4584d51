"""The statements that a module consists of: where each stands, and whether it does more than give names to things."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from modelpolicy.program.syntax import calls_anything


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a module from its ``first`` line to its ``last``, decorators included.

    What ``only_binds`` decides nothing about other statements: it calls nothing, ends nothing and sets a condition
    on nothing. Who never asks for a name that it binds or holds would not miss it.
    """

    first: int
    last: int
    only_binds: bool


def outline(tree: ast.Module) -> tuple[Statement, ...]:
    """The statements of a module in their order."""
    return tuple(
        Statement(_first_line(one), one.end_lineno or one.lineno, only_binds=_only_binds(one)) for one in tree.body
    )


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _only_binds(statement: ast.stmt) -> bool:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return not any(map(calls_anything, _beside_body(statement)))
        case ast.Import() | ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
        case ast.ImportFrom(names=[ast.alias(name=name), *_]):
            return name != "*"
        case ast.Assign(targets=targets):
            return all(isinstance(one, ast.Name) for one in targets) and not calls_anything(statement)
        case ast.AnnAssign(target=ast.Name()):
            return not calls_anything(statement)
        case _:
            return False


def _beside_body(definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[ast.AST]:
    """What of a definition runs where it stands: decorators, defaults, annotations, bases."""
    body = {id(one) for one in definition.body}
    return (child for child in ast.iter_child_nodes(definition) if id(child) not in body)

"""Where in a value the parts of an unpacking target stand: ``first, *rest = value``."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Rest:
    """All items but so many at the beginning and so many at the end."""

    before: int
    after: int


Part: TypeAlias = int | Rest
"""An item by its position, from the end where that is negative; or all between others."""

Path: TypeAlias = tuple[Part, ...]
"""Which part of a value, and which part of that: ``(1, 0)`` for ``b`` in ``a, (b, c) = value``."""


def parts_of(target: ast.Tuple | ast.List) -> Iterator[tuple[ast.expr, Part]]:
    """The targets in ``target``, each with the part of the value that it takes."""
    yield from zip((_unstarred(one) for one in target.elts), parts_among(target.elts, ast.Starred), strict=True)


def parts_among(items: "list[ast.expr] | list[ast.pattern]", starred: type[ast.AST]) -> Iterator[Part]:
    """The part that each of ``items`` takes, of which one at most is ``starred``."""
    stars = [index for index, one in enumerate(items) if isinstance(one, starred)]
    for index in range(len(items)):
        if index in stars:
            yield Rest(index, len(items) - 1 - index)
        else:
            yield index - len(items) if stars and index > stars[0] else index


def path_to(target: ast.expr, name: str) -> Path | None:
    """Where in an unpacking target the name stands; ``None`` where it does not."""
    if isinstance(target, ast.Name):
        return () if target.id == name else None
    for element, part in parts_of(target) if isinstance(target, ast.Tuple | ast.List) else ():
        path = path_to(element, name)
        if path is not None:
            return (part, *path)
    return None


def subscript(value: ast.expr, path: Path) -> ast.expr:
    """The part of ``value`` that ``path`` leads to, as an expression."""
    for part in path:
        match part:
            case int(index):
                key: ast.expr = ast.Constant(index)
            case Rest(before, after):
                key = ast.Slice(ast.Constant(before), ast.Constant(-after) if after else None)
        value = ast.Subscript(value, key, ast.Load())
    return value


def _unstarred(target: ast.expr) -> ast.expr:
    return target.value if isinstance(target, ast.Starred) else target

"""What a statement assigns to: targets, each part of an unpacking one by itself.

Attributes of ``self`` and ``cls`` are names too (``self.size``), so that one analysis of the flow serves both.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from modelpolicy.program.targets import Path, parts_of, subscript

Kind = Literal[
    "value",
    "element",
    "entered",
    "import",
    "definition",
    "augmented",
    "captured",
    "opaque",
    "item",
    "added",
    "merged",
    "removed",
    "each",
]
"""How a binding's ``value`` becomes the name's value: as it is, an element of it, what ``with`` enters, ..."""

OWN_ATTRIBUTES = ("self", "cls")


@dataclass(frozen=True, slots=True)
class Target:
    """What is ``written`` to be assigned to; ``kind``, ``value`` and ``path`` are those of the ``Binding``."""

    written: ast.expr
    kind: Kind
    value: ast.expr | None = None
    path: Path = ()

    @property
    def part(self) -> ast.expr | None:
        """What a plain assignment gives to it, as an expression: ``value[0]`` for the first of ``a, b = value``."""
        return self.value and subscript(self.value, self.path) if self.kind == "value" else None


def targets_of(statement: ast.AST) -> Iterator[Target]:
    """What ``statement`` assigns to, each part of an unpacking target by itself."""
    for target, kind, value in _targets(statement):
        yield from _unpack(target, kind, value)


def _targets(statement: ast.AST) -> Iterator[tuple[ast.expr, Kind, ast.expr | None]]:
    match statement:
        case ast.Assign(targets=targets, value=value):
            yield from ((target, "value", value) for target in targets)
        case ast.AnnAssign(target=target, value=value) if value is not None:
            yield target, "value", value
        case ast.AugAssign(target=target, value=value):
            yield target, "augmented", value
        case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
            yield target, "element", value
        case ast.With(items=items) | ast.AsyncWith(items=items):
            for item in items:
                if item.optional_vars is not None:
                    yield item.optional_vars, "entered", item.context_expr
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="__setattr__"), args=[*_, ast.Constant(name), value])):
            yield ast.Attribute(ast.Name(OWN_ATTRIBUTES[0]), str(name)), "value", value
        case ast.Delete(targets=targets):
            yield from ((target, "opaque", None) for target in targets)


def _unpack(target: ast.expr, kind: Kind, value: ast.expr | None, path: Path = ()) -> Iterator[Target]:
    if isinstance(target, ast.Tuple | ast.List):
        for element, part in parts_of(target):
            yield from _unpack(element, kind, value, (*path, part))
    else:
        yield Target(target, kind, value, path)


def target_name(target: ast.expr) -> str | None:
    """``x`` for ``x``, ``self.x`` for ``self.x``, nothing for other targets."""
    match target:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=base), attr=attribute) if base in OWN_ATTRIBUTES:
            return f"{base}.{attribute}"
        case _:
            return None

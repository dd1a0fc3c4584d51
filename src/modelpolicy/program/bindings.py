"""What a name is bound to in one statement."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.program.assigned import Kind
from modelpolicy.program.syntax import ScopeNode
from modelpolicy.program.targets import Path
from modelpolicy.program.tree import blocks_of

GROWING: Final = frozenset({"item", "added", "merged", "removed", "each"})
"""Kinds that change a container and leave the name bound to it: ``name[key] = value``, ``append``, ``pop``."""


@dataclass(frozen=True, slots=True)
class Binding:
    """``name`` bound in ``statement``.

    ``key`` is the key of an item that is set. ``path`` leads into ``value`` where the target is unpacked. Of what a
    case captures, ``value`` is the subject.
    """

    name: str
    kind: Kind
    statement: ast.AST
    value: ast.expr | None = None
    path: Path = ()
    key: ast.expr | None = None

    @property
    def is_growing(self) -> bool:
        """Whether the name stays bound to what it was, which grows."""
        return self.kind in GROWING


def statements_of(block: ast.AST) -> Iterator[ast.AST]:
    """The statements, handlers and cases inside ``block``, in order, not those of nested scopes."""
    for children in blocks_of(block):
        for child in children:
            yield child
            if not isinstance(child, ScopeNode):
                yield from statements_of(child)


def dotted_name(node: ast.expr) -> str | None:
    """``x`` for ``x``, ``config.model.size`` for ``config.model.size``, nothing for what is computed."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            base = dotted_name(value)
            return None if base is None else f"{base}.{attribute}"
        case _:
            return None


def captures(pattern: ast.pattern) -> Iterator[str]:
    """The names that a pattern binds."""
    for node in ast.walk(pattern):
        match node:
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                yield name

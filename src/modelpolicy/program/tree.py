"""A syntax tree walked once: each node's parent, and the nodes by their kind."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

N = TypeVar("N", bound=ast.AST)

_PLAIN: Final = frozenset({"arg", "asname", "attr", "conversion", "ctx", "id", "kind", "op", "ops", "type_comment"})
"""Fields that hold names, numbers, and nodes that stand for a word or a sign: nothing asks for these."""

_LEAVES: Final = frozenset(
    {ast.Name, ast.Constant, ast.alias, ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal}
)

_BLOCKS: Final = frozenset({"body", "orelse", "handlers", "finalbody", "cases"})
"""Fields that hold statements, handlers or cases."""


class Decorated(ast.expr):
    """What a decorator is handed: the ``definition`` below it, which no expression of the source says."""

    _fields = ()
    definition: ast.AST


class Fits(ast.expr):
    """Whether ``pattern`` fits ``subject``: the condition on a case, which no expression of the source says."""

    _fields = ("subject",)
    subject: ast.expr
    pattern: ast.pattern

    @classmethod
    def of(cls, subject: ast.expr, pattern: ast.pattern) -> "Fits":
        """The condition that a case sets."""
        made = cls()
        made.subject, made.pattern = subject, pattern
        return made


def _of_nodes(kind: type[ast.AST]) -> tuple[str, ...]:
    return () if kind in _LEAVES else tuple(name for name in kind._fields if name not in _PLAIN)


def _kinds(base: type[ast.AST] = ast.AST) -> Iterator[type[ast.AST]]:
    yield base
    for kind in base.__subclasses__():
        yield from _kinds(kind)


_FIELDS: Final = {kind: _of_nodes(kind) for kind in _kinds()}
_BLOCK_FIELDS: Final = {kind: tuple(name for name in names if name in _BLOCKS) for kind, names in _FIELDS.items()}


class NodeIndex:
    """The nodes below ``tree``, without those of operators and contexts. ``parents`` gives each one's parent."""

    def __init__(self, tree: ast.AST) -> None:
        self.parents: dict[ast.AST, ast.AST] = {}
        self._kinds: defaultdict[type[ast.AST], list[ast.AST]] = defaultdict(list)
        self._walk(tree)

    def of(self, kind: type[N]) -> Sequence[N]:
        """The nodes of exactly this kind."""
        return self._kinds.get(kind, ())  # type: ignore[return-value]  # the lists are filled by kind

    def _walk(self, tree: ast.AST) -> None:
        # Every node of every file that is parsed passes here: nothing is called that need not be.
        parents, kinds, pending = self.parents, self._kinds, [tree]
        while pending:
            node = pending.pop()
            for name in _FIELDS[type(node)]:
                value = getattr(node, name, None)
                for child in value if type(value) is list else (value,):
                    if isinstance(child, ast.AST):
                        kind = type(child)
                        parents[child] = node
                        kinds[kind].append(child)
                        if _FIELDS[kind]:
                            pending.append(child)


def children_of(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes right below ``node``, in the order of its fields."""
    for name in _FIELDS[type(node)]:
        value = getattr(node, name, None)
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, ast.AST):
                yield child


def all_of(node: ast.AST) -> list[ast.AST]:
    """``node`` and all nodes below it, each before those below it."""
    found = [node]
    for one in found:  # grows meanwhile
        for name in _FIELDS[type(one)]:
            value = getattr(one, name, None)
            found += [child for child in (value if type(value) is list else (value,)) if isinstance(child, ast.AST)]
    return found


def blocks_of(node: ast.AST) -> Iterator[list[ast.AST]]:
    """The lists of statements, handlers or cases that ``node`` holds itself, in their order."""
    for name in _BLOCK_FIELDS[type(node)]:
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block

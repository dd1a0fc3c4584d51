"""The names that one statement binds, and to what."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.program.asked import Asked, AskedTable
from modelpolicy.program.assigned import Kind, Target, target_name, targets_of
from modelpolicy.program.syntax import ScopeNode
from modelpolicy.program.targets import Path
from modelpolicy.program.tree import blocks_of

GROWING: Final = frozenset({"item", "added", "merged"})
"""Kinds that add to a container and leave the name bound to it: ``name[key] = value``, ``append``, ``update``."""

_ADDING: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("append", "add", "appendleft", "insert"), "added"),
    **dict.fromkeys(("extend", "update"), "merged"),
}

_MOVING: Final = frozenset({"reverse", "sort", "remove", "pop", "popleft"})
"""Methods after which the items of a list stand elsewhere."""


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


class BindingIndex:
    """The bindings of one module, each statement looked at once.

    ``walruses`` are what its expressions bind, ``subjects`` what each case is matched with. ``other_names`` gives the
    names that are the same as a name where a statement stands. Which names of the module anybody looks for is noted in
    ``asked``.
    """

    def __init__(
        self,
        walruses: Mapping[ast.AST, Sequence[ast.NamedExpr]],
        subjects: Mapping[ast.match_case, ast.expr],
        asked: Asked,
        other_names: Callable[[ast.AST, str], Iterable[str]],
    ) -> None:
        self._walruses = walruses
        self._subjects = subjects
        self._asked = asked
        self._other_names = other_names
        self._statements: dict[ast.AST, tuple[Binding, ...]] = {}
        self._scopes: dict[ScopeNode, Mapping[str, tuple[Binding, ...]]] = {}

    def of(self, statement: ast.AST) -> tuple[Binding, ...]:
        """What ``statement`` itself binds."""
        if statement not in self._statements:
            walruses = self._walruses.get(statement, ())
            bound = [
                one for walrus in walruses for one in _named(Target(walrus.target, "value", walrus.value), statement)
            ]
            found = (*_bindings_of(statement), *self._captured(statement), *bound)
            self._statements[statement] = (*found, *self._under_other_names(found))
        return self._statements[statement]

    def _under_other_names(self, bindings: Iterable[Binding]) -> Iterator[Binding]:
        """What a statement adds to a container, for each other name of that."""
        for one in bindings:
            if one.is_growing:
                yield from (replace(one, name=name) for name in self._other_names(one.statement, one.name))

    def _captured(self, statement: ast.AST) -> Iterator[Binding]:
        """What the pattern binds, where the statement is a case."""
        if isinstance(statement, ast.match_case):
            subject = self._subjects[statement]
            yield from (Binding(name, "captured", statement, subject) for name in captures(statement.pattern))

    def in_scope(self, scope: ScopeNode) -> Mapping[str, tuple[Binding, ...]]:
        """Every binding in ``scope`` by its name, in nested blocks too, but not in nested scopes."""
        if scope not in self._scopes:
            found: defaultdict[str, list[Binding]] = defaultdict(list)
            for statement in statements_of(scope):
                for binding in self.of(statement):
                    found[binding.name].append(binding)
            bound = {name: tuple(bindings) for name, bindings in found.items()}
            self._scopes[scope] = AskedTable(bound, self._asked) if isinstance(scope, ast.Module) else bound
        return self._scopes[scope]


def statements_of(block: ast.AST) -> Iterator[ast.AST]:
    """The statements, handlers and cases inside ``block``, in order, not those of nested scopes."""
    for children in blocks_of(block):
        for child in children:
            yield child
            if not isinstance(child, ScopeNode):
                yield from statements_of(child)


def _bindings_of(statement: ast.AST) -> Iterator[Binding]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield Binding(statement.name, "definition", statement)
        return
    for one in targets_of(statement):
        yield from _named(one, statement)
    yield from _growing(statement)
    for name, kind in _plain_names(statement):
        yield Binding(name, kind, statement)


def _plain_names(statement: ast.AST) -> Iterator[tuple[str, Kind]]:
    match statement:
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            yield from ((alias.asname or alias.name.partition(".")[0], "import") for alias in names)
        case ast.ExceptHandler(name=str(name)):
            yield name, "opaque"


def _growing(statement: ast.AST) -> Iterator[Binding]:
    match statement:
        case ast.Assign():
            for target in targets_of(statement):
                if isinstance(target.written, ast.Subscript) and (value := target.part):
                    yield from _item(target.written, value, statement)
        case ast.AugAssign(target=ast.Subscript() as target, op=op, value=value):
            yield from _item(target, ast.BinOp(target, op, value), statement)
        case ast.Delete(targets=[ast.Subscript(value=container, slice=key)]) if name := target_name(container):
            yield from _moved(name, container, [key], statement)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=container)) as call) if name := target_name(container):
            yield from _added(name, call, statement)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Subscript() as item, attr=method), args=[*_, last])):
            if method in _ADDING:
                yield from _item(item, ast.List([last]) if _ADDING[method] == "added" else last, statement)


def _item(target: ast.Subscript, value: ast.expr, statement: ast.AST) -> Iterator[Binding]:
    """``name[key] = value``; ``name[key][inner] = value`` is an item of the dict ``{inner: value}``."""
    if name := target_name(target.value):
        yield Binding(name, "item", statement, value, key=target.slice)
    elif isinstance(target.value, ast.Subscript):
        yield from _item(target.value, ast.Dict([target.slice], [value]), statement)


def _moved(name: str, container: ast.expr, keys: list[ast.expr], statement: ast.AST) -> Iterator[Binding]:
    """The items of a list stand elsewhere once one has gone, or all have been put in order; those of a dict do not."""
    is_dict = any(isinstance(key, ast.Constant) and isinstance(key.value, str) for key in keys)
    if not is_dict:
        yield Binding(name, "merged", statement, container)


def added_to_attribute(statement: ast.AST) -> tuple[ast.Attribute, list[Binding]] | None:
    """An attribute that a method adds something to, as a statement, and what: ``config.names.append(name)``."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Attribute() as attribute, attr=method)) as call):
            return (attribute, list(_added(attribute.attr, call, statement))) if method not in _MOVING else None
        case _:
            return None


def _added(name: str, call: ast.Call, statement: ast.AST) -> Iterator[Binding]:
    """What a method adds to the container ``name``."""
    match call:
        case ast.Call(func=ast.Attribute(attr="setdefault"), args=[key, value]):
            yield Binding(name, "item", statement, value, key=key)
        case ast.Call(func=ast.Attribute(attr=method, value=container), args=arguments) if method in _MOVING:
            yield from _moved(name, container, arguments if method == "pop" else [], statement)
        case ast.Call(func=ast.Attribute(attr=method), args=[*_, last]) if method in _ADDING:
            yield Binding(name, _ADDING[method], statement, last)
        case ast.Call(func=ast.Attribute(attr="update"), keywords=keywords):
            for keyword in keywords:
                written = ast.Constant(keyword.arg) if keyword.arg else None
                yield Binding(name, "item" if written else "merged", statement, keyword.value, key=written)


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


def _named(target: Target, statement: ast.AST) -> Iterator[Binding]:
    if name := target_name(target.written):
        yield Binding(name, target.kind, statement, target.value, target.path)


def captures(pattern: ast.pattern) -> Iterator[str]:
    """The names that a pattern binds."""
    for node in ast.walk(pattern):
        match node:
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                yield name

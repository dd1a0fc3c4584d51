"""The names that each statement of a module binds, and what it does to containers under any name of theirs."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from modelpolicy.program.asked import Asked, AskedTable
from modelpolicy.program.assigned import Kind, Target, target_name, targets_of
from modelpolicy.program.bindings import Binding, captures, statements_of
from modelpolicy.program.changes import as_change, changed_in, changes_of, taken_out
from modelpolicy.program.held import Holder
from modelpolicy.program.syntax import ScopeNode


class BindingIndex:
    """The bindings of one module, each statement looked at once.

    ``inside`` are the expressions in each statement that bind or remove something, ``subjects`` what each case is
    matched with. ``other_names`` gives the names that are the same as a name where a statement stands, ``holders`` what
    holds it there. Which names of the module anybody looks for is noted in ``asked``.
    """

    def __init__(
        self,
        inside: Mapping[ast.AST, Sequence[ast.NamedExpr | ast.Call]],
        subjects: Mapping[ast.match_case, ast.expr],
        asked: Asked,
        other_names: Callable[[ast.AST, str], Iterable[str]],
        holders: Callable[[ast.AST, str], Iterable[Holder]],
    ) -> None:
        self._inside = inside
        self._subjects = subjects
        self._asked = asked
        self._other_names = other_names
        self._holders = holders
        self._statements: dict[ast.AST, tuple[Binding, ...]] = {}
        self._scopes: dict[ScopeNode, Mapping[str, tuple[Binding, ...]]] = {}

    def of(self, statement: ast.AST) -> tuple[Binding, ...]:
        """What ``statement`` itself binds."""
        if statement not in self._statements:
            bound = [one for part in self._inside.get(statement, ()) for one in _bound_inside(part, statement)]
            found = (*_bindings_of(statement), *self._captured(statement), *bound)
            self._statements[statement] = (*found, *self._beside(found))
        return self._statements[statement]

    def _beside(self, bindings: Iterable[Binding]) -> list[Binding]:
        """What a statement does to a container, for each other name of that, and for whatever holds it."""
        changes = [change for one in bindings if (change := as_change(one)) is not None]
        seen = {one.name for one in changes}
        count = len(changes)
        for change in changes:
            found = [one for one in self._same_change(change) if one.name not in seen]
            seen |= {one.name for one in found}
            changes += found
        return changes[count:]

    def _same_change(self, change: Binding) -> Iterator[Binding]:
        yield from (replace(change, name=name) for name in self._other_names(change.statement, change.name))
        for holder in self._holders(change.statement, change.name):
            yield from changed_in(holder, change)

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


def _bindings_of(statement: ast.AST) -> Iterator[Binding]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield Binding(statement.name, "definition", statement)
        return
    for one in targets_of(statement):
        yield from _named(one, statement)
    yield from changes_of(statement)
    for name, kind in _plain_names(statement):
        yield Binding(name, kind, statement)


def _plain_names(statement: ast.AST) -> Iterator[tuple[str, Kind]]:
    match statement:
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            yield from ((alias.asname or alias.name.partition(".")[0], "import") for alias in names)
        case ast.ExceptHandler(name=str(name)):
            yield name, "opaque"


def _bound_inside(part: ast.NamedExpr | ast.Call, statement: ast.AST) -> Iterator[Binding]:
    """What an expression in a statement binds, or takes out of a dict: ``name := value``, ``name.pop(key)``."""
    match part:
        case ast.NamedExpr(target=target, value=value):
            yield from _named(Target(target, "value", value), statement)
        case ast.Call():
            yield from taken_out(part, statement)


def _named(target: Target, statement: ast.AST) -> Iterator[Binding]:
    if name := target_name(target.written):
        yield Binding(name, target.kind, statement, target.value, target.path)

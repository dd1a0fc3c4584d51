"""One module's tree, with what is asked of it again and again."""

import ast
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar, cast
from weakref import proxy

from modelpolicy.domain.location import Location
from modelpolicy.program.asked import Asked, AskedNames, AskedTable
from modelpolicy.program.assignments import Assignments
from modelpolicy.program.binding_index import BindingIndex
from modelpolicy.program.bindings import Binding
from modelpolicy.program.changes import REMOVING
from modelpolicy.program.guards import TESTING, names_in, tests_in
from modelpolicy.program.held import Holder
from modelpolicy.program.outline import outline
from modelpolicy.program.syntax import Function, ScopeNode, attribute_asked, last_name, scope_name
from modelpolicy.program.tree import NodeIndex
from modelpolicy.source.notebook import Notebook

__all__ = ["Definition", "Function", "ScopeNode", "SourceModule", "last_name", "scope_name"]

T = TypeVar("T")
N = TypeVar("N", bound=ast.expr | ast.stmt)


class SourceModule:
    """A parsed file. A file with merge conflicts is one module a side.

    ``name`` is dotted and relative to the directory that imports start from; ``is_package`` tells an
    ``__init__.py``. ``asked`` notes what anybody asks of the tree. Compared by identity, like the trees it holds.
    """

    def __init__(
        self, path: str, name: str, tree: ast.Module, notebook: Notebook | None = None, asked: Asked | None = None
    ) -> None:
        self.path = path
        self.name = name
        self.tree = tree
        self.notebook = notebook
        self.asked = asked or Asked(outline(tree))
        self._scopes: dict[ast.AST, ScopeNode] = {}
        self._remembered: dict[Hashable, object] = {}
        self.is_package = path.endswith("__init__.py")

    @property
    def package(self) -> str:
        """The name of the package that the module is in, or is."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    def remember(self, key: Hashable, answer: Callable[[], T]) -> T:
        """What ``answer`` gives, worked out once for each ``key``; it must follow from this module alone."""
        if key not in self._remembered:
            self._remembered[key] = answer()
        return cast("T", self._remembered[key])

    def table(self, key: Hashable, find: Callable[[], Mapping[str, T]]) -> AskedTable[T]:
        """What ``find`` gives, made once for each ``key``: of the tree only that is asked which is looked up in it."""

        def made() -> AskedTable[T]:
            with self.asked.paused():
                return AskedTable(find(), self.asked)

        return self.remember(key, made)

    def every(self, kind: type[N]) -> Sequence[N]:
        """The nodes of exactly this kind, for those who go through all of them."""
        nodes = self._nodes.of(kind)
        self.asked.note_kind(kind.__name__, (node.lineno for node in nodes))
        return nodes

    @cached_property
    def bindings(self) -> BindingIndex:
        """What each statement and each scope binds."""
        subjects = {case: match.subject for match in self._nodes.of(ast.Match) for case in match.cases}
        # Held weakly: what goes without Python's collector must be in no cycle.
        of_module = proxy(self)
        other_names, holders = partial(SourceModule._other_names, of_module), partial(SourceModule._holders, of_module)
        return BindingIndex(self._inside, subjects, self.asked, other_names, holders)

    def _other_names(self, statement: ast.AST, name: str) -> Iterator[str]:
        """The names that an assignment in the same scope makes the same as ``name``."""
        for other, assignment in self.assignments.same.get(name, ()):
            if self.scope_of(assignment) is self.scope_of(statement):
                yield other

    def _holders(self, statement: ast.AST, name: str) -> Iterator[Holder]:
        """What holds the object that ``name`` stands for where ``statement`` changes it, in the same scope."""
        for holder in self.assignments.holders.get(name, ()):
            if self.scope_of(holder.statement) is self.scope_of(statement) and self._comes_after(statement, holder):
                yield holder

    def _comes_after(self, statement: ast.AST, holder: Holder) -> bool:
        if isinstance(holder.statement, ast.For | ast.AsyncFor):
            return self.is_within(statement, holder.statement)
        return holder.statement.lineno < getattr(statement, "lineno", 0)

    @cached_property
    def _inside(self) -> dict[ast.AST, list[ast.NamedExpr | ast.Call]]:
        """The ``name := value`` and ``name.pop(key)`` of each statement, in their order."""
        found: defaultdict[ast.AST, list[ast.NamedExpr | ast.Call]] = defaultdict(list)
        removing = (call for call in self._nodes.of(ast.Call) if last_name(call.func) in REMOVING)
        nodes: tuple[ast.NamedExpr | ast.Call, ...] = (*self._nodes.of(ast.NamedExpr), *removing)
        for node in sorted(nodes, key=lambda one: (one.lineno, one.col_offset)):
            found[self._statement_of(node)].append(node)
        return dict(found)

    def _statement_of(self, node: ast.AST) -> ast.AST:
        while not isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            node = self.parents[node]
        return node

    @cached_property
    def _nodes(self) -> NodeIndex:
        return NodeIndex(self.tree)

    def nodes(self, *kinds: type[ast.expr | ast.stmt], saying: Iterable[str]) -> list[ast.expr | ast.stmt]:
        """The nodes of exactly these kinds, for those who want none but of statements with one of these words."""
        for word in saying:
            self.asked.note(word)
        return [node for kind in kinds for node in self._nodes.of(kind)]

    @cached_property
    def assignments(self) -> Assignments:
        """What plain assignments rename and set, wherever they stand."""
        return Assignments(self._nodes, self.asked)

    @property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Each node's parent; none of operators and contexts, which stand for a word."""
        return self._nodes.parents

    @property
    def calls(self) -> tuple[ast.Call, ...]:
        """Every call in the module, in the order of the source."""
        self.every(ast.Call)
        return self._calls

    @cached_property
    def _calls(self) -> tuple[ast.Call, ...]:
        return tuple(sorted(self._nodes.of(ast.Call), key=lambda call: (call.lineno, call.col_offset)))

    def calls_in(self, scope: ScopeNode) -> list[ast.Call]:
        """The calls in ``scope``, not those of scopes inside it."""
        return self._calls_by_scope.get(scope, [])

    @cached_property
    def _calls_by_scope(self) -> dict[ScopeNode, list[ast.Call]]:
        found: defaultdict[ScopeNode, list[ast.Call]] = defaultdict(list)
        for call in self._calls:
            found[self.scope_of(call)].append(call)
        return dict(found)

    @cached_property
    def calls_by_name(self) -> Mapping[str, list[ast.Call]]:
        """Calls by the last name of their callee: ``a.b.c()`` under ``c``."""
        calls: defaultdict[str, list[ast.Call]] = defaultdict(list)
        for call in self._calls:
            calls[last_name(call.func)].append(call)
        return AskedTable(calls, self.asked)

    @property
    def classes(self) -> Sequence[ast.ClassDef]:
        """Every class in the module."""
        return self.every(ast.ClassDef)

    @property
    def functions(self) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
        """Every function that a statement defines."""
        return (*self.every(ast.FunctionDef), *self.every(ast.AsyncFunctionDef))

    @property
    def decorated(self) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, ...]:
        """The functions and classes below decorators."""
        return tuple(node for node in (*self.functions, *self.classes) if node.decorator_list)

    def names(self, identifier: str) -> list[ast.expr]:
        """The expressions that end in ``identifier`` and read it: ``c``, ``a.b.c``, ``getattr(a, "c")`` for ``c``."""
        return self._expressions_by_name.get(identifier, [])

    @cached_property
    def _expressions_by_name(self) -> Mapping[str, list[ast.expr]]:
        found: defaultdict[str, list[ast.expr]] = defaultdict(list)
        for name in self._nodes.of(ast.Name):
            if isinstance(name.ctx, ast.Load):
                found[name.id].append(name)
        for attribute in self._nodes.of(ast.Attribute):
            if isinstance(attribute.ctx, ast.Load):
                found[attribute.attr].append(attribute)
        for call in self._nodes.of(ast.Call):
            if asked := attribute_asked(call):
                found[asked].append(call)
        return AskedTable(found, self.asked)

    def imports_elsewhere(self, name: str) -> list[Binding]:
        """The imports that bind ``name`` anywhere in the module."""
        if name not in self.imported:
            return []
        statements = (*self._nodes.of(ast.Import), *self._nodes.of(ast.ImportFrom))
        bindings = (binding for statement in statements for binding in self.bindings.of(statement))
        return [binding for binding in bindings if binding.name == name and binding.kind == "import"]

    @cached_property
    def variables(self) -> Container[str]:
        """Names that are assigned, looped over or passed: what they call can be anything."""
        stored = (node.id for node in self._nodes.of(ast.Name) if isinstance(node.ctx, ast.Store))
        return AskedNames(frozenset((*stored, *(node.arg for node in self._nodes.of(ast.arg)))), self.asked)

    @cached_property
    def imported(self) -> Container[str]:
        """The names that imports bind, anywhere in the module."""
        names = frozenset(node.asname or node.name.partition(".")[0] for node in self._nodes.of(ast.alias))
        return AskedNames(names, self.asked)

    @cached_property
    def declared(self) -> Mapping[str, list[ast.Global | ast.Nonlocal]]:
        """The ``global`` and ``nonlocal`` statements by the names they declare."""
        declared: defaultdict[str, list[ast.Global | ast.Nonlocal]] = defaultdict(list)
        statements: tuple[ast.Global | ast.Nonlocal, ...] = (
            *self._nodes.of(ast.Global),
            *self._nodes.of(ast.Nonlocal),
        )
        for statement in statements:
            for name in statement.names:
                declared[name].append(statement)
        return AskedTable(declared, self.asked)

    @cached_property
    def tested(self) -> Container[str]:
        """The names that any condition of the module is about."""
        return AskedNames(self._tested, self.asked)

    @property
    def tests_anything(self) -> bool:
        """Whether any condition of the module is about a name: where not, no way through it has one, asked or not."""
        return bool(self._tested)

    @cached_property
    def _tested(self) -> frozenset[str]:
        deciding = (node for kind in TESTING for node in self._nodes.of(kind))
        return frozenset(name for test in tests_in(deciding) for name in names_in(test))

    @cached_property
    def starred_imports(self) -> tuple[ast.ImportFrom, ...]:
        """Every ``from x import *``: Python has it outside of functions and classes alone."""
        starred = (node for node in self._nodes.of(ast.ImportFrom) if node.names[0].name == "*")
        return tuple(node for node in starred if self.scope_of(node) is self.tree)

    def location(self, node: ast.AST) -> Location:
        """Where ``node`` starts; a case, where its pattern does."""
        node = node.pattern if isinstance(node, ast.match_case) else node
        line, column = getattr(node, "lineno", 0), getattr(node, "col_offset", -1) + 1
        if self.notebook is None:
            return Location(self.path, line, column)
        cell, line = self.notebook.place(line)
        return Location(self.path, line, column, cell)

    def scope_of(self, node: ast.AST) -> ScopeNode:
        """The innermost scope whose body holds ``node``; a default or decorator belongs to the scope outside."""
        if node not in self._scopes:
            self._scopes[node] = self._find_scope(node)
        return self._scopes[node]

    def _find_scope(self, node: ast.AST) -> ScopeNode:
        child = node
        while child is not self.tree:
            parent = self.parents[child]
            if isinstance(parent, ScopeNode) and _is_inside(parent, child):
                return parent
            child = parent
        return self.tree

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes that ``node`` stands in, from the inside out."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def is_within(self, node: ast.AST, outer: ast.AST) -> bool:
        """Whether ``node`` is ``outer`` or stands in it."""
        return node is outer or any(one is outer for one in self.above(node))

    def adopt(self, node: ast.AST, beside: ast.AST) -> None:
        """Take ``node``, which the source only describes, to stand where ``beside`` does."""
        self.parents[node] = beside
        self._scopes[node] = self.scope_of(beside)

    def definition_of(self, scope: ScopeNode) -> "Definition":
        """The scope with its module."""
        return Definition(self, scope)

    def class_of(self, scope: ScopeNode) -> ast.ClassDef | None:
        """The class whose method ``scope`` is, or is nested in."""
        current: ScopeNode = scope
        while not isinstance(current, ast.Module):
            outer = self.scope_of(current)
            if isinstance(outer, ast.ClassDef) and not isinstance(current, ast.ClassDef):
                return outer
            current = outer
        return None


@dataclass(frozen=True, slots=True)
class Definition:
    """A module, class or function with the module it stands in."""

    module: SourceModule
    node: ScopeNode

    @property
    def qualified_name(self) -> str:
        """Dotted, from the module on: ``analyzers.quality.ContentQuality.load``."""
        names = [scope_name(scope) for scope in self._scopes()]
        return ".".join([self.module.name, *reversed(names)])

    @property
    def name(self) -> str:
        """The last part of the qualified name."""
        return scope_name(self.node)

    @property
    def location(self) -> Location:
        """Where the definition starts."""
        return self.module.location(self.node)

    def _scopes(self) -> Iterator[ScopeNode]:
        scope: ScopeNode = self.node
        while not isinstance(scope, ast.Module):
            yield scope
            scope = self.module.scope_of(scope)


def _is_inside(scope: ScopeNode, child: ast.AST) -> bool:
    if isinstance(scope, ast.Lambda):
        return child is scope.body
    return any(child is statement for statement in scope.body)

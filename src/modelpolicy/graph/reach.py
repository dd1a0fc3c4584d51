"""Which definitions and module bodies an analyzer's code runs, and which modules it could import.

A class that is used has all its methods run; a function that is named anywhere is called. The body of a
module runs when it is imported: there only calls count, so that a table of classes runs none of them.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.imports import absolute_name
from modelpolicy.resolve.modules import Definition, ScopeNode, SourceModule
from modelpolicy.resolve.values import ClassRef, FunctionRef, Place, Value

_DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Reach:
    """Qualified names: ``definitions`` and module ``bodies`` that run, ``modules`` that could be imported.

    ``known`` are all modules of the project.
    """

    definitions: frozenset[str]
    bodies: frozenset[str]
    modules: frozenset[str]
    known: frozenset[str]

    def runs(self, owner: str) -> bool:
        """Whether code of the definition (or module) ``owner`` runs."""
        return owner in self.bodies or not self.definitions.isdisjoint(_prefixes(owner))

    def could_import(self, owner: str) -> bool:
        """Whether the module that holds ``owner`` could be imported."""
        holders = (name for name in reversed(_prefixes(owner)) if name in self.known)
        return next(holders, "") in self.modules


class Reachability:
    """Closures over the project's definitions; what one analyzer needed is known for the next."""

    def __init__(self, evaluator: Evaluates) -> None:
        self._evaluator = evaluator
        self._known = frozenset(map(evaluator.project.name_of, evaluator.project.paths))
        self._successors: dict[Definition, tuple[Definition, ...]] = {}
        self._imports: dict[SourceModule, tuple[SourceModule, ...]] = {}

    def from_entries(self, entries: Iterable[Definition]) -> Reach:
        """Everything that runs, or could be imported, from ``entries`` on."""
        entries = [_top_level(entry) for entry in entries]
        run = self._run_from(entries)
        definitions = (found.qualified_name for found in run if not isinstance(found.node, ast.Module))
        bodies = (found.module.name for found in run if isinstance(found.node, ast.Module))
        modules = self._importable_from({entry.module for entry in entries})
        importable = frozenset(module.name for module in modules)
        return Reach(frozenset(definitions), frozenset(bodies), importable, self._known)

    def _run_from(self, entries: Iterable[Definition]) -> set[Definition]:
        reached: set[Definition] = set()
        pending = list(entries)
        while pending:
            definition = pending.pop()
            if definition not in reached:
                reached.add(definition)
                pending += self._next(definition)
        return reached

    def _importable_from(self, modules: set[SourceModule]) -> set[SourceModule]:
        reached: set[SourceModule] = set()
        pending = list(modules)
        while pending:
            module = pending.pop()
            if module not in reached:
                reached.add(module)
                pending += self._imported(module)
        return reached

    def _next(self, definition: Definition) -> tuple[Definition, ...]:
        if definition not in self._successors:
            self._successors[definition] = tuple(dict.fromkeys(self._find_next(definition)))
        return self._successors[definition]

    def _find_next(self, definition: Definition) -> Iterator[Definition]:
        module = definition.module
        yield Definition(module, module.tree)
        nodes = _nodes_that_run(definition.node)
        statements = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
        for imported in self._modules_of(statements, module):
            yield Definition(imported, imported.tree)
        for node in nodes:
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                for option in self._evaluator.evaluate(node, Place(module)).options:
                    yield from _named_by(option)

    def _imported(self, module: SourceModule) -> tuple[SourceModule, ...]:
        if module not in self._imports:
            statements = [node for node in module.parents if isinstance(node, ast.Import | ast.ImportFrom)]
            self._imports[module] = tuple(self._modules_of(statements, module))
        return self._imports[module]

    def _modules_of(
        self, statements: Iterable[ast.Import | ast.ImportFrom], importer: SourceModule
    ) -> Iterator[SourceModule]:
        names = (name for statement in statements for name in _imported_names(statement, importer))
        for name in dict.fromkeys(names):
            yield from self._evaluator.project.find(name, importer.path)


def _imported_names(statement: ast.Import | ast.ImportFrom, importer: SourceModule) -> Iterator[str]:
    """Every module that an import may bring, packages on the way included."""
    if isinstance(statement, ast.Import):
        names = [alias.name for alias in statement.names]
    else:
        source = absolute_name(statement, importer)
        names = [source, *(f"{source}.{alias.name}" for alias in statement.names)]
    for name in names:
        yield from _prefixes(name)


def _nodes_that_run(scope: ScopeNode) -> list[ast.AST]:
    if not isinstance(scope, ast.Module):
        return list(ast.walk(scope))
    statements = [statement for statement in scope.body if not isinstance(statement, _DEFINITIONS)]
    nodes = [node for statement in statements for node in ast.walk(statement)]
    calls = [inner for node in nodes if isinstance(node, ast.Call) for inner in ast.walk(node)]
    return [*(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)), *calls]


def _named_by(option: Value) -> Iterator[Definition]:
    """What naming a value can run. Methods run with their class, and whoever makes an instance names the class."""
    match option:
        case ClassRef(definition) | FunctionRef(definition, None):
            yield _top_level(definition)


def _top_level(definition: Definition) -> Definition:
    """The class or function of the module's body that holds the definition."""
    node = definition.node
    while not isinstance(node, ast.Module):
        outer = definition.module.scope_of(node)
        if isinstance(outer, ast.Module):
            break
        node = outer
    return Definition(definition.module, node)


def _prefixes(dotted: str) -> list[str]:
    parts = dotted.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]

"""Which definitions and module bodies an analyzer's code runs, and which modules it could import.

A class that is named has all its methods run, a function that is named anywhere is called. The body of a
module runs when it is imported: there only calls count, so that a table of classes runs none of them.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from modelpolicy.graph.symbols import Symbol, Symbols, statements_of
from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.program.project import Project
from modelpolicy.program.tree import all_of

_Node = TypeVar("_Node")
_DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Reach:
    """Qualified names: ``symbols`` and module ``bodies`` that run, ``modules`` that could be imported."""

    symbols: frozenset[str]
    bodies: frozenset[str]
    modules: frozenset[str]

    def runs(self, owner: str) -> bool:
        """Whether code of the definition (or module) ``owner`` runs."""
        return owner in self.bodies or not self.symbols.isdisjoint(_prefixes(owner))


class Reachability:
    """Closures over the project's symbols; what one analyzer needed is known for the next."""

    def __init__(self, project: Project) -> None:
        self._symbols = Symbols(project)
        self._successors: dict[Symbol, tuple[Symbol, ...]] = {}
        self._imports: dict[SourceModule, tuple[SourceModule, ...]] = {}

    def from_entries(self, entries: Iterable[Definition]) -> Reach:
        """Everything that runs, or could be imported, from ``entries`` on."""
        start = [Symbol(entry.module, _top_level_name(entry)) for entry in entries]
        run = _closure(start, self._next)
        importable = _closure([symbol.module for symbol in start], self._imported)
        return Reach(
            symbols=frozenset(symbol.qualified_name for symbol in run if symbol.name),
            bodies=frozenset(symbol.qualified_name for symbol in run if not symbol.name),
            modules=frozenset(module.name for module in importable),
        )

    def _next(self, symbol: Symbol) -> tuple[Symbol, ...]:
        if symbol not in self._successors:
            self._successors[symbol] = tuple(dict.fromkeys(self._find_next(symbol)))
        return self._successors[symbol]

    def _find_next(self, symbol: Symbol) -> Iterator[Symbol]:
        module = symbol.module
        if symbol.name:
            nodes = [node for statement in statements_of(symbol) for node in all_of(statement)]
            yield Symbol(module)
        else:
            nodes = _nodes_run_on_import(module)
        yield from (Symbol(imported) for imported in self._symbols.modules_imported(module, nodes))
        yield from self._symbols.named_in(module, nodes)

    def _imported(self, module: SourceModule) -> tuple[SourceModule, ...]:
        if module not in self._imports:
            self._imports[module] = tuple(self._symbols.modules_imported(module, module.parents))
        return self._imports[module]


def _closure(start: Iterable[_Node], successors: Callable[[_Node], Iterable[_Node]]) -> set[_Node]:
    reached: set[_Node] = set()
    pending = list(start)
    while pending:
        node = pending.pop()
        if node not in reached:
            reached.add(node)
            pending += successors(node)
    return reached


def _nodes_run_on_import(module: SourceModule) -> list[ast.AST]:
    statements = [statement for statement in module.tree.body if not isinstance(statement, _DEFINITIONS)]
    nodes = [node for statement in statements for node in all_of(statement)]
    calls = [inner for node in nodes if isinstance(node, ast.Call) for inner in all_of(node)]
    return [*(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)), *calls]


def _top_level_name(definition: Definition) -> str:
    """The name in the module's body that holds the definition; empty for the module itself."""
    node = definition.node
    while not isinstance(node, ast.Module):
        outer = definition.module.scope_of(node)
        if isinstance(outer, ast.Module):
            return definition.module.definition_of(node).name
        node = outer
    return ""


def _prefixes(dotted: str) -> list[str]:
    parts = dotted.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]

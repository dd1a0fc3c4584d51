"""Names at module level, and which of them a piece of code names. No values, so that it is cheap."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modelpolicy.resolve.bindings import Binding
from modelpolicy.resolve.imports import absolute_name
from modelpolicy.resolve.modules import SourceModule
from modelpolicy.resolve.project import Project

ImportStatement = ast.Import | ast.ImportFrom


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name that a module binds at its top level, or, where ``name`` is empty, the body of the module itself."""

    module: SourceModule
    name: str = ""

    @property
    def qualified_name(self) -> str:
        """Dotted, from the module on."""
        return f"{self.module.name}.{self.name}" if self.name else self.module.name


def statements_of(symbol: Symbol) -> list[ast.AST]:
    """The statements that bind the symbol's name."""
    return [binding.statement for binding in _bindings(symbol.module, symbol.name)]


def named_in(project: Project, module: SourceModule, nodes: Iterable[ast.AST]) -> Iterator[Symbol]:
    """The symbols of the project that ``nodes`` of ``module`` read."""
    nodes = list(nodes)
    local = {name: statement for node in nodes if isinstance(node, ImportStatement) for name, statement in _bound(node)}
    for node in nodes:
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            root, *rest = dotted(node)
            if root in local:
                yield from _imported(project, module, local[root], root, rest)
            elif root:
                yield from look_up(project, module, root, rest)


def modules_imported(project: Project, module: SourceModule, nodes: Iterable[ast.AST]) -> Iterator[SourceModule]:
    """The modules of the project that the imports among ``nodes`` may bring, packages on the way included."""
    names = dict.fromkeys(
        name for node in nodes if isinstance(node, ImportStatement) for name in _module_names(node, module)
    )
    for name in names:
        yield from project.find(name, module.path)


def look_up(project: Project, module: SourceModule, name: str, rest: list[str]) -> Iterator[Symbol]:
    """What ``name.rest`` stands for at the top level of ``module``, through any number of imports."""
    yield from _look_up(project, module, name, rest, frozenset())


def dotted(node: ast.expr) -> list[str]:
    """``["a", "b"]`` for ``a.b``; ``[""]`` for what does not start with a name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else [""]


def _look_up(
    project: Project, module: SourceModule, name: str, rest: list[str], seen: frozenset[tuple[SourceModule, str]]
) -> Iterator[Symbol]:
    if (module, name) in seen:
        return
    seen |= {(module, name)}
    bindings = _bindings(module, name)
    for binding in bindings:
        if isinstance(binding.statement, ImportStatement):
            yield from _imported(project, module, binding.statement, name, rest, seen)
        else:
            yield Symbol(module, name)
    for statement in module.starred_imports if not bindings else ():
        for source in project.find(absolute_name(statement, module), module.path):
            yield from _look_up(project, source, name, rest, seen)


def _imported(
    project: Project,
    module: SourceModule,
    statement: ImportStatement,
    name: str,
    rest: list[str],
    seen: frozenset[tuple[SourceModule, str]] = frozenset(),
) -> Iterator[Symbol]:
    if isinstance(statement, ast.ImportFrom):
        source = absolute_name(statement, module)
        original = next(alias.name for alias in statement.names if (alias.asname or alias.name) == name)
        for found in project.find(source, module.path):
            yield from _look_up(project, found, original, rest, seen)
        yield from _inside(project, module, f"{source}.{original}", rest, seen)
    else:
        whole = next((alias.name for alias in statement.names if alias.asname == name), name)
        yield from _inside(project, module, whole, rest, seen)


def _inside(
    project: Project, importer: SourceModule, name: str, rest: list[str], seen: frozenset[tuple[SourceModule, str]]
) -> Iterator[Symbol]:
    """What ``rest`` names inside the module ``name``, or inside a module below it."""
    for end in range(len(rest)):
        holder = ".".join([name, *rest[:end]])
        for found in project.find(holder, importer.path):
            yield from _look_up(project, found, rest[end], rest[end + 1 :], seen)


def _bindings(module: SourceModule, name: str) -> tuple[Binding, ...]:
    return module.bindings.in_scope(module.tree).get(name, ())


def _bound(statement: ImportStatement) -> Iterator[tuple[str, ImportStatement]]:
    for alias in statement.names:
        yield alias.asname or alias.name.partition(".")[0], statement


def _module_names(statement: ImportStatement, importer: SourceModule) -> Iterator[str]:
    if isinstance(statement, ast.Import):
        names = [alias.name for alias in statement.names]
    else:
        source = absolute_name(statement, importer)
        names = [source, *(f"{source}.{alias.name}" for alias in statement.names)]
    for name in names:
        parts = name.split(".")
        yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))

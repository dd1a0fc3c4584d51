"""Names at module level, and which of them a piece of code names. No values, so that it is cheap."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modelpolicy.program.bindings import Binding
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.project import Project
from modelpolicy.resolve.names.imports import absolute_name

ImportStatement = ast.Import | ast.ImportFrom
Names = tuple[str, ...]
Seen = frozenset[tuple[SourceModule, str]]


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


class Symbols:
    """Looks names up at the top levels of one project's modules."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def named_in(self, module: SourceModule, nodes: Iterable[ast.AST]) -> Iterator[Symbol]:
        """The symbols of the project that ``nodes`` of ``module`` read."""
        nodes = list(nodes)
        imports = [node for node in nodes if isinstance(node, ImportStatement)]
        local = {name: statement for statement in imports for name in _bound(statement)}
        for node in nodes:
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                root, *rest = dotted(node)
                if root in local:
                    yield from self._imported(module, local[root], (root, *rest), frozenset())
                elif root:
                    yield from self._look_up(module, (root, *rest), frozenset())

    def modules_imported(self, module: SourceModule, nodes: Iterable[ast.AST]) -> Iterator[SourceModule]:
        """The modules of the project that the imports among ``nodes`` may bring, packages on the way included."""
        imports = [node for node in nodes if isinstance(node, ImportStatement)]
        for name in dict.fromkeys(name for node in imports for name in _module_names(node, module)):
            yield from self._project.find(name, module.path)

    def _look_up(self, module: SourceModule, names: Names, seen: Seen) -> Iterator[Symbol]:
        """What the dotted ``names`` stand for at the top level of ``module``, through any number of imports."""
        name = names[0]
        if (module, name) in seen:
            return
        seen |= {(module, name)}
        bindings = _bindings(module, name)
        for binding in bindings:
            if isinstance(binding.statement, ImportStatement):
                yield from self._imported(module, binding.statement, names, seen)
            else:
                yield Symbol(module, name)
        for statement in module.starred_imports if not bindings else ():
            for source in self._project.find(absolute_name(statement, module), module.path):
                yield from self._look_up(source, names, seen)

    def _imported(self, module: SourceModule, statement: ImportStatement, names: Names, seen: Seen) -> Iterator[Symbol]:
        name, *rest = names
        if isinstance(statement, ast.Import):
            whole = next((alias.name for alias in statement.names if alias.asname == name), name)
            yield from self._inside(module, whole, rest, seen)
            return
        source = absolute_name(statement, module)
        original = next(alias.name for alias in statement.names if (alias.asname or alias.name) == name)
        for found in self._project.find(source, module.path):
            yield from self._look_up(found, (original, *rest), seen)
        yield from self._inside(module, f"{source}.{original}", rest, seen)

    def _inside(self, importer: SourceModule, name: str, rest: list[str], seen: Seen) -> Iterator[Symbol]:
        """What ``rest`` names inside the module ``name``, or inside a module below it."""
        for end in range(len(rest)):
            holder = ".".join([name, *rest[:end]])
            for found in self._project.find(holder, importer.path):
                yield from self._look_up(found, tuple(rest[end:]), seen)


def dotted(node: ast.expr) -> list[str]:
    """``["a", "b"]`` for ``a.b``; ``[""]`` for what does not start with a name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else [""]


def _bindings(module: SourceModule, name: str) -> tuple[Binding, ...]:
    return module.bindings.in_scope(module.tree).get(name, ())


def _bound(statement: ImportStatement) -> list[str]:
    return [alias.asname or alias.name.partition(".")[0] for alias in statement.names]


def _module_names(statement: ImportStatement, importer: SourceModule) -> Iterator[str]:
    if isinstance(statement, ast.Import):
        names = [alias.name for alias in statement.names]
    else:
        source = absolute_name(statement, importer)
        names = [source, *(f"{source}.{alias.name}" for alias in statement.names)]
    for name in names:
        parts = name.split(".")
        yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))

"""Writes projects: each string is written down together with an expression that is sure to give it.

A *way* is a function of an author, a string and a block. It writes into the block (and into any module that the
block's module may import) whatever definitions it likes, and gives an expression that is the string where the block
goes on. Ways ask the author for the strings that they are made of, so they nest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import strategies as st

from tests.oracle.text import Block, Module

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]
Way = Callable[["Author", str, Block], str]
Import = Callable[["Author", str, Module, Block], str]

ATTRIBUTES = ("name", "size", "weights")
"""Few names for attributes, methods and parameters, so that different things share them."""


@dataclass
class Project:
    """``modules`` by rising order; ``files`` are the others, by path."""

    modules: list[Module]
    files: dict[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        return {module.path: module.text for module in self.modules} | self.files


class Author:
    """Draws what to write. ``fuel`` is how many more ways may be used until only literals are written.

    ``doubtful`` ways give the string, or another one where a coin falls otherwise.
    """

    def __init__(
        self,
        choose: Callable[[Sequence[object]], object],
        project: Project,
        certain: tuple[Way, ...],
        doubtful: tuple[Way, ...] = (),
    ) -> None:
        self._choose = choose
        self.project = project
        self._certain = certain
        self._ways = certain + doubtful
        self.fuel = 0
        self._strings = 0

    def choose(self, options: Sequence[T]) -> T:
        return self._choose(options)  # type: ignore[return-value]  # the strategy gives one of the options

    def maybe(self) -> bool:
        return self.choose((False, True))

    def text(self, value: str, block: Block) -> str:
        """An expression that is ``value``, or may be another string."""
        if self.fuel <= 0:
            return repr(value)
        self.fuel -= 1
        return self.choose(self._ways)(self, value, block)

    def exactly(self, value: str, block: Block) -> str:
        """An expression that is ``value`` however the coins fall."""
        kept, self._ways = self._ways, self._certain
        try:
            return self.text(value, block)
        finally:
            self._ways = kept

    def name(self, value: str, block: Block) -> str:
        """A local name (or global, at module level) that holds ``value``."""
        written = self.text(value, block)
        name = block.module.fresh("value")
        block.emit(f"{name} = {written}")
        return name

    def fresh_string(self, hint: str = "x") -> str:
        """A string that stands nowhere else in the project."""
        self._strings += 1
        return f"{hint}{self._strings}"

    def other(self, value: str) -> str:
        """Another string that could stand where ``value`` does."""
        fresh = self.fresh_string("z")
        if "/" in value.strip("/"):
            fresh = f"{fresh}/{fresh}"
        return ",".join([fresh] * (1 + value.count(","))) + (".pt" if value.endswith(".pt") else "")

    def attribute(self) -> str:
        return self.choose(ATTRIBUTES)

    def home(self, block: Block) -> Block:
        """The top level of a module that ``block`` can import from, perhaps its own."""
        homes = [module for module in self.project.modules if module.order < block.module.order and module.order > 0]
        return self.choose([block.module, *homes]).body

    def reach(self, name: str, home: Block, block: Block) -> str:
        """An expression in ``block`` for the global ``name`` of ``home``."""
        source, target = home.module, block.module
        if source is target:
            return name
        styles: list[Import] = [_from, _module_alias, _module_in_package, _local_import]
        if source.package and source.package == target.package:
            styles += [_relative, _relative_module]
        else:
            styles += [_facade, _reexported]
        return self.choose(styles)(self, name, source, block)

    def unknown(self, name: str, block: Block) -> str:
        """``coin``, ``pick`` or ``risk`` of the world."""
        return block.module.import_as(f"from world import {name}", name)


def _from(_: Author, name: str, source: Module, block: Block) -> str:
    return block.module.import_as(f"from {source.name} import {name}", name)


def _module_alias(_: Author, name: str, source: Module, block: Block) -> str:
    alias = block.module.import_as(f"import {source.name}", "module") if not source.package else ""
    return f"{alias}.{name}" if alias else _module_in_package(_, name, source, block)


def _module_in_package(_: Author, name: str, source: Module, block: Block) -> str:
    last = source.name.rpartition(".")[2]
    if not source.package:
        return _from(_, name, source, block)
    return f"{block.module.import_as(f'from {source.package} import {last}', last)}.{name}"


def _facade(author: Author, name: str, source: Module, block: Block) -> str:
    """Through a module that imports everything."""
    path = f"src/{source.name.replace('.', '_')}_facade.py"
    author.project.files[path] = f"from {source.name} import *\n"
    return block.module.import_as(f"from {source.name.replace('.', '_')}_facade import {name}", name)


def _local_import(_: Author, name: str, source: Module, block: Block) -> str:
    alias = block.module.fresh(name)
    block.emit(f"from {source.name} import {name} as {alias}")
    return alias


def _relative(_: Author, name: str, source: Module, block: Block) -> str:
    return block.module.import_as(f"from .{source.name.rpartition('.')[2]} import {name}", name)


def _relative_module(_: Author, name: str, source: Module, block: Block) -> str:
    last = source.name.rpartition(".")[2]
    return f"{block.module.import_as(f'from . import {last}', last)}.{name}"


def _reexported(author: Author, name: str, source: Module, block: Block) -> str:
    """Through the package's ``__init__``."""
    package = next((module for module in author.project.modules if module.name == source.package), None)
    if package is None or not package.path.endswith("__init__.py"):
        return _from(author, name, source, block)
    exported = package.import_as(f"from .{source.name.rpartition('.')[2]} import {name}", name)
    return block.module.import_as(f"from {package.name} import {exported}", exported)

"""Which file an import means, and parsed modules on demand."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final, Protocol

from modelpolicy.program.modules import SourceModule
from modelpolicy.program.word_index import WordIndex, WordSearch
from modelpolicy.source.parse import Parsed

SOURCE_ROOTS: Final = frozenset({"src", "lib", "python"})
"""Folder names that projects put on the import path."""


MOST_TO_PARSE: Final = 10_000_000
"""Bytes of a project that are parsed to answer questions, beside the files that the questions are about."""


MOST_HELD: Final = 8_000_000
"""Bytes of source whose trees are kept from one file to the next: a tree takes 25 times as much memory."""

MOST_HELD_APART: Final = 3_000_000
"""The same for one of many parts, of which several are looked at at once."""

MOST_TO_PARSE_FOR_A_FILE: Final = 3_000_000
"""Bytes of those that are parsed to answer the questions about one file."""


class TooMuchSourceError(Exception):
    """To answer a question, more source would have to be parsed than it is worth."""


class Sources(Protocol):
    """Where the text of the project's files comes from."""

    def parse(self, path: str) -> Parsed:
        """The parsed file at ``path``, relative to the project root."""

    def forget(self) -> None:
        """Let all trees go: what is asked for again is parsed again."""

    def mentions(self, path: str, word: str) -> bool:
        """Whether the file's bytes hold the identifier ``word``, in a string or a comment too."""

    def names_read(self, path: str) -> frozenset[bytes]:
        """The names that code in the file may read; none where it cannot be read."""

    def attributes_set(self, path: str) -> frozenset[bytes]:
        """The attributes that code in the file may set, of anything, told from the file's bytes."""

    def size(self, path: str) -> int:
        """How many bytes the file has; 0 where it cannot be read."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a configuration file; ``None`` where the project has no such file."""


class Project:
    """The modules of the scanned project, found by dotted name and parsed when first asked for.

    Imports are looked for as Python would: from the folders above the importing file that are not packages
    themselves (a script's own folder, the project root), then from source roots (``src``, beside a
    ``setup.py``). ``most_held`` are the bytes whose trees it keeps.
    """

    def __init__(self, paths: Iterable[str], sources: Sources, most_held: int = MOST_HELD) -> None:
        self.paths = tuple(paths)
        self.mentions = WordSearch(self.paths, sources.mentions)
        self.names_read = WordIndex(self.paths, sources.names_read)
        self.attributes_set = WordIndex(self.paths, sources.attributes_set)
        self.bytes_parsed = 0
        self._most_held = most_held
        self._held = 0
        self._allowance: int | None = None
        self._left_to_parse = MOST_TO_PARSE
        self._left_for_file = MOST_TO_PARSE_FOR_A_FILE
        self._sources = sources
        self._files = frozenset(self.paths)
        self._roots: dict[str, tuple[str, ...]] = {}
        self._modules: dict[str, tuple[SourceModule, ...]] = {}
        self._places: dict[tuple[str, str], tuple[str, bool]] = {}

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(str(parent) for path in self.paths for parent in PurePosixPath(path).parents)

    @cached_property
    def _source_roots(self) -> tuple[str, ...]:
        named = {folder for folder in self._folders if PurePosixPath(folder).name in SOURCE_ROOTS}
        with_setup = {str(PurePosixPath(path).parent) for path in self.paths if path.endswith("setup.py")}
        return tuple(sorted(named | with_setup))

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(map(self.name_of, self.paths))

    def modules(self, path: str) -> tuple[SourceModule, ...]:
        """The parsed file: one module, or one a side where it holds merge conflicts.

        Raises:
            TooMuchSourceError: what ``within`` allows is used up.
        """
        if path not in self._modules:
            self._take(self._sources.size(path))
            name = self.name_of(path)
            parsed = self._sources.parse(path)
            self._modules[path] = tuple(SourceModule(path, name, tree, parsed.notebook) for tree in parsed.trees)
        return self._modules[path]

    def turn_to_next_file(self) -> None:
        """Questions from here on are about another file."""
        self._left_for_file = MOST_TO_PARSE_FOR_A_FILE

    @property
    def is_full(self) -> bool:
        """Whether it holds as many trees as it may."""
        return self._held > self._most_held

    def forget(self) -> None:
        """Let all modules go. Nobody else may hold one: parsed again, it is another."""
        self._held = 0
        self._modules.clear()
        self._sources.forget()

    @contextmanager
    def within(self, allowance: int) -> Iterator[None]:
        """Parse no more than ``allowance`` bytes in here, nor than a ``within`` around it allows."""
        before = self._allowance
        allowed = allowance if before is None else min(before, allowance)
        self._allowance = allowed
        try:
            yield
        finally:
            self._allowance = None if before is None else before - (allowed - self._allowance)

    def _take(self, size: int) -> None:
        if self._allowance is not None:
            if size > min(self._allowance, self._left_to_parse, self._left_for_file):
                raise TooMuchSourceError
            self._allowance -= size
            self._left_to_parse -= size
            self._left_for_file -= size
        self.bytes_parsed += size
        self._held += size

    def name_of(self, path: str) -> str:
        """The dotted name by which the project itself imports ``path``."""
        place = PurePosixPath(path)
        parts = [] if place.name == "__init__.py" else [place.stem]
        folder = place.parent
        while self._is_regular_package(str(folder)) or (str(folder) != "." and self._is_below_root(folder)):
            parts.append(folder.name)
            folder = folder.parent
        return ".".join(reversed(parts)) or place.parent.name

    def module_of(self, qualified_name: str) -> str:
        """The name of the module that holds a definition; empty where none of the project does."""
        parts = qualified_name.split(".")
        prefixes = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
        return next((name for name in prefixes if name in self._names), "")

    def find(self, name: str, importer: str) -> tuple[SourceModule, ...]:
        """The modules that ``import name`` means in the file ``importer``; none for what is not the project's."""
        path = self._path_of(name, importer)
        return self.modules(path) if path else ()

    def holds(self, name: str, importer: str) -> bool:
        """Whether ``import name`` in the file ``importer`` means something of the project; parses nothing."""
        return bool(self._path_of(name, importer)) or self.is_package(name, importer)

    def place_of(self, name: str, importer: str) -> str:
        """The file that ``import name`` means in the file ``importer``, or ``from .name import x``; empty: none."""
        if not name.startswith("."):
            return self._path_of(name, importer)
        return self._place_below(importer.rpartition("/")[0], name)[0]

    def holds_any(self, name: str, importer: str) -> bool:
        """As ``holds``, for a name with the dots of a relative import too."""
        if not name.startswith("."):
            return self.holds(name, importer)
        path, is_folder = self._place_below(importer.rpartition("/")[0], name)
        return bool(path) or is_folder

    def _place_below(self, folder: str, name: str) -> tuple[str, bool]:
        """The file that a relative name means in ``folder``, and whether it is a folder with files."""
        if (folder, name) not in self._places:
            rest = name.lstrip(".")
            parts = folder.split("/") if folder else []
            above = parts[: max(0, len(parts) + 1 - (len(name) - len(rest)))]
            place = "/".join([*above, *filter(None, rest.split("."))]) or "."
            path = next((path for path in (f"{place}.py", f"{place}/__init__.py") if path in self._files), "")
            self._places[folder, name] = path, place in self._folders
        return self._places[folder, name]

    def is_package(self, name: str, importer: str) -> bool:
        """Whether ``name`` is a folder with modules of the project in it, with or without ``__init__.py``."""
        return any(place in self._folders for place in self._places_of(name, importer))

    def folder_of(self, name: str, importer: str) -> str | None:
        """The folder of the package ``name``, or of a module's package; ``None`` for what is not the project's."""
        path = self._path_of(name, importer)
        if path:
            return str(PurePosixPath(path).parent)
        places = self._places_of(name, importer)
        if (namespace := next((place for place in places if place in self._folders), None)) is not None:
            return namespace
        above, _, last = name.rpartition(".")
        folder = self.folder_of(above, importer) if above else None
        return None if folder is None else f"{folder}/{last}"

    def read(self, path: str) -> bytes | None:
        """The bytes of a configuration file of the project; ``None`` where there is none."""
        return self._sources.read(path)

    def is_mentioned(self, name: str) -> bool:
        """Whether any file of the project holds the identifier ``name``, if only in a string."""
        return bool(self.mentions.holding(name))

    def mentioning(self, name: str) -> Iterator[SourceModule]:
        """The modules whose text holds the identifier ``name``, if only in a string.

        Raises:
            TooMuchSourceError: as ``modules`` does.
        """
        for path in self.mentions.holding(name):
            yield from self.modules(path)

    def reading(self, name: str, *others: str) -> Iterator[SourceModule]:
        """The modules whose code may read ``name``, and the ``others`` too.

        Raises:
            TooMuchSourceError: as ``modules`` does.
        """
        beside = [set(self.names_read.holding(other)) for other in others]
        for path in self.names_read.holding(name):
            if all(path in paths for paths in beside):
                yield from self.modules(path)

    def setting(self, name: str) -> Iterator[SourceModule]:
        """The modules that may set the attribute ``name`` of anything.

        Raises:
            TooMuchSourceError: as ``modules`` does.
        """
        for path in self.attributes_set.holding(name):
            yield from self.modules(path)

    def _path_of(self, name: str, importer: str) -> str:
        for place in self._places_of(name, importer):
            for path in (f"{place}.py", f"{place}/__init__.py"):
                if path in self._files:
                    return path
        return ""

    def _places_of(self, name: str, importer: str) -> Iterator[str]:
        """Where a module or package can lie, without what its path ends in."""
        relative = name.replace(".", "/")
        return (relative if root == "." else f"{root}/{relative}" for root in self._import_roots(importer))

    def _import_roots(self, importer: str) -> tuple[str, ...]:
        if importer not in self._roots:
            above = map(str, PurePosixPath(importer).parents)
            own = (folder for folder in above if not self._is_regular_package(folder))
            self._roots[importer] = (*own, *self._source_roots)
        return self._roots[importer]

    def _is_regular_package(self, folder: str) -> bool:
        return f"{folder}/__init__.py" in self._files

    def _is_below_root(self, folder: PurePosixPath) -> bool:
        """Whether ``folder`` is a namespace package: below a root, and no import root itself."""
        is_top = str(folder.parent) in (".", *self._source_roots)
        return folder.name not in SOURCE_ROOTS and is_top and folder.name.isidentifier()

"""The modules of a project, parsed on demand and within bounds."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Final, Protocol

from modelpolicy.program.asked import Asked
from modelpolicy.program.bringing import Bringing
from modelpolicy.program.import_paths import ImportPaths
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.outline import outline
from modelpolicy.program.word_index import WordIndex, WordSearch
from modelpolicy.source.asked_names import ANYTHING, into
from modelpolicy.source.exports import Exports
from modelpolicy.source.parse import Parsed

MOST_TO_PARSE: Final = 10_000_000
"""Bytes of a project that are parsed to answer questions, beside the files that the questions are about."""


MOST_HELD: Final = 8_000_000
"""Bytes of source whose trees are kept from one file to the next: a tree takes 25 times as much memory."""

MOST_HELD_APART: Final = 3_000_000
"""The same for one of many parts, of which several are looked at at once."""

MOST_TO_PARSE_FOR_A_FILE: Final = 3_000_000
"""Bytes of those that are parsed to answer the questions about one file."""


FEW_BYTES: Final = 50_000
"""Where the files that look something up by names that they compute are no larger, all are looked at for each name."""


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

    def exports(self, path: str) -> Exports:
        """What the file has for ``import *`` to take, told from its bytes."""

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

    ``imports`` says which file an import means, ``asked`` what was asked of the trees of each file that was parsed.
    ``most_held`` are the bytes whose trees it keeps.
    """

    def __init__(self, paths: Iterable[str], sources: Sources, most_held: int = MOST_HELD) -> None:
        self.paths = tuple(paths)
        self.imports = ImportPaths(self.paths)
        self.mentions = WordSearch(self.paths, sources.mentions)
        self.names_read = WordIndex(self.paths, sources.names_read)
        self.attributes_set = WordIndex(self.paths, sources.attributes_set)
        self.bringing = Bringing(self.paths, self.imports, sources)
        self.bytes_parsed = 0
        self._most_held = most_held
        self._held = 0
        self._allowance: int | None = None
        self._left_to_parse = MOST_TO_PARSE
        self._left_for_file = MOST_TO_PARSE_FOR_A_FILE
        self._sources = sources
        self._modules: dict[str, tuple[SourceModule, ...]] = {}
        self.asked: dict[str, Asked] = {}

    def modules(self, path: str) -> tuple[SourceModule, ...]:
        """The parsed file: one module, or one a side where it holds merge conflicts.

        Raises:
            TooMuchSourceError: what ``within`` allows is used up.
        """
        if path not in self._modules:
            self._take(self._sources.size(path))
            name = self.imports.name_of(path)
            parsed = self._sources.parse(path)
            asked = self._asked_of(path, parsed)
            self._modules[path] = tuple(SourceModule(path, name, tree, parsed.notebook, asked) for tree in parsed.trees)
        return self._modules[path]

    def _asked_of(self, path: str, parsed: Parsed) -> Asked:
        """What is asked of the file: the same where it is parsed again."""
        if path not in self.asked:
            self.asked[path] = Asked([one for tree in parsed.trees for one in outline(tree)])
        return self.asked[path]

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

    def find(self, name: str, importer: str) -> tuple[SourceModule, ...]:
        """The modules that ``import name`` means in the file ``importer``; none for what is not the project's."""
        path = self.imports.place_of(name, importer)
        return self.modules(path) if path else ()

    def find_bringing(self, wanted: str, name: str, importer: str) -> tuple[SourceModule, ...]:
        """The modules that ``from name import *`` means in the file ``importer``, where it may bring ``wanted``.

        Raises:
            TooMuchSourceError: as ``modules`` does.
        """
        path = self.imports.place_of(name, importer)
        return self.modules(path) if path and self.bringing.may_bring(path, wanted) else ()

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

    def looking_into(self, *names: str) -> Iterator[SourceModule]:
        """The modules that may look into what is called one of ``names`` for names that they compute.

        Where few look into anything, all of those.

        Raises:
            TooMuchSourceError: as ``modules`` does.
        """
        for word in [ANYTHING] if self._few_look_up else map(into, names):
            yield from self.reading(word)

    def looking_up(self, *names: str) -> Iterator[SourceModule]:
        """The modules that may look something up by names that they compute, and read all of ``names``.

        Raises:
            TooMuchSourceError: as ``modules`` does.
        """
        yield from self.reading(ANYTHING, *names)

    @cached_property
    def _few_look_up(self) -> bool:
        return self._are_few(self.names_read.holding(ANYTHING))

    def _are_few(self, paths: Iterable[str]) -> bool:
        return sum(map(self._sources.size, paths)) <= FEW_BYTES

    def setting(self, name: str, *others: str) -> Iterator[SourceModule]:
        """The modules that may set the attribute ``name`` of anything, and read the ``others``.

        Raises:
            TooMuchSourceError: as ``modules`` does.
        """
        beside = [set(self.names_read.holding(other)) for other in others]
        for path in self.attributes_set.holding(name):
            if all(path in paths for paths in beside):
                yield from self.modules(path)

    def setting_anything(self, *others: str) -> Iterator[SourceModule]:
        """The modules that may set attributes by names that they compute, and read the ``others``; none of many.

        Raises:
            TooMuchSourceError: as ``modules`` does.
        """
        return self.setting(ANYTHING, *others) if self._few_set else iter(())

    @cached_property
    def _few_set(self) -> bool:
        return self._are_few(self.attributes_set.holding(ANYTHING))

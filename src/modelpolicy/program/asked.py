"""What is asked of a file's tree, so that it can be told on which of its statements the answers rest."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar, overload

from modelpolicy.program.outline import Statement

T = TypeVar("T")
D = TypeVar("D")


class Asked:
    """By which names a module was asked, and which of its ``statements`` hold what was asked for whatever its name is.

    A name can be dotted. ``kinds`` are the kinds of nodes that somebody went through, each with the numbers of the
    statements that hold any. ``everything`` is whether somebody went through a whole table.
    """

    def __init__(self, statements: Sequence[Statement] = ()) -> None:
        self.statements = statements
        self.names: set[str] = set()
        self.kinds: dict[str, frozenset[int]] = {}
        self.everything = False
        self._is_paused = False

    def note(self, name: str) -> None:
        """An answer can only come from a statement that holds the last part of ``name``; anything has no name."""
        if not self._is_paused:
            self.names.add(name)
            self.everything = self.everything or not name

    def note_kind(self, kind: str, lines: Iterable[int]) -> None:
        """An answer can come from each statement that such a node stands in; ``lines`` are where they do."""
        if not self._is_paused and kind not in self.kinds:
            firsts = [statement.first for statement in self.statements]
            self.kinds[kind] = frozenset(bisect_right(firsts, line) - 1 for line in lines)

    def note_everything(self) -> None:
        """An answer can come from anywhere."""
        self.everything = self.everything or not self._is_paused

    @contextmanager
    def paused(self) -> Iterator[None]:
        """A table is made in here, and what is looked up in it is noted instead."""
        before, self._is_paused = self._is_paused, True
        try:
            yield
        finally:
            self._is_paused = before


class AskedTable(Mapping[str, T]):
    """A table by names, in which each look-up is noted."""

    def __init__(self, table: Mapping[str, T], asked: Asked) -> None:
        self._table = dict(table)
        self._asked = asked

    def __getitem__(self, name: str) -> T:
        """As a dict does it."""
        self._asked.note(name)
        return self._table[name]

    @overload
    def get(self, name: str, /) -> T | None: ...

    @overload
    def get(self, name: str, default: D, /) -> T | D: ...

    def get(self, name: str, default: D | None = None, /) -> T | D | None:
        """As a dict does it: most names that are asked for are not there."""
        self._asked.note(name)
        return self._table.get(name, default)

    def __contains__(self, name: object) -> bool:
        """As a dict does it."""
        self._asked.note(str(name))
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        """As a dict does it."""
        self._asked.note_everything()
        return iter(self._table)

    def __len__(self) -> int:
        """As a dict does it."""
        self._asked.note_everything()
        return len(self._table)


class AskedNames(Container[str]):
    """Names, of which each is noted that is asked for."""

    def __init__(self, names: Container[str], asked: Asked) -> None:
        self._names = names
        self._asked = asked

    def __contains__(self, name: object) -> bool:
        """Whether it is one of them."""
        self._asked.note(str(name))
        return name in self._names

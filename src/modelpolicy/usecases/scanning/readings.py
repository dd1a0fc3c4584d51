"""The part of a parsed file that the loads of its unit rest on, so that the rest of it can change.

What was asked of a file's tree was asked by names (``program/asked.py``). Answers come from statements of the module
that hold such a name; those that do more than bind names count whatever they hold. While these statements say the
same in the same order, a scan asks the same again and is told the same: only lines can be others.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from modelpolicy.cache.digest import digest
from modelpolicy.domain.location import Location
from modelpolicy.program.asked import Asked
from modelpolicy.program.outline import Statement
from modelpolicy.source.identifiers import identifiers

_BY_STRINGS: Final = frozenset({b"getattr", b"__setattr__", b"environ"})
"""What holds one of these can be asked by a name that its text spells otherwise: in a string of several parts."""

_ENCODED: Final = re.compile(rb"\A(?:[^\n]*\n)?[^\n]*coding[:=]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file was asked, by ``names`` and for ``kinds`` of nodes, and the statements that answers can come from.

    ``names`` are one text, with blanks between them. ``digest`` is that of what the statements say, ``lines`` are the
    first and the last of each.
    """

    names: str
    kinds: tuple[str, ...]
    digest: str
    lines: tuple[tuple[int, int], ...]


def reading_of(text: bytes, asked: Asked) -> Reading | None:
    """The reading of a file with this text; ``None`` where it counts as a whole."""
    if asked.everything or _ENCODED.search(text):
        return None
    names = " ".join(sorted({name.rpartition(".")[2] for name in asked.names}))
    words = _BY_STRINGS.union(names.encode(errors="surrogatepass").split())
    held = frozenset(number for numbers in asked.kinds.values() for number in numbers)
    lines = text.splitlines()
    answering = [
        (statement, own)
        for number, statement in enumerate(asked.statements)
        if _can_answer(statement, own := _text(statement, lines), words) or number in held
    ]
    places = tuple((statement.first, statement.last) for statement, _ in answering)
    said = digest(*(text for _, text in answering))
    return Reading(names, tuple(sorted(asked.kinds)), said, places)


def _can_answer(statement: Statement, said: bytes, words: frozenset[bytes]) -> bool:
    return not statement.only_binds or not said.isascii() or not words.isdisjoint(identifiers(said))


def _text(statement: Statement, lines: Sequence[bytes]) -> bytes:
    return b"\n".join(lines[statement.first - 1 : statement.last])


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the statements of files stand that stood elsewhere when something was found in them."""

    before: Mapping[str, Sequence[Sequence[int]]]
    now: Mapping[str, Sequence[Sequence[int]]]

    def moved(self, *place: Any) -> Location:
        """The location that ``place`` was.

        Raises:
            ValueError: nothing that is known to stand there still does.
        """
        location = Location(*place)
        if location.path not in self.before or not location.line:
            return location
        before, now = self.before[location.path], self.now[location.path]
        number = bisect_right(before, location.line, key=lambda lines: lines[0]) - 1
        if number < 0 or location.line > before[number][1]:
            raise ValueError(location)
        line = location.line - before[number][0] + now[number][0]
        return Location(location.path, line, location.column, location.cell)

"""A comment, and the lines that it speaks of."""

from bisect import bisect_right
from collections.abc import Container
from dataclasses import dataclass, field

from modelpolicy.domain.location import Location


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment's ``text``, without its marks, and the lines from ``first`` to ``last`` that it speaks of.

    Those lines count as the line of ``location`` does; there are none where nothing follows the comment.
    """

    location: Location
    text: str
    first: int
    last: int


@dataclass(slots=True)
class TextLines:
    """A text by its lines. Lines and columns count from 1.

    ``joined`` are the lines that go on in the one below.
    """

    text: str
    joined: Container[int] = ()
    _lines: list[str] = field(init=False)
    _starts: list[int] = field(init=False)
    _below: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._lines = self.text.split("\n")
        self._starts = [0, *(place + 1 for place, character in enumerate(self.text) if character == "\n")]
        self._below = self._next_lines()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def comment(self, path: str, start: int, text: str) -> Comment:
        """The comment ``text`` whose mark stands at ``start``."""
        line, column = self.place(start)
        return Comment(Location(path, line, column), text, *self.spoken_of(line, column))

    def spoken_of(self, line: int, column: int) -> tuple[int, int]:
        """The first and the last line that a comment at this place speaks of.

        Behind something it speaks of its own line; on a line of its own, of the next that is neither blank nor a
        comment, with all lines that belong to it.
        """
        is_alone = not self._lines[line - 1][: column - 1].strip()
        return self._next_statement(line) if is_alone else (line, line)

    def _next_statement(self, line: int) -> tuple[int, int]:
        first = last = self._below[line]
        # Between the brackets of a call, a comment speaks of one argument.
        while last in self.joined and line not in self.joined:
            last += 1
        return (first, last) if first else (1, 0)

    def _next_lines(self) -> list[int]:
        """For each line, from 0, the next one that says something; 0 for none."""
        below, known = [0], 0
        for number in range(len(self._lines), 0, -1):
            below.append(known)
            line = self._lines[number - 1].lstrip()
            known = number if line and not line.startswith("#") else known
        return [below[0], *reversed(below[1:])]

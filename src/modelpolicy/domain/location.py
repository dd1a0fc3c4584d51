"""A place in a source file."""

from dataclasses import dataclass
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands.

    ``path`` is a POSIX path relative to the project root, ``line`` and ``column`` count from 1 (0: the
    whole file, the whole line), ``cell`` counts a notebook's cells from 0 and is ``None`` elsewhere. Locations are
    ordered as they stand in the file, what is not in a cell before all cells.
    """

    path: str
    line: int = 0
    column: int = 0
    cell: int | None = None

    def __lt__(self, other: "Location") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, int, int, int]:
        return self.path, -1 if self.cell is None else self.cell, self.line, self.column

    def __str__(self) -> str:
        cell = "" if self.cell is None else f":cell {self.cell}"
        return f"{self.path}{cell}:{self.line}" if self.line else self.path

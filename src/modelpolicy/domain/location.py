"""A place in a source file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where something stands.

    ``path`` is a POSIX path relative to the project root, ``line`` and ``column`` count from 1 (0: the
    whole file, the whole line), ``cell`` counts a notebook's cells from 0 and is ``None`` elsewhere.
    """

    path: str
    line: int = 0
    column: int = 0
    cell: int | None = None

    def __str__(self) -> str:
        cell = "" if self.cell is None else f":cell {self.cell}"
        return f"{self.path}{cell}:{self.line}" if self.line else self.path

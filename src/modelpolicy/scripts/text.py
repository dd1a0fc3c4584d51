"""Commands for a shell, with the place of every line in the file that they stand in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from modelpolicy.domain.location import Location
from modelpolicy.source.notebook import Notebook
from modelpolicy.values.values import Values

_GOING: Final = re.compile(r"\b(?:cd|pushd)\b")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line of commands stands: its line in the file, and how many bytes further right than in the text."""

    line: int
    shift: int = 0


@dataclass(frozen=True, slots=True)
class ScriptText:
    """Text for a shell; ``origins`` has one entry a line.

    ``variables`` are set before its first line. The lines of a ``notebook`` are those of its text.
    """

    path: str
    text: str
    origins: tuple[Origin, ...]
    variables: Mapping[str, Values] = field(default_factory=dict)
    notebook: Notebook | None = None

    @classmethod
    def whole(cls, path: str, text: str) -> "ScriptText":
        """A file that is commands from its first line to its last."""
        return cls(path, text, tuple(Origin(number) for number in range(1, text.count("\n") + 2)))

    @property
    def stays(self) -> bool:
        """Whether every command runs where the first one does: nothing goes to another directory."""
        return not _GOING.search(self.text)

    def origin(self, row: int) -> Origin:
        """Where the line ``row`` (from 0) stands."""
        return self.origins[min(row, len(self.origins) - 1)]

    def location(self, row: int, column: int) -> Location:
        """The place of a byte: ``row`` and ``column`` count from 0."""
        origin = self.origin(row)
        right = max(0, column + origin.shift) + 1
        if self.notebook is None:
            return Location(self.path, origin.line, right)
        cell, line = self.notebook.place(origin.line)
        return Location(self.path, line, right, cell)

    def inner(self, text: str, row: int, column: int, variables: Mapping[str, Values]) -> "ScriptText":
        """The commands ``text``, which stand inside these, from the byte at ``row`` and ``column`` on."""
        first = self.origin(row)
        rest = (self.origin(row + number) for number in range(1, text.count("\n") + 1))
        return ScriptText(self.path, text, (Origin(first.line, first.shift + column), *rest), variables, self.notebook)


@dataclass(slots=True)
class Lines:
    """Commands in the making, line by line."""

    texts: list[str] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)

    def add(self, text: str, line: int, column: int = 0) -> None:
        """Add commands that start at ``line`` (from 1) and ``column`` (from 0) and go on in the lines below."""
        for number, part in enumerate(text.split("\n")):
            self.texts.append(part)
            self.origins.append(Origin(line + number, column if number == 0 else 0))

    def add_apart(self, text: str, line: int, column: int = 0) -> None:
        """Add commands that have a shell of their own: where they go elsewhere, the next ones do not start there."""
        if not _GOING.search(text):
            self.add(text, line, column)
            return
        self.add("(", line)
        self.add(text, line, column)
        self.add(")", line + text.count("\n"))

    def add_in_place(self, text: str, line: int, column: int) -> None:
        """Add one line of commands of which no part stands lower than ``line``, whatever was put together for it."""
        self.texts.append(text.replace("\n", " "))
        self.origins.append(Origin(line, column))

    def end(self) -> None:
        """End the command that the line before goes on with."""
        if self.origins:
            self.texts.append("")
            self.origins.append(self.origins[-1])

    def as_script(self, path: str, variables: Mapping[str, Values] | None = None) -> ScriptText:
        """What was added, as one text."""
        return ScriptText(path, "\n".join(self.texts) + "\n", (*self.origins, Origin(1)), variables or {})


def quoted(value: str) -> str:
    """One word of a shell for ``value``, in which variables are still expanded."""
    return '"' + re.sub(r'(["`\\])', r"\\\1", value) + '"'

"""The line that a finding is about, with a mark below the place."""

import re
from typing import Final
from unicodedata import east_asian_width

WIDEST: Final = 110
"""Characters of a line that are shown; of a longer one, those around the place."""

_BEFORE: Final = 30
_TOKEN: Final = re.compile(r"""'[^']*'|"[^"]*"|[\w.:/*~-]+|.""")


def excerpt(line: str, column: int) -> tuple[str, str]:
    """A part of ``line`` that fits a terminal, and the line of marks below it, empty for the whole line (column 0).

    What is no printable character is shown as one that stands for it, so that the mark stays below its place.
    """
    if column < 1 or column > len(line):
        return _shown(line[:WIDEST].strip()), ""
    start = _start(line, column - 1)
    cut = line[start : start + WIDEST]
    found = _TOKEN.match(cut, column - 1 - start)
    marked = found.group() if found else ""
    return _shown(cut.rstrip()), _blank(cut[: column - 1 - start]) + "^" * _width(marked)


def _start(line: str, index: int) -> int:
    """Where the shown part begins: at the line's first word, or shortly before the place where that is too far away."""
    indent = len(line) - len(line.lstrip())
    return min(indent, index) if index - indent < WIDEST - _BEFORE else index - _BEFORE


def _shown(text: str) -> str:
    plain = text.replace("\t", " ")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in plain)


def _blank(text: str) -> str:
    return " " * _width(text)


def _width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)

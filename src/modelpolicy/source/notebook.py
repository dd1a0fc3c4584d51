"""Notebooks as one Python text, with the way back from its lines to the cells.

Format: nbformat 4, https://nbformat.readthedocs.io. Lines for the shell and IPython's magics are no Python; they are
put out of the way without moving any other line.
"""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

_LINE_MAGIC: Final = re.compile(r"^(?P<indent>\s*)[%!?].*$")
_ASSIGNED: Final = re.compile(r"^(?P<target>\s*[\w.,\s]+=\s*)[%!].*$")
_HELP: Final = re.compile(r"^(?P<indent>\s*)[\w.]+\?{1,2}\s*$")
_PYTHON_CELLS: Final = frozenset({"%%time", "%%timeit", "%%capture", "%%prun", "%%python", "%%python3"})


class NotebookError(ValueError):
    """The bytes are no notebook; the message says why."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code of a notebook; ``starts`` are the first line in ``text`` (from 1) and the number of each code cell."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def place(self, line: int) -> tuple[int | None, int]:
        """The cell (all cells counted from 0) and the line in it (from 1) for a line of ``text``."""
        index = bisect_right(self.starts, line, key=itemgetter(0)) - 1
        if index < 0:
            return None, line
        start, cell = self.starts[index]
        return cell, line - start + 1


def read_notebook(data: bytes) -> Notebook:
    """Read a notebook's code.

    Raises:
        NotebookError: it is not JSON, or has no cells.
    """
    lines: list[str] = []
    starts: list[tuple[int, int]] = []
    for number, cell in enumerate(_cells(data)):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            starts.append((len(lines) + 1, number))
            lines += _code(_source(cell))
    return Notebook("\n".join(lines) + "\n", tuple(starts))


def _cells(data: bytes) -> list[Any]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotebookError(f"not a notebook: {error}") from error
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list):
        raise NotebookError("not a notebook of format 4: it has no cells")
    return cells


def _source(cell: dict[str, Any]) -> list[str]:
    source = cell.get("source", "")
    text = source if isinstance(source, str) else "".join(part for part in source if isinstance(part, str))
    return text.splitlines()


def _code(lines: list[str]) -> list[str]:
    first = lines[0].split()[0] if lines and lines[0].split() else ""
    if first.startswith("%%") and first not in _PYTHON_CELLS:
        return [""] * len(lines)
    return [_python(line) for line in lines]


def _python(line: str) -> str:
    if magic := _LINE_MAGIC.match(line) or _HELP.match(line):
        return f"{magic['indent']}pass"
    if assigned := _ASSIGNED.match(line):
        return f"{assigned['target']}None"
    return line

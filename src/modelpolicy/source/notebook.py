"""Notebooks as one Python text, with the way back from its lines to the cells.

Format: nbformat 4, https://nbformat.readthedocs.io. Lines for the shell and IPython's magics are no Python; they are
put out of the way without moving any other line. Those for the shell are kept apart.
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
_SHELL_LINE: Final = re.compile(r"\s*(?:[\w.,\s]+=\s*)?(?:!{1,2}|%(?:sx|system)\s)")
_SHELL_CELL: Final = re.compile(r"%%(?:bash|sh|script\s+(?:--\S+\s+)*\S*sh)\b")
_PYTHON_CELLS: Final = frozenset({"%%time", "%%timeit", "%%capture", "%%prun", "%%python", "%%python3"})


class NotebookError(ValueError):
    """The bytes are no notebook; the message says why."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code of a notebook; ``starts`` are the first line in ``text`` (from 1) and the number of each code cell.

    ``text`` is its Python, ``commands`` its lines for the shell, ``scripts`` its cells for the shell; each line stands
    at the same place in all three.
    """

    text: str
    starts: tuple[tuple[int, int], ...]
    commands: str = ""
    scripts: str = ""

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
    commands: list[str] = []
    scripts: list[str] = []
    starts: list[tuple[int, int]] = []
    for number, cell in enumerate(_cells(data)):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            starts.append((len(lines) + 1, number))
            source = _source(cell)
            lines += _code(source)
            commands += _commands(source)
            scripts += _script(source)
    return Notebook(_text(lines), tuple(starts), _text(commands), _text(scripts))


def cells_of(data: bytes) -> list[list[str]]:
    """The lines of every cell of a notebook, as they are written.

    Raises:
        NotebookError: it is not JSON, or has no cells.
    """
    return [_source(cell) if isinstance(cell, dict) else [] for cell in _cells(data)]


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


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
    first = _first_word(lines)
    if first.startswith("%%") and first not in _PYTHON_CELLS:
        return [""] * len(lines)
    shell = _commands(lines)
    below = [False, *(bool(line) and line.endswith("\\") for line in shell)]
    return ["" if continues else _python(line) for line, continues in zip(lines, below, strict=False)]


def _start(lines: list[str]) -> int:
    """The first line that is neither blank nor a comment: Colab's forms stand above a cell's magic."""
    return next((place for place, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)


def _first_word(lines: list[str]) -> str:
    words = lines[_start(lines)].split() if lines else []
    return words[0] if words else ""


def _commands(lines: list[str]) -> list[str]:
    """The lines of a cell behind ``!``, with those that they go on in."""
    if _first_word(lines).startswith("%%") and _first_word(lines) not in _PYTHON_CELLS:
        return [""] * len(lines)
    found: list[str] = []
    for line in lines:
        goes_on = bool(found) and found[-1].endswith("\\")
        found.append(line if goes_on else _for_shell(line))
    return found


def _script(lines: list[str]) -> list[str]:
    """The cell, where all of it is for the shell."""
    start = _start(lines)
    is_script = bool(lines) and _SHELL_CELL.match(lines[start])
    return ["" if place <= start or not is_script else line for place, line in enumerate(lines)]


def _for_shell(line: str) -> str:
    match = _SHELL_LINE.match(line)
    return " " * match.end() + line[match.end() :] if match else ""


def _python(line: str) -> str:
    if magic := _LINE_MAGIC.match(line) or _HELP.match(line):
        return f"{magic['indent']}pass"
    if assigned := _ASSIGNED.match(line):
        return f"{assigned['target']}None"
    return line

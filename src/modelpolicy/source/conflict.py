"""A file with merge conflict markers to its two sides, each with the line numbers of the file."""

import re
from collections.abc import Iterator
from typing import Final

from modelpolicy.source.fault import Fault

_CONFLICT: Final = re.compile(
    r"^<{7}(?: [^\n]*+)?\n"
    r"(?P<ours>(?:(?!<{7}|\|{7}|={7}$|>{7})[^\n]*+\n)*+)"
    r"(?:\|{7}(?: [^\n]*+)?\n(?P<base>(?:(?!<{7}|={7}$|>{7})[^\n]*+\n)*+))?"
    r"={7}\n"
    r"(?P<theirs>(?:(?!<{7}|={7}$|>{7})[^\n]*+\n)*+)"
    r">{7}(?: [^\n]*+)?$",
    re.MULTILINE,
)


def sides(text: str) -> tuple[str, ...]:
    """Give ``text`` as it is on each side: once where it holds no conflict, else ours and theirs.

    Blank lines stand in the place of the markers and of the other side. The base that a three-way marker
    shows is on no side.
    """
    ours = _CONFLICT.sub(lambda match: _only(match, "ours"), text)
    return (text,) if ours == text else (ours, _CONFLICT.sub(lambda match: _only(match, "theirs"), text))


def conflicts(text: str) -> list[Fault]:
    """Give a fault for the first marker of each conflict."""
    starts = (match.start() for match in _CONFLICT.finditer(text))
    return [Fault(line, "merge conflict marker") for line in _lines(text, starts)]


def _lines(text: str, positions: Iterator[int]) -> Iterator[int]:
    line, done = 1, 0
    for position in positions:
        line += text.count("\n", done, position)
        done = position
        yield line


def _only(match: re.Match[str], side: str) -> str:
    start, end = (place - match.start() for place in match.span(side))
    whole = match[0]
    return "\n" * whole.count("\n", 0, start) + whole[start:end] + "\n" * whole.count("\n", end)

"""Braces of a shell: ``{a,b}`` and ``{1..3}``, in text whose braces and commas are marked where they count."""

import re
from itertools import product
from typing import Final

from modelpolicy.domain.path_part import ANY, UNKNOWN
from modelpolicy.values.values import MOST_OPTIONS

BRACE_START: Final = "\ue00b"
COMMA: Final = "\ue00c"
BRACE_END: Final = "\ue00d"
_PLAIN: Final = str.maketrans({BRACE_START: "{", COMMA: ",", BRACE_END: "}"})
_RANGE: Final = re.compile(r"(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.-?\d{1,9})?")
_LONGEST: Final = 4_096
_DEEPEST: Final = 20


def braces_expanded(text: str) -> list[str]:
    """Every alternative of every pair of braces, in the order of a shell; too many are unknown text."""
    if BRACE_START not in text:
        return [text.translate(_PLAIN)]
    expanded = _expanded(text, _DEEPEST) if len(text) <= _LONGEST else None
    return [UNKNOWN] if expanded is None else [one.translate(_PLAIN) for one in expanded]


def _expanded(text: str, depth: int) -> list[str] | None:
    """The alternatives; ``None`` where there are too many, or braces nest too deep."""
    if depth == 0:
        return None
    start = text.find(BRACE_START)
    while start >= 0:
        parts = _alternatives(text, start)
        if parts is not None:
            inner, end = parts
            return _combined(text[:start], [_expanded(one, depth - 1) for one in inner], _expanded(text[end:], depth))
        start = text.find(BRACE_START, start + 1)
    return [text]


def _combined(before: str, inner: list[list[str] | None], behind: list[str] | None) -> list[str] | None:
    if behind is None or None in inner:
        return None
    choices = [one for alternatives in inner for one in alternatives or ()]
    if len(choices) * len(behind) > MOST_OPTIONS:
        return None
    return [before + one + rest for one, rest in product(choices, behind)]


def _alternatives(text: str, start: int) -> tuple[list[str], int] | None:
    """What the braces at ``start`` hold, and where they end; ``None`` where they are plain text."""
    level, begin, found = 0, start + 1, []
    for place in range(start, len(text)):
        character = text[place]
        level += (character == BRACE_START) - (character == BRACE_END)
        if level == 1 and character == COMMA:
            found.append(text[begin:place])
            begin = place + 1
        elif level == 0:
            inside = text[begin:place]
            alternatives = [*found, inside] if found else _range(inside)
            return (alternatives, place + 1) if alternatives else None
    return None


def _range(inside: str) -> list[str]:
    match = _RANGE.fullmatch(inside)
    if match is None or match[1].isalpha() != match[2].isalpha():
        return []
    first, last = match[1], match[2]
    start, end = (ord(first), ord(last)) if first.isalpha() else (int(first), int(last))
    if abs(end - start) >= MOST_OPTIONS or first.startswith("0") or last.startswith("0"):
        return [ANY]
    step = 1 if start <= end else -1
    return [chr(number) if first.isalpha() else str(number) for number in range(start, end + step, step)]

"""The calls in a statement that does not parse, each left where it stands."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from modelpolicy.source.fault import Fault
from modelpolicy.source.lexemes import CLOSERS, OPENERS, lexemes
from modelpolicy.source.syntax import tree_or_fault

ATTEMPTS: Final = 32
"""How many calls of one statement are tried: a bound on hostile input."""

_CALLEE: Final = re.compile(r"(?<![\w.])[^\W\d]\w*+(?:\s*+\.\s*+[^\W\d]\w*+)*+\s*+(?=\()")
_TRAILER: Final = re.compile(r"(?:\s*+\.\s*+[^\W\d]\w*+)*+(?=[(\[])")


def only_calls(code: str) -> str:
    """Blank everything in ``code`` but its outermost calls that parse, and put commas between these.

    The result belongs between the brackets of a tuple. Every call stays at its line and byte column.
    """
    kept = ""
    position = 0
    for start, end in _outermost_calls(code):
        gap = _blank(code[position:start])
        kept += (_comma(gap) if kept.strip() else gap) + code[start:end]
        position = end
    return kept + (_comma(_blank(code[position:])) if kept.strip() else "")


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", lambda match: " " * len(match[0].encode()), text)


def _comma(gap: str) -> str:
    return "," + (gap.removeprefix(" "))


def _outermost_calls(code: str) -> Iterator[tuple[int, int]]:
    closing = _closing(code)
    attempts = 0
    position = 0
    for callee in _CALLEE.finditer(code):
        if callee.end() not in closing or callee.start() < position or attempts == ATTEMPTS:
            continue
        end = _end_of_chain(code, callee.end(), closing)
        attempts += 1
        if not isinstance(tree_or_fault(f"({code[callee.start() : end]})"), Fault):
            yield callee.start(), end
            position = end + 1


def _end_of_chain(code: str, bracket: int, closing: Mapping[int, int]) -> int:
    end = closing[bracket]
    while (trailer := _TRAILER.match(code, end)) and trailer.end() in closing:
        end = closing[trailer.end()]
    return end


def _closing(code: str) -> dict[int, int]:
    """Map the place of each opening bracket to the end of the one that closes it."""
    closing: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for lexeme in lexemes(code):
        if lexeme.kind in OPENERS:
            stack.append((OPENERS[lexeme.kind], lexeme.start))
        elif stack and lexeme.kind in CLOSERS and lexeme.kind == stack[-1][0]:
            closing[stack.pop()[1]] = lexeme.end
    return closing

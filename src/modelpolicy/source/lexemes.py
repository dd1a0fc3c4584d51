"""The few lexemes that decide where a statement ends: strings, comments, brackets, line ends.

Works on any text, in time linear to its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

OPENERS: Final = {"(": ")", "[": "]", "{": "}"}
CLOSERS: Final = frozenset(OPENERS.values())

_QUOTES: Final = {"single": "'", "double": '"'}
_SHORT: Final = r""""[^"\\\n]*+(?:\\[\s\S][^"\\\n]*+)*+"|'[^'\\\n]*+(?:\\[\s\S][^'\\\n]*+)*+'"""
_REST: Final = r"\#[^\n]*+|\\\n|[\n()\[\]{}]"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of text from ``start`` up to ``end``; ``kind`` is its first character."""

    kind: str
    start: int
    end: int


def lexemes(text: str) -> Iterator[Lexeme]:
    """Give the lexemes of ``text`` in order. A quote that nothing closes is none."""
    kinds = frozenset(_QUOTES)
    position = 0
    while match := _pattern(kinds).search(text, position):
        if match.lastgroup is None:
            position = match.end()
            yield Lexeme(text[match.start()], match.start(), position)
        else:
            # No later one of its kind is closed either; looking again each time would take quadratic time.
            kinds -= {match.lastgroup}
            position = match.start() + 3


@cache
def _pattern(kinds: frozenset[str]) -> re.Pattern[str]:
    """Match a lexeme, long strings of ``kinds`` among them; the group ``kind`` ends one that is not closed."""
    long = [
        rf"{q * 3}[^{q}\\]*+(?:(?:\\[\s\S]|{q}(?!{q * 2}))[^{q}\\]*+)*+(?:{q * 3}|\\?(?P<{kind}>\Z))"
        for kind, q in sorted(_QUOTES.items())
        if kind in kinds
    ]
    return re.compile("|".join([*long, _SHORT, _REST]))


def unclosed(text: str) -> tuple[Lexeme, ...]:
    """Give the opening brackets that no bracket of their kind closes, in order."""
    stack: list[Lexeme] = []
    for lexeme in lexemes(text):
        if lexeme.kind in OPENERS:
            stack.append(lexeme)
        elif stack and lexeme.kind == OPENERS[stack[-1].kind]:
            stack.pop()
    return tuple(stack)

"""The text of a CEL expression as tokens with their places.

It knows less than CEL: what is not needed in a condition (byte strings, texts in triple quotes, comments, maps,
messages) is refused, so that no text means one thing here and another thing to the CEL library.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, cast

Sort = Literal["text", "number", "name", "mark"]

_TOKEN: Final = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<text>[rR]"[^"\r\n]*"|[rR]'[^'\r\n]*'|"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\\\r\n]|\\[^\r\n])*')(?!["'])
    |(?P<number>(?:0x[0-9a-fA-F]+|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)u?)(?!\w)
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?!["'])
    |(?P<mark>&&|\|\||[<>=!]=|/(?!/)|[-+*%<>!?:.,()\[\]])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of an expression; ``start`` and ``end`` are offsets in its text."""

    sort: Sort
    text: str
    start: int
    end: int


class ExpressionError(Exception):
    """An expression cannot be used: ``offset`` is where, counted from 0 in its text."""

    def __init__(self, message: str, remedy: str, offset: int = 0) -> None:
        self.message = message
        self.remedy = remedy
        self.offset = offset
        super().__init__(message)


def tokens_of(expression: str) -> tuple[Token, ...]:
    """Every token, in order.

    Raises:
        ExpressionError: something in it is no token.
    """
    return tuple(_tokens(expression))


def _tokens(expression: str) -> Iterator[Token]:
    place = 0
    while place < len(expression):
        match = _TOKEN.match(expression, place)
        if match is None:
            written = expression[place : place + 10].partition("\n")[0]
            raise ExpressionError(
                f"{written!r} is not understood",
                "conditions hold texts in single or double quotes, numbers, facts, operators and calls",
                place,
            )
        if match.lastgroup != "space":
            yield Token(cast("Sort", match.lastgroup), match[0], place, match.end())
        place = match.end()

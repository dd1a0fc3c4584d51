"""Text to statements by brackets, strings and line ends: works on text that does not parse."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from modelpolicy.source.lexemes import CLOSERS, OPENERS, lexemes, unclosed

_MARGIN: Final = re.compile(r"[ \t\f]*")
_KEYWORD: Final = re.compile(r"(?:async\s+)?(\w+|@)")
_INLINE_CASE: Final = re.compile(r"case[ \t]+[^\s=.,;][^\n]*:")
_TAB_STOP: Final = 8


@dataclass(frozen=True, slots=True)
class Statement:
    """A simple statement, or the header of a compound one, maybe over several lines.

    ``line`` counts from 1. ``code`` has no trailing comment; its first character stands behind ``margin``
    bytes, and its indentation is ``indent`` columns wide.
    """

    line: int
    margin: int
    indent: int
    code: str

    @property
    def opens_block(self) -> bool:
        """Whether the body can only follow in the next lines."""
        return self.code.endswith(":")

    @property
    def keyword(self) -> str:
        """The first word (after ``async``), or ``@``; empty where the statement starts with neither.

        ``match`` and ``case`` only where they can be meant as keywords.
        """
        found = _KEYWORD.match(self.code)
        word = found[1] if found else ""
        is_name = word in {"match", "case"} and not (self.opens_block or _INLINE_CASE.match(self.code))
        return "" if is_name else word

    def without(self, width: int) -> "Statement":
        """Drop the first ``width`` characters, which must be ASCII."""
        return replace(self, margin=self.margin + width, code=self.code[width:])


Continues: TypeAlias = Callable[[str, int, int], bool]
"""Whether a statement with an open bracket goes on: the text, the statement's start, the next line's start."""


def statements(text: str) -> Iterator[Statement]:
    """Split ``text`` as Python does, except that a bracket which is never closed holds no lines together."""
    return _split(text, lambda _text, _start, _next_line: True)


def hanging_statements(statement: Statement) -> Iterator[Statement]:
    """Split a statement where, inside a bracket, a line is not indented against its first line."""
    padded = " " * statement.indent + statement.code
    for part in _split(padded, _is_hanging):
        margin = statement.margin if part.line == 1 else part.margin
        yield replace(part, line=statement.line + part.line - 1, margin=margin)


def _is_hanging(text: str, start: int, next_line: int) -> bool:
    margin = _margin(text, next_line)
    following = text[next_line + len(margin) : next_line + len(margin) + 1]
    return following in CLOSERS or following in {"", "\n", "#"} or _width(margin) > _width(_margin(text, start))


def _split(text: str, continues: Continues) -> Iterator[Statement]:
    ignored = {bracket.start for bracket in unclosed(text)}
    start, line, depth = 0, 1, 0
    comment: int | None = None
    for lexeme in lexemes(text):
        if lexeme.kind in OPENERS and lexeme.start not in ignored:
            depth += 1
        elif lexeme.kind in CLOSERS:
            depth = max(0, depth - 1)
        elif lexeme.kind == "#":
            comment = lexeme.start
        elif lexeme.kind == "\n":
            if depth == 0 or not continues(text, start, lexeme.end):
                yield from _statement(text, start, lexeme.start if comment is None else comment, line)
                line += text.count("\n", start, lexeme.end)
                start, depth = lexeme.end, 0
            comment = None
    yield from _statement(text, start, len(text) if comment is None else comment, line)


def _statement(text: str, start: int, end: int, line: int) -> Iterator[Statement]:
    margin = _margin(text, start)
    code = text[start + len(margin) : end].rstrip(" \t\f")
    if code.strip():
        yield Statement(line, len(margin), _width(margin), code)


def _margin(text: str, position: int) -> str:
    match = _MARGIN.match(text, position)
    return match[0] if match else ""


def _width(margin: str) -> int:
    return len(margin.rpartition("\f")[2].expandtabs(_TAB_STOP))

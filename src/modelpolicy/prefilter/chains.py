"""Where wanted names stand in code, each with the dotted names around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from modelpolicy.prefilter.imports import Span
from modelpolicy.prefilter.needles import WORD, Needles

_GAP: Final = b" \t\\\r\n"
_ELLIPSIS: Final = b"..."
_AFTER: Final = re.compile(rb"[ \t]*\.[ \t]*(\w+)")
_DEFINED: Final = re.compile(rb"\b(?:def|class)[ \t]+\Z")
LONGEST_LINK: Final = 120
"""Bytes before a name that are looked at for the name before it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """``a.b.wanted.c``: the plain names, and which of them the wanted one is.

    ``computed`` says that something other than a plain name stands before the first: ``f().wanted``; ``called``, that
    the last is called.
    """

    names: tuple[bytes, ...]
    at: int
    computed: bool
    called: bool


def chains(code: bytes, needles: Needles, skipped: Sequence[Span] = ()) -> Iterator[Chain]:
    """Every place of a needle that is a whole word, outside ``skipped`` and where it is not being defined."""
    spans = iter((*skipped, (len(code) + 1, len(code) + 1)))
    first, last = next(spans)
    for start, end in needles.whole_words(code):
        while start >= last:
            first, last = next(spans)
        if start < first and not _DEFINED.search(code[max(0, start - 9) : start]):
            before, computed = _before(code, start)
            after, called = _after(code, end)
            yield Chain((*before, code[start:end], *after), len(before), computed, called)


def _before(code: bytes, start: int) -> tuple[list[bytes], bool]:
    """The plain names before ``start``, first to last, and whether something else stands before them."""
    names: list[bytes] = []
    while True:
        before = code[max(0, start - LONGEST_LINK) : start]
        link = before.rstrip(_GAP)
        if not link.endswith(b".") or link.endswith(_ELLIPSIS):
            return names, False
        link = link[:-1].rstrip(_GAP)
        name = link[len(link.rstrip(WORD)) :]
        if not name:
            return names, True
        names.insert(0, name)
        start -= len(before) - len(link) + len(name)


def _after(code: bytes, end: int) -> tuple[list[bytes], bool]:
    names: list[bytes] = []
    while match := _AFTER.match(code, end):
        names.append(match[1])
        end = match.end()
    return names, code[end : end + LONGEST_LINK].lstrip(_GAP).startswith(b"(")

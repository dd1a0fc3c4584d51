"""The words in a file that can name what it imports, told from the bytes alone."""

import re
from collections.abc import Iterator
from typing import Final

_KEYWORD: Final = b"import"
_BRACKET: Final = re.compile(rb"\((?:[^()#]|#[^\n]*)*")
_DOTTED: Final = re.compile(rb"\.*[\w\x80-\xff]+(?:\.[\w\x80-\xff]+)*")
_LOOSE_DOT: Final = re.compile(rb"(?<!from)(?<=[\w\x80-\xff])[ \t]*\.[ \t]*(?=[\w\x80-\xff])")


COMPUTED: Final = b"*"
"""Stands for a module that ``import_module`` is told by something else than a literal."""

_BY_NAME: Final = re.compile(rb"(?<!importlib import )import_module(?!\s*\(\s*[\"'])|import_module\s+as\s")


def imported_names(data: bytes) -> frozenset[bytes]:
    """Give the dotted names on all lines that hold ``import``, with leading dots where they are relative.

    Every import statement holds that word, and so do ``importlib.import_module`` and ``__import__``, whose
    literal argument is a dotted name too. The lines that a backslash or a bracket joins to such a line belong to
    it. There is always too much (keywords, aliases, comments, text), never too little; ``COMPUTED`` is among
    them where a module's name is no literal.
    """
    lines = b"\n".join(_lines(data))
    computed = {COMPUTED} if b"import_module" in lines and _BY_NAME.search(data) else set()
    return frozenset(_DOTTED.findall(_LOOSE_DOT.sub(b".", lines))) | computed


def _lines(data: bytes) -> Iterator[bytes]:
    place = data.find(_KEYWORD)
    while place >= 0:
        start, end = _start(data, place), _end(data, place)
        yield data[start:end].replace(b"\\\r\n", b" ").replace(b"\\\n", b" ")
        place = data.find(_KEYWORD, end)


def _start(data: bytes, place: int) -> int:
    start = data.rfind(b"\n", 0, place) + 1
    while start and data[max(0, start - 3) : start].endswith((b"\\\n", b"\\\r\n")):
        start = data.rfind(b"\n", 0, start - 1) + 1
    return start


def _end(data: bytes, place: int) -> int:
    end = _line_end(data, place)
    bracket = data.find(b"(", place, end)
    if bracket >= 0 and (match := _BRACKET.match(data, bracket)):
        end = max(end, _line_end(data, match.end()))
    while data[max(0, end - 2) : end].endswith((b"\\", b"\\\r")) and end < len(data):
        end = _line_end(data, end + 1)
    return end


def _line_end(data: bytes, place: int) -> int:
    end = data.find(b"\n", place)
    return end if end >= 0 else len(data)

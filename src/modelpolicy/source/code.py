"""Bytes of source without its comments and strings."""

import re
from typing import Final

_DOUBLE: Final = rb'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_SINGLE: Final = _DOUBLE.replace(b'"', b"'")
# Each alternative starts with a character of its own, so that the search leaps from one to the next.
_TEXT: Final = re.compile(rb"%s|%s|#[^\n]*+" % (_DOUBLE, _SINGLE), re.DOTALL)
_FORMATS: Final = re.compile(rb"(?<!\w)(?:[fF][rR]?|[rR][fF])\Z")
_LAST_OF_FORMATS: Final = b"fFrR"
_EMPTY: Final = b'""'


def code_only(data: bytes) -> bytes:
    """``data`` with every string and comment emptied; formatted strings, which hold code, stay as they are.

    Where a string is not closed, nothing tells text from code, and all of ``data`` is given.
    """
    parts: list[bytes] = []
    end = 0
    for text in _TEXT.finditer(data):
        start = text.start()
        outside = data[end:start]
        if _has_quotes(outside):
            return data
        parts += outside, text[0] if _is_formatted(data, start) else _EMPTY
        end = text.end()
    rest = data[end:]
    return data if _has_quotes(rest) else b"".join((*parts, rest))


def _has_quotes(code: bytes) -> bool:
    return b'"' in code or b"'" in code


def _is_formatted(data: bytes, start: int) -> bool:
    """Whether the string that starts at ``start`` is a formatted one; never a comment, which holds no quotes there."""
    before = data[start - 1 : start]
    return bool(before) and before in _LAST_OF_FORMATS and _FORMATS.search(data, max(0, start - 3), start) is not None

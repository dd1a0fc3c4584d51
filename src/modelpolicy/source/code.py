"""Bytes of source without its comments and strings."""

import re
from typing import Final

_DOUBLE: Final = rb'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_SINGLE: Final = _DOUBLE.replace(b'"', b"'")
# Each alternative starts with a character of its own, so that the search leaps from one to the next.
_TEXT: Final = re.compile(rb"(%s|%s|#[^\n]*+)" % (_DOUBLE, _SINGLE), re.DOTALL)
_FORMATS: Final = re.compile(rb"(?<!\w)(?:[fF][rR]?|[rR][fF])\Z")
_LAST_OF_FORMATS: Final = (b"f", b"F", b"r", b"R")
_EMPTY: Final = b'""'


def code_only(data: bytes) -> bytes:
    """``data`` with every string and comment emptied; formatted strings, which hold code, stay as they are.

    Where a string is not closed, nothing tells text from code, and all of ``data`` is given.
    """
    parts = _TEXT.split(data)
    code = parts[::2]
    if _has_quotes(b"".join(code)):
        return data
    parts[1::2] = [text if _is_formatted(before) else _EMPTY for before, text in zip(code, parts[1::2], strict=False)]
    return b"".join(parts)


def _has_quotes(code: bytes) -> bool:
    return b'"' in code or b"'" in code


def _is_formatted(before: bytes) -> bool:
    """Whether the string behind ``before`` is a formatted one; never a comment, which holds no quotes there."""
    return before.endswith(_LAST_OF_FORMATS) and _FORMATS.search(before, max(0, len(before) - 3)) is not None

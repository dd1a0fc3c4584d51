"""Bytes of source without its comments and strings."""

import re
from typing import Final

_DOUBLE: Final = rb'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_SINGLE: Final = _DOUBLE.replace(b'"', b"'")
_FORMATTED: Final = rb"(?<!\w)(?:[fF][rR]?|[rR][fF])"
_TEXT: Final = re.compile(
    rb"(%s(?:%s|%s))|%s|%s|#[^\n]*+" % (_FORMATTED, _DOUBLE, _SINGLE, _DOUBLE, _SINGLE), re.DOTALL
)
_LONG_QUOTES: Final = (b'"""', b"'''")


def code_only(data: bytes) -> bytes:
    """``data`` with every string and comment emptied; formatted strings, which hold code, stay as they are.

    Where a long string is not closed, nothing tells text from code, and all of ``data`` is given.
    """
    code = _TEXT.sub(rb'\1""', data)
    if not any(quotes in code for quotes in _LONG_QUOTES):
        return code
    rest = _TEXT.sub(b"", code)
    return data if any(quotes in rest for quotes in _LONG_QUOTES) else code

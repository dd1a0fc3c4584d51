"""Bytes of source without its comments and strings."""

import re
from typing import Final

_DOUBLE: Final = rb'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+"""|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_SINGLE: Final = _DOUBLE.replace(b'"', b"'")
_FORMATTED: Final = rb"(?<!\w)(?:[fF][rR]?|[rR][fF])"
_FORMATTED_TEXT: Final = re.compile(rb"%s(?:%s|%s)" % (_FORMATTED, _DOUBLE, _SINGLE), re.DOTALL)
_TEXT: Final = re.compile(rb"(%s)|%s|%s|#[^\n]*+" % (_FORMATTED_TEXT.pattern, _DOUBLE, _SINGLE), re.DOTALL)
_EMPTY: Final = b'""'


def code_only(data: bytes) -> bytes:
    """``data`` with every string and comment emptied; formatted strings, which hold code, stay as they are.

    Where a string is not closed, nothing tells text from code, and all of ``data`` is given.
    """
    code = _TEXT.sub(rb"\1" + _EMPTY, data)
    if _has_quotes(code) and _has_quotes(_FORMATTED_TEXT.sub(b"", code)):
        return data
    return code


def _has_quotes(code: bytes) -> bool:
    rest = code.replace(_EMPTY, b"")
    return b'"' in rest or b"'" in rest

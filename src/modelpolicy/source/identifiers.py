"""Which words stand in a file's bytes: what decides whether the file is worth parsing."""

import re
from typing import Final

_WORD_BYTES: Final = re.compile(rb"[\w\x80-\xff]")
_WORDS_ONLY: Final = bytes(byte if _WORD_BYTES.match(bytes([byte])) else ord(" ") for byte in range(256))


def identifiers(data: bytes) -> frozenset[bytes]:
    """Give every identifier, keyword and number in ``data``, those in strings and comments too.

    Splitting the bytes is several times faster than looking for a hundred names by a regular expression.
    """
    return frozenset(data.translate(_WORDS_ONLY).split())

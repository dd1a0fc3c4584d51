"""Which other names a file gives to things, told from its bytes."""

import re
from collections.abc import Iterator
from typing import Final

_IMPORTED: Final = re.compile(rb"\b(\w+)\s+as\s+(\w+)")
_ASSIGNED: Final = re.compile(rb"\b(\w+)[ \t]*(?::[^=\n]*)?=[ \t]*(?:\w+[ \t]*\.[ \t]*)*(\w+)[ \t]*(?=[\r\n;#]|$)")
_INHERITED: Final = re.compile(rb"\bclass\s+(\w+)\s*\(([^)]*)\)")
_WORD: Final = re.compile(rb"\w+")


def other_names(data: bytes, names: frozenset[bytes]) -> frozenset[bytes]:
    """Give what is bound to one of ``names`` here: by ``import as``, by an assignment, by inheriting from it.

    What is bound to one of those is among them too.
    """
    renamed = list(_renamed(data))
    known = set(names)
    while new := {bound for old, bound in renamed if old in known} - known:
        known |= new
    return frozenset(known) - names


def _renamed(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    yield from ((old, new) for old, new in _IMPORTED.findall(data))
    yield from ((old, new) for new, old in _ASSIGNED.findall(data))
    yield from ((old, new) for new, bases in _INHERITED.findall(data) for old in _WORD.findall(bases))

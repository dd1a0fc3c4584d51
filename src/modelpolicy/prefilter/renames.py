"""Which other names a file gives to things, told from its bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_CHAIN: Final = rb"\w+(?:[ \t]*\.[ \t]*\w+)*"
_IMPORTED: Final = re.compile(rb"\b(\w+)\s+as\s+(\w+)")
_ASSIGNED: Final = re.compile(
    rb"\b(\w+)[ \t]*(?::[^=\n]*)?=[ \t]*(?:await[ \t]+)?(%s)[ \t]*(?=(\()|[\r\n;#,)]|\Z)" % _CHAIN
)
_INHERITED: Final = re.compile(rb"\bclass\s+(\w+)\s*\(([^)]*)\)")
_BASE: Final = re.compile(_CHAIN)


@dataclass(frozen=True, slots=True)
class Rename:
    """``name`` is bound to what the dotted names ``chain`` stand for, or to what calling that gives."""

    name: bytes
    chain: tuple[bytes, ...]
    is_result: bool = False


def renames(code: bytes) -> Iterator[Rename]:
    """What the file binds by ``import as``, by an assignment or a keyword, by inheriting; subscripts are left out."""
    yield from (Rename(new, (old,)) for old, new in _IMPORTED.findall(code))
    yield from (Rename(new, _names(old), bool(call)) for new, old, call in _ASSIGNED.findall(code))
    yield from (Rename(new, _names(old)) for new, bases in _INHERITED.findall(code) for old in _BASE.findall(bases))


def _names(chain: bytes) -> tuple[bytes, ...]:
    return tuple(name.strip() for name in chain.split(b"."))

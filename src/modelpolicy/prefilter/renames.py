"""Which other names a file gives to things, told from its bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.prefilter.needles import WORD
from modelpolicy.source.identifiers import places_of

_CHAIN: Final = rb"\w+(?:[ \t]*\.[ \t]*\w+)*"
# Each starts with what it is found by: a search for a word that something follows would try every word.
_IMPORTED: Final = re.compile(rb"as(?<=\sas)\s+(\w+)")
_ASSIGNED: Final = re.compile(rb"=[ \t]*(?:await[ \t]+)?(%s)[ \t]*(?=(\()|[\r\n;#,)]|\Z)" % _CHAIN)
_INHERITED: Final = re.compile(rb"class(?<!\wclass)\s+(\w+)\s*\(([^)]*)\)")
_VALUE: Final = re.compile(rb"[ \t]*(?::[^=\n]*)?%s" % _ASSIGNED.pattern)
_BASES: Final = re.compile(rb"\s*\(([^)]*)\)")
_AS: Final = (b" as", b"\tas", b"\nas")
_ANNOTATED: Final = re.compile(rb"(\w+)[ \t]*:")
LONGEST_TARGET: Final = 300
"""Bytes before ``as`` or ``=`` that are looked at."""
_BASE: Final = re.compile(_CHAIN)


@dataclass(frozen=True, slots=True)
class Rename:
    """``name`` is bound to what the dotted names ``chain`` stand for, or to what calling that gives."""

    name: bytes
    chain: tuple[bytes, ...]
    is_result: bool = False


def renames(code: bytes) -> Iterator[Rename]:
    """What the file binds by ``import as``, by an assignment or a keyword, by inheriting; subscripts are left out."""
    yield from _imported(code)
    yield from _assigned(code)
    yield from (Rename(new, _names(old)) for new, bases in _INHERITED.findall(code) for old in _BASE.findall(bases))


def renames_of(code: bytes, name: bytes) -> Iterator[Rename]:
    """The same for one name: only the places are looked at where it stands."""
    for start in places_of(code, name):
        end = start + len(name)
        if value := _VALUE.match(code, end):
            yield Rename(name, _names(value[1]), bool(value[2]))
        before = code[max(0, start - LONGEST_TARGET) : start].rstrip()
        if before.endswith(_AS) and (old := _last_word(before[: -len(b"as")])):
            yield Rename(name, (old,))
        elif before.endswith(b"class") and (bases := _BASES.match(code, end)):
            yield from (Rename(name, _names(base)) for base in _BASE.findall(bases[1]))


def _imported(code: bytes) -> Iterator[Rename]:
    for match in _IMPORTED.finditer(code):
        old = _last_word(code[max(0, match.start() - LONGEST_TARGET) : match.start()])
        if old:
            yield Rename(match[1], (old,))


def _assigned(code: bytes) -> Iterator[Rename]:
    for match in _ASSIGNED.finditer(code):
        start = max(0, match.start() - LONGEST_TARGET)
        start = 1 + max(start - 1, *(code.rfind(end, start, match.start()) for end in (b"\n", b"=")))
        before = code[start : match.start()]
        # Where a colon stands before, only a parser knows whether it is an annotation's: `x: Any =`, `lambda: f(x=`.
        for new in filter(None, dict.fromkeys((_last_word(before), *_ANNOTATED.findall(before)[:1]))):
            yield Rename(new, _names(match[1]), bool(match[2]))


def _last_word(text: bytes) -> bytes:
    text = text.rstrip()
    return text[len(text.rstrip(WORD)) :]


def _names(chain: bytes) -> tuple[bytes, ...]:
    return tuple(name.strip() for name in chain.split(b"."))

"""What ``from module import *`` takes out of a file, told from its bytes."""

import re
from dataclasses import dataclass
from typing import Final

from modelpolicy.source.code import code_only

_STAR: Final = re.compile(rb"import[\s\\]*\*")
_TAKEN: Final = re.compile(rb"\bfrom[ \t]+(\.*[\w.]*?)[ \t]*import[ \t]*\*")
_ALL: Final = b"__all__"
_SPACE: Final = rb"(?:\s|#[^\n]*+\n)*+"
_ITEMS: Final = rb"%s(?:(?:\"\w+\"|'\w+')%s(?:,%s|(?=[\])])))*+" % (_SPACE, _SPACE, _SPACE)
_LIST: Final = re.compile(
    rb"__all__(?<![^\n]__all__)[ \t]*=[ \t]*(?:\[(%s)\]|\((%s)\))[ \t]*(?:#.*)?\r?$" % (_ITEMS, _ITEMS), re.MULTILINE
)
_ITEM: Final = re.compile(rb"#[^\n]*+|[\"'](\w+)")


@dataclass(frozen=True, slots=True)
class Exports:
    """``listed`` are the names that a file says it has, in ``__all__``; ``None`` where it does not say so plainly.

    ``taken`` are the modules that it passes on all names of, as it writes them, with the dots of relative imports;
    ``None`` where text does not tell which.
    """

    listed: frozenset[str] | None
    taken: tuple[str, ...] | None


def exports(data: bytes) -> Exports:
    """What ``data`` has for others to take."""
    listed = _listed(data)
    return Exports(listed, _taken(data) if listed is None else ())


def _listed(data: bytes) -> frozenset[str] | None:
    if data.count(_ALL) != 1 or (found := _LIST.search(data)) is None or _ALL not in code_only(data):
        return None
    names = _ITEM.findall(found[1] or found[2] or b"")
    return frozenset(name.decode(errors="replace") for name in names if name)


def _taken(data: bytes) -> tuple[str, ...] | None:
    stars = _STAR.findall(data)
    names = _TAKEN.findall(data) if stars else []
    return tuple(name.decode(errors="replace") for name in names) if len(names) == len(stars) else None

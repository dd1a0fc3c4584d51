"""The patterns of loaders, arranged so that what is no loader costs next to nothing."""

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any


class Rows:
    """The patterns of one library.

    By far the most names are no loader: they are sorted out by their last segment, and regular expressions are only
    asked, and only made, where that fits. A wild card in a last segment stands for public names.
    """

    def __init__(self, library: str) -> None:
        self._library = library
        self._by_last: dict[str, list[str]] = {}
        self._wild: list[str] = []
        self._begins: tuple[str, ...] = ()

    def add(self, pattern: str) -> None:
        """Take one in."""
        last = pattern.rpartition(".")[2]
        (self._wild if "*" in last else self._by_last.setdefault(last, [])).append(pattern)
        self._begins = (*self._begins, _begin(pattern))

    def can_hold(self, module: str) -> bool:
        """Whether a loader can be called something below ``module``."""
        inside = f"{module}."
        return inside.startswith(self._begins) or any(begin.startswith(inside) for begin in self._begins)

    def loaders(self, parent: str, members: Mapping[str, Any]) -> list[str]:
        """The names of those ``members`` of what is called ``parent`` that are loaders."""
        plain = [name for name in self._by_last.keys() & members.keys() if _fits(self._by_last[name], parent, name)]
        wild = [row for row in self._wild if f"{parent}.".startswith(_begin(row))]
        ends = tuple(row.rpartition("*")[2] for row in wild)
        fitting = (name for name in members if wild and name.endswith(ends) and _fits(wild, parent, name))
        return plain + [name for name in fitting if name[0] != "_" and self._is_own(members[name], wild)]

    def _is_own(self, value: Any, wild: Iterable[str]) -> bool:
        """Whether the library made it, and for others: no wild card stands for what it imported, or keeps to itself."""
        made_in = getattr(value, "__module__", None) if callable(value) else None
        if not isinstance(made_in, str):
            return True
        is_private = any(_is_private(made_in, _begin(row)) for row in wild)
        return made_in.partition(".")[0] == self._library and not is_private


def _is_private(module: str, begin: str) -> bool:
    """Whether it lies in a private module below what a pattern spells out at its ``begin``."""
    return module.startswith(begin) and "._" in f".{module.removeprefix(begin)}"


def _begin(pattern: str) -> str:
    return pattern.partition("*")[0]


def _fits(patterns: Iterable[str], parent: str, name: str) -> bool:
    dotted = f"{parent}.{name}."
    return any(_regex(pattern).fullmatch(dotted) for pattern in patterns)


@functools.cache
def _regex(pattern: str) -> re.Pattern[str]:
    """For a dotted name with a dot behind each segment, the last one too: ``**`` may then stand anywhere."""
    forms = (r"(?:\w+\.)*" if one == "**" else one.replace("*", r"\w*") + r"\." for one in pattern.split("."))
    return re.compile("".join(forms))

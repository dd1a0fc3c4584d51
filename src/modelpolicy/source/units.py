"""Which files belong together: what is installed side by side knows each other only as libraries."""

from collections import defaultdict
from collections.abc import Collection, Iterable


def units(paths: Iterable[str], environments: Collection[str]) -> list[tuple[str, ...]]:
    """``paths`` by what they belong to: each package or module of an environment by itself, and the rest together.

    Paths are POSIX and relative to the project root; so are ``environments``, directories that distributions are
    installed in, ``""`` being the root. The largest unit comes first.
    """
    homes = sorted((f"{place}/" if place else "" for place in environments), key=len, reverse=True)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        found[_unit_of(path, homes)].append(path)
    return sorted(map(tuple, found.values()), key=lambda unit: (-len(unit), unit))


def _unit_of(path: str, homes: Iterable[str]) -> str:
    """The package or module of the innermost environment that holds ``path``; empty outside of all."""
    home = next((home for home in homes if path.startswith(home)), None)
    return "" if home is None else home + path.removeprefix(home).partition("/")[0]

"""Which analyzers run, and in which order."""

from collections.abc import Collection, Mapping
from graphlib import TopologicalSorter

from analyzers.base import Analyzer


class UnknownAnalyzerError(Exception):
    """There is no analyzer of that name; the message lists those that there are."""


def select(
    catalogue: Mapping[str, type[Analyzer]], disabled: Collection[str], only: Collection[str] = ()
) -> tuple[type[Analyzer], ...]:
    """Choose all enabled analyzers, or the named ones and what they read, each after those that it reads.

    A disabled analyzer runs when it is named, but not because another one reads it.

    Raises:
        UnknownAnalyzerError: a name in ``only`` is not in the catalogue.
    """
    unknown = sorted(set(only) - set(catalogue))
    if unknown:
        raise UnknownAnalyzerError(f"no analyzer is called {', '.join(unknown)}; there are {', '.join(catalogue)}")
    enabled = [name for name in catalogue if name not in disabled]
    wanted = list(only or enabled)
    allowed = {*wanted, *enabled}
    reads: dict[str, list[str]] = {}
    while wanted:
        name = wanted.pop(0)
        reads[name] = [other for other in catalogue[name].reads if other in allowed]
        wanted += [other for other in reads[name] if other not in reads]
    return tuple(catalogue[name] for name in TopologicalSorter(reads).static_order())

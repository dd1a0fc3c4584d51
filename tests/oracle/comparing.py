"""Holds what a scan says against what really happened."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from modelpolicy.domain.load import Load
from modelpolicy.extract.catalogue import builtin_catalogue
from tests.oracle.standins import RealLoad
from tests.projects import evaluator_of, loads_of


def scanned(files: Mapping[str, str]) -> list[Load]:
    catalogue = builtin_catalogue()
    return loads_of(evaluator_of(files, catalogue), catalogue, files)


def missed(loads: list[Load], real: set[RealLoad]) -> Iterator[RealLoad]:
    """The real loads that the scan neither names nor leaves open; one of an empty string asks for no model."""
    said: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    is_open: set[tuple[str, int]] = set()
    for load in loads:
        place = load.location.path, load.location.line
        said[place] |= {candidate.written for candidate in load.models}
        is_open |= {place} if load.open else set()
    for one in sorted(real):
        place = one.path, one.line
        if one.names and place not in is_open and said[place].isdisjoint(one.names):
            yield one


def claimed(loads: list[Load]) -> set[tuple[str, int, str]]:
    """What the scan says for certain: path, line and string."""
    return {
        (load.location.path, load.location.line, candidate.written)
        for load in loads
        if not load.open
        for candidate in load.models
    }


def happened(real: set[RealLoad]) -> set[tuple[str, int, str]]:
    """What a scan can rightly say of the loads that happened."""
    return {(one.path, one.line, name) for one in real for name in one.names}

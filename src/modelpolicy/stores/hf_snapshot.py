"""One revision in the Hugging Face hub's cache: what is below ``snapshots/<commit>``, and whether that is all."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from modelpolicy.domain.artifact import State, StoredFile
from modelpolicy.domain.listed import listed

_PART: Final = re.compile(r"(?P<stem>.+)-(?P<number>\d{5})-of-(?P<total>\d{5})(?P<suffix>\.\w+)", re.ASCII)
_SHOWN: Final = 3


@dataclass(slots=True)
class Snapshot:
    """A revision while it is read: its files, the blobs that it names, and the names that lead nowhere or outside."""

    path: str
    used: int
    files: list[StoredFile] = field(default_factory=list)
    blobs: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    outward: list[str] = field(default_factory=list)

    @property
    def state(self) -> tuple[State, str]:
        """Complete, unless something that a name of it stands for is not there; and what."""
        if self.outward:
            return "broken", f"links out of the store: {listed(self.outward)}"
        if self.missing:
            return "broken", f"files that are not there: {listed(self.missing)}"
        parts = missing_parts(file.name for file in self.files)
        if parts:
            return "partial", f"parts that are not there: {parts}"
        return ("complete", "") if self.files else ("partial", "no file of it is there")


def missing_parts(names: Iterable[str]) -> str:
    """The parts that names such as ``model-00001-of-00003.bin`` say there are, and that are not: the first few."""
    found: defaultdict[tuple[str, int, str], set[int]] = defaultdict(set)
    for match in filter(None, map(_PART.fullmatch, names)):
        found[match["stem"], int(match["total"]), match["suffix"]].add(int(match["number"]))
    shown: list[str] = []
    lacking = 0
    for (stem, total, suffix), present in sorted(found.items()):
        numbers = (number for number in range(1, total + 1) if number not in present)
        shown += (f"{stem}-{number:05}-of-{total:05}{suffix}" for number in islice(numbers, _SHOWN))
        lacking += total - sum(1 <= number <= total for number in present)
    first = ", ".join(shown[:_SHOWN])
    return f"{first} and {lacking - _SHOWN} more" if lacking > _SHOWN else first

"""What was found in a store."""

from collections.abc import Iterable
from dataclasses import dataclass

from modelpolicy.domain.artifact import Artifact, unique_files


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """A place of a store that could not be read: what lies there is not known, and so nobody may count on it."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The artifacts of one or more stores.

    ``overhead`` is what everything that is no artifact's file takes on the disk, in bytes: directories, links, locks,
    references. Together with the files of the artifacts it is what ``du`` says.
    """

    artifacts: tuple[Artifact, ...] = ()
    overhead: int = 0
    unread: tuple[Unread, ...] = ()

    @property
    def allocated(self) -> int:
        """What all of it takes on the disk, in bytes; what has several names counts once."""
        return self.overhead + sum(file.allocated for file in unique_files(self.artifacts).values())


def joined(parts: Iterable[Contents]) -> Contents:
    """The contents of several stores as one; an artifact that two of them found counts for the first."""
    found = list(parts)
    artifacts: dict[tuple[str, ...], Artifact] = {}
    for artifact in (artifact for part in found for artifact in part.artifacts):
        artifacts.setdefault(artifact.paths, artifact)
    return Contents(
        tuple(artifacts.values()),
        sum(part.overhead for part in found),
        tuple(sorted({unread for part in found for unread in part.unread})),
    )

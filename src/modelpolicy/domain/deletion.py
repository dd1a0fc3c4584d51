"""A command that deletes, and what."""

from dataclasses import dataclass

from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_pattern import PathPattern


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of a hub repository, whichever that is, by the beginning of its commit."""

    commit: str


@dataclass(frozen=True, slots=True)
class Unreferenced:
    """Every revision in the hub's cache that no branch or tag names: what was fetched by its commit is one."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something that the source does not tell; ``reason`` says what decides."""

    reason: str


Target = PathPattern | ModelId | Revision | Unreferenced | Unresolved


@dataclass(frozen=True, slots=True)
class Deletion:
    """One thing that one command deletes, or that a document lists as safe to delete.

    - ``location``: where the target is written. ``command``: the program or function; ``""`` for a document's list.
    - ``written``: the target as the source writes it.
    - ``is_recursive``: whether directories go with all that is in them.
    - ``certainty``: lower where a value is open, or the source only speaks of the command.
    - ``unit``: the line that the script, or the document's section, starts in: what belongs together.
    - ``backup``: where before it, in the same unit, what it deletes is listed or copied.
    - ``guarded``: nothing is deleted where a variable in it is not set.
    """

    location: Location
    command: str
    written: str
    target: Target
    is_recursive: bool = True
    certainty: Confidence = "high"
    unit: int = 0
    backup: Location | None = None
    guarded: bool = False

    @property
    def shown(self) -> str:
        """The command with this target, on one line."""
        return f"{self.command} {self.written}".strip()

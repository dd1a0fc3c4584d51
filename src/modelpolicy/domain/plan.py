"""What is proposed to delete, and why everything else stays."""

from dataclasses import dataclass
from typing import Literal

from modelpolicy.domain.artifact import Artifact

Decision = Literal["delete", "keep"]


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for.

    ``include_unknown``: patterns of ids that can go although nobody knows them. ``free``: how many bytes are wanted,
    ``None`` for all that can go.
    """

    include_unknown: tuple[str, ...] = ()
    free: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One artifact, what happens to it, and why.

    ``frees``: the bytes that the disk gains by it, on top of the lines before; 0 for what stays.
    """

    artifact: Artifact
    decision: Decision
    reasons: tuple[str, ...]
    frees: int = 0


@dataclass(frozen=True, slots=True, order=True)
class ProjectState:
    """A project whose needs the plan respects.

    ``code`` and ``registry`` are digests of what was read. ``detail`` says why its last known needs had to do;
    empty where it was read.
    """

    root: str
    code: str = ""
    registry: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes and what stays. ``entries`` are the absolute paths that are moved away, in this order."""

    options: Options
    projects: tuple[ProjectState, ...]
    lines: tuple[Line, ...]
    entries: tuple[str, ...]

    @property
    def deleted(self) -> tuple[Line, ...]:
        """The lines of what goes."""
        return tuple(line for line in self.lines if line.decision == "delete")

    @property
    def kept(self) -> tuple[Line, ...]:
        """The lines of what stays."""
        return tuple(line for line in self.lines if line.decision == "keep")

    @property
    def frees(self) -> int:
        """What the disk gains, in bytes, once the quarantine is purged."""
        return sum(line.frees for line in self.lines)

    @property
    def is_short(self) -> bool:
        """Whether less can go than was asked for."""
        return self.options.free is not None and self.frees < self.options.free

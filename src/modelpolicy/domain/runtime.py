"""What this machine knows of a project from running it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.domain.trace import ObservedLoad


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a run took place.

    ``machine`` is its name, ``gpu`` its card, ``driver`` that card's driver. ``libraries`` are the versions of the
    libraries that the loader catalogue knows. ``commit`` is that of the project; ``None`` where there is no git.
    """

    machine: str
    gpu: str | None = None
    driver: str | None = None
    libraries: Mapping[str, str] = field(default_factory=dict)
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class SmokeResult:
    """A smoke run as it is kept.

    ``moment`` is when it ended, in seconds since 1970 UTC, ``code`` a digest of the analyzer's files at that time.
    """

    run: SmokeRun
    moment: int
    code: str
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class TracedCommand:
    """A program that was traced, and when it began, in seconds since 1970 UTC."""

    command: str
    moment: int
    loads: tuple[ObservedLoad, ...]


@dataclass(frozen=True, slots=True)
class Runtime:
    """What rules see of it.

    ``results`` are the latest of each analyzer, ``traces`` all that are kept. ``moment`` is now, ``code`` the digest
    of each analyzer's files now.
    """

    moment: int
    results: Mapping[str, SmokeResult] = field(default_factory=dict)
    traces: tuple[TracedCommand, ...] = ()
    code: Mapping[str, str] = field(default_factory=dict)

    @property
    def loads(self) -> tuple[ObservedLoad, ...]:
        """Every load that was seen, in the latest smoke runs and in the traces."""
        tried = (load for result in self.results.values() for load in result.run.trace.loads)
        return (*tried, *(load for trace in self.traces for load in trace.loads))

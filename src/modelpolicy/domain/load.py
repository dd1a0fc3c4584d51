"""A place in the source where a loader is called, and what it can load."""

from dataclasses import dataclass
from typing import Literal

from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId

Plain = str | int | float | bool | None
Role = Literal["weights", "processor", "tokenizer", "config"]


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One place that a value came through, and what stands there (``self.size``, ``argument name``)."""

    location: Location
    what: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One model that a load can be asked for.

    ``written`` is the id as the source writes it, at ``location``. ``via`` runs from the load back to where the string
    stands. ``owners`` are the definitions that had a part in the choice, from the one that calls the loader
    (``shared.clip.ClipWrapper``) out to the caller that handed the id in (``analyzers.quality.ContentQuality``).
    ``path`` is where it is loaded from, where another load has fetched it to a path; else empty.
    """

    written: str
    id: ModelId
    revision: str | None
    location: Location
    via: tuple[Step, ...]
    owners: tuple[str, ...]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a load puts at ``path``: a file, or where ``is_folder`` a directory with files; one of ``models``.

    ``reason`` says what else decides which model it is, or why the source does not tell; else it is empty.
    """

    path: str
    models: tuple[Candidate, ...]
    is_folder: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LoadArgument:
    """An argument that says how a model is loaded: ``revision``, ``trust_remote_code``, ``dtype`` and the like.

    ``values`` are those that the source can pass; names outside the project (``torch.float16``) are texts.
    """

    name: str
    values: tuple[Plain, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """One call of a loader.

    ``owners`` are the definitions whose code makes the call: one for each class that inherits it.
    ``open`` says that something outside the source can decide too; ``reason`` then says what.
    ``confidence`` is high where the loader is known to load, medium or low where the looks of names and values
    are all that says so. ``fetched`` is what it puts at paths that the source names.
    """

    location: Location
    call: str
    loader: str
    role: Role
    models: tuple[Candidate, ...]
    owners: tuple[str, ...]
    open: bool = False
    reason: str = ""
    arguments: tuple[LoadArgument, ...] = ()
    confidence: Confidence = "high"
    fetched: tuple[Fetched, ...] = ()

    @property
    def ids(self) -> tuple[ModelId, ...]:
        """What it can be asked for, each id once: several candidates can lead to one."""
        return tuple(dict.fromkeys(candidate.id for candidate in self.models))


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A file, or a part of one, that could not be read as source. ``searched``: loads were still looked for."""

    location: Location
    reason: str
    searched: bool

"""What one deletion moves, written down before anything is moved."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from modelpolicy.domain.artifact import State

FORMAT: Final = "modelpolicy-journal/1"


@dataclass(frozen=True, slots=True)
class Move:
    """An entry of a store, and its place in quarantine: absolute paths on one file system.

    ``device`` and ``inode`` tell the entry itself, not what it links to.
    """

    source: str
    target: str
    root: str
    device: int
    inode: int


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory that entries are moved out of, as it was: times in nanoseconds, ``names`` a digest of its entries."""

    path: str
    mode: int
    accessed: int
    modified: int
    names: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An artifact of the batch, as it was: see ``Artifact``. ``needs`` are the models that its configuration names.

    ``moves`` are the positions of those that it needs to be whole again.
    """

    store: str
    model: str
    revision: str | None
    refs: tuple[str, ...]
    serves: tuple[str, ...]
    root: str
    home: str
    state: State
    bytes: int
    needs: tuple[str, ...]
    moves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """One deletion. ``fingerprint`` is its plan's, ``created`` in seconds since 1970 UTC, as the clock had it.

    ``number`` grows from deletion to deletion, whatever the clock does; 0 in journals from before there were numbers.
    """

    id: str
    created: int
    fingerprint: str
    moves: tuple[Move, ...]
    directories: tuple[Directory, ...]
    artifacts: tuple[Moved, ...]
    number: int

    @property
    def quarantines(self) -> tuple[str, ...]:
        """The directories that hold the moved entries, each once."""
        return tuple(dict.fromkeys(move.target.rpartition("/")[0] for move in self.moves))


def to_data(batch: Batch) -> dict[str, Any]:
    """Plain data, for JSON."""
    return {"format": FORMAT, **asdict(batch)}


def from_data(data: Mapping[str, Any]) -> Batch:
    """The reverse of ``to_data``.

    Raises:
        KeyError, TypeError, ValueError: ``data`` is something else.
    """
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    return Batch(
        data["id"],
        data["created"],
        data["fingerprint"],
        tuple(Move(**move) for move in data["moves"]),
        tuple(Directory(**directory) for directory in data["directories"]),
        tuple(map(_moved, data["artifacts"])),
        data.get("number", 0),
    )


def _moved(data: Mapping[str, Any]) -> Moved:
    lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    return Moved(**{**data, **lists})


def line(data: Mapping[str, Any]) -> bytes:
    """One line of a journal: characters that are no ASCII are escaped, for names can be bytes."""
    return json.dumps(data).encode() + b"\n"

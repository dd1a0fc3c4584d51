"""How far a deletion got: a file of lines.

The first line holds the whole batch, and is on the disk before the first step. What follows are steps (``move``,
``back``) and ends (``done``, ``restored``, ``purged``); only for an end is the disk waited for, because how far the
moves got is asked of the file system: an entry lies at its place or in quarantine. A last line that a crash cut off
was never acted upon, and counts as none. A line ``seen`` says when a purge found the batch dated in the future.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from modelpolicy.cleanup.moving.batch import Batch, from_data, line, to_data
from modelpolicy.cleanup.moving.files import Files
from modelpolicy.cleanup.planning.moves import is_inside
from modelpolicy.cleanup.planning.quarantine import BATCH, NAME
from modelpolicy.errors import Problem, RefusedError

Step = Literal["move", "back"]
End = Literal["done", "restored", "purged"]
_DIRECTORY: Final = "deleted"
_ENDS: Final[dict[str, End]] = {"done": "done", "restored": "restored", "purged": "purged"}


@dataclass(frozen=True, slots=True)
class Record:
    """A batch and how it ended so far; ``seen``: when purges found it in the future, in seconds since 1970 UTC."""

    batch: Batch
    status: End | Literal["unfinished"]
    seen: tuple[int, ...] = ()


class Journal:
    """The journal of the batch ``id`` in a state directory."""

    def __init__(self, state: Path, id: str, files: Files) -> None:  # noqa: A002 - the batch's own word
        self._path = state / _DIRECTORY / f"{id}.jsonl"
        self._files = files

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def begin(self, batch: Batch) -> None:
        """Write down everything that is going to be moved.

        Raises:
            OSError: it cannot be written.
        """
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._files.append(str(self._path), line(to_data(batch)))
        self._settle()
        self._files.settle(str(self._path.parent))

    def step(self, what: Step, number: int) -> None:
        """Announce that the move ``number`` is made now, or undone.

        Raises:
            OSError: it cannot be written.
        """
        self._append({"what": what, "number": number})

    def see(self, now: int) -> None:
        """Say that the batch was there at ``now``, in seconds since 1970 UTC.

        Raises:
            OSError: it cannot be written.
        """
        self._append({"what": "seen", "moment": now})

    def end(self, end: End) -> None:
        """Say how the batch ended. When this returns, the disk has it.

        Raises:
            OSError: it cannot be written.
        """
        self._append({"what": end})
        self._settle()

    def _append(self, data: Mapping[str, Any]) -> None:
        # A line of its own even after one that a crash cut off.
        self._files.append(str(self._path), b"\n" + line(data))

    def _settle(self) -> None:
        self._files.settle(str(self._path))


def read_record(path: Path) -> Record | None:
    """The record of a journal; ``None`` for one that was cut off before anything can have been moved.

    Raises:
        RefusedError: it is damaged.
    """
    lines = path.read_bytes().split(b"\n")
    whole = lines[:-1]
    if not whole:
        return None
    try:
        batch = from_data(json.loads(whole[0]))
        _check_places(batch)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        remedy = "put the file back as it was: what lies in quarantine is found by it"
        raise RefusedError(Problem(str(path), 0, "this journal is damaged", remedy)) from error
    steps = [step for step in map(_step, whole[1:]) if step]
    statuses = [_ENDS[what] for what, _ in steps if what in _ENDS]
    seen = tuple(moment for what, moment in steps if what == "seen")
    return Record(batch, statuses[-1] if statuses else "unfinished", seen)


def _check_places(batch: Batch) -> None:
    """Whatever was written into the file, nothing is moved but between a store and a quarantine of this batch."""
    for move in batch.moves:
        quarantine, _, name = move.target.rpartition("/")
        is_held = quarantine.endswith(f"/{NAME}/{batch.id}") and name.isdigit()
        if not (is_held and is_inside(move.source, move.root)):
            raise ValueError(move)
    left = {place for move in batch.moves for place in (move.root, move.source.rpartition("/")[0])}
    if not left.issuperset(directory.path for directory in batch.directories):
        raise ValueError(batch.directories)


def _step(text: bytes) -> tuple[str, int] | None:
    """What a line says, and the moment that it names; ``None`` for one that was cut off."""
    try:
        data = json.loads(text)
        return str(data["what"]), int(data.get("moment", 0))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def all_records(state: Path) -> list[Record]:
    """Every batch of this user, the oldest first: by number, and only where there is none by the clock.

    Raises:
        RefusedError: a journal is damaged.
    """
    paths = sorted((state / _DIRECTORY).glob("*.jsonl"))
    records = [record for path in paths if BATCH.fullmatch(path.stem) and (record := read_record(path))]
    return sorted(records, key=lambda record: record.batch.number)


def next_number(state: Path) -> int:
    """The number of the next batch. It is nobody else's for as long as the lock on deletions is held.

    Raises:
        RefusedError: a journal is damaged.
    """
    return 1 + max((record.batch.number for record in all_records(state)), default=0)

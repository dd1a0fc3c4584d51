"""How far a deletion got: a file of lines, each on the disk before the step that it announces.

The first line holds the whole batch. What follows are steps (``move``, ``back``) and ends (``done``, ``restored``,
``purged``). A last line that a crash cut off was never acted upon, and counts as none. How far the moves themselves
got is asked of the file system: an entry lies at its place or in quarantine.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from modelpolicy.cleanup.batch import Batch, from_data, line, to_data
from modelpolicy.cleanup.files import Files
from modelpolicy.cleanup.quarantine import BATCH
from modelpolicy.errors import Problem, RefusedError

Status = Literal["unfinished", "done", "restored", "purged"]
_DIRECTORY: Final = "deleted"
_ENDS: Final[dict[str, Status]] = {"done": "done", "restored": "restored", "purged": "purged"}


@dataclass(frozen=True, slots=True)
class Record:
    """A batch and how it ended so far."""

    batch: Batch
    status: Status


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
        self._files.settle(str(self._path.parent))

    def note(self, what: str, **more: Any) -> None:
        """Announce a step, or an end.

        Raises:
            OSError: it cannot be written.
        """
        # A line of its own even after one that a crash cut off.
        self._files.append(str(self._path), b"\n" + line({"what": what, **more}))


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
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        remedy = "put the file back as it was: what lies in quarantine is found by it"
        raise RefusedError(Problem(str(path), 0, "this journal is damaged", remedy)) from error
    statuses = [_ENDS[end] for end in map(_what, whole[1:]) if end in _ENDS]
    return Record(batch, statuses[-1] if statuses else "unfinished")


def _what(text: bytes) -> str:
    try:
        return str(json.loads(text)["what"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def all_records(state: Path) -> list[Record]:
    """Every batch of this user, the oldest first.

    Raises:
        RefusedError: a journal is damaged.
    """
    paths = sorted((state / _DIRECTORY).glob("*.jsonl"))
    return [record for path in paths if BATCH.fullmatch(path.stem) and (record := read_record(path))]

"""From a plan to the batch that carries it out."""

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from modelpolicy.cleanup.moving.batch import Batch, Move, Moved
from modelpolicy.cleanup.moving.held import moved
from modelpolicy.cleanup.moving.moving import directory_as_it_is
from modelpolicy.cleanup.planning.moves import above, all_paths, is_inside
from modelpolicy.cleanup.planning.quarantine import quarantine_for
from modelpolicy.domain.artifact import Artifact
from modelpolicy.domain.plan import Plan
from modelpolicy.errors import Problem, RefusedError
from modelpolicy.stores.needs import read_needs


def prepare(plan: Plan, fingerprint: str, now: int, number: int) -> Batch:
    """The batch that moves the entries of ``plan``; ``now`` in seconds since 1970 UTC. Nothing is changed yet.

    ``number`` is the next one: see ``Batch``.

    Raises:
        RefusedError: an entry is not there any more, or does not lie below its store.
    """
    artifacts = [line.artifact for line in plan.deleted]
    batch = f"{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    roots = _roots_of(plan.entries, artifacts)
    try:
        quarantines = {root: f"{quarantine_for(root)}/{batch}" for root in dict.fromkeys(roots.values())}
        moves = tuple(
            _move(entry, roots[entry], f"{quarantines[roots[entry]]}/{number}")
            for number, entry in enumerate(plan.entries)
        )
        directories = tuple(directory_as_it_is(path) for path in _changed_directories(moves))
    except OSError as error:
        problem = Problem(str(error.filename), 0, f"cannot be moved: {error.strerror}", "plan again")
        raise RefusedError(problem) from error
    return Batch(batch, now, fingerprint, moves, directories, tuple(_moved(artifacts, plan.entries)), number)


def _roots_of(entries: Iterable[str], artifacts: Iterable[Artifact]) -> dict[str, str]:
    """The store that each entry lies in. The innermost one, where one store lies in another."""
    roots = sorted({artifact.root for artifact in artifacts}, key=len, reverse=True)
    found = {entry: next((root for root in roots if is_inside(entry, root)), "") for entry in entries}
    outside = [entry for entry, root in found.items() if not root]
    if outside:
        raise RefusedError(
            *(Problem(entry, 0, "lies in no store", "nothing was moved; plan again") for entry in outside)
        )
    return found


def _move(source: str, root: str, target: str) -> Move:
    status = os.lstat(source)
    return Move(source, target, root, status.st_dev, status.st_ino)


def _changed_directories(moves: Iterable[Move]) -> list[str]:
    """Those that entries leave, and a store that has its quarantine inside."""
    return sorted({path for move in moves for path in _changed_by(move)})


def _changed_by(move: Move) -> Iterator[str]:
    yield move.source.rpartition("/")[0]
    if move.target.startswith(f"{move.root}/"):
        yield move.root


def _moved(artifacts: Iterable[Artifact], entries: Sequence[str]) -> Iterable[Moved]:
    numbers = {entry: number for number, entry in enumerate(entries)}
    for artifact in artifacts:
        places = (artifact.home, *all_paths(artifact))
        found = {number for place in places for number in _covering(place, numbers)}
        yield moved(artifact, read_needs(artifact), sorted(found))


def _covering(place: str, numbers: Mapping[str, int]) -> Iterable[int]:
    return (numbers[path] for path in (place, *above(place)) if path in numbers)

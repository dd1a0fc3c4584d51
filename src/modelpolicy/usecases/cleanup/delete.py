"""Carrying a plan out, undoing that, and making it final."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from modelpolicy.cleanup.moving.batch import Batch
from modelpolicy.cleanup.moving.files import Files, RealFiles
from modelpolicy.cleanup.moving.journal import Journal, Record, all_records, next_number
from modelpolicy.cleanup.moving.locks import exclusive, no_downloads
from modelpolicy.cleanup.moving.moving import Progress, move_away, move_back
from modelpolicy.cleanup.moving.prepare import prepare
from modelpolicy.cleanup.moving.receipt import write_receipt
from modelpolicy.cleanup.planning.plan_file import backed_up, differences, options_of, to_document
from modelpolicy.cleanup.projects.projects import Projects
from modelpolicy.domain.plan import Plan
from modelpolicy.errors import Problem, RefusedError
from modelpolicy.settings.project import Project
from modelpolicy.usecases.cleanup.plan import make_plan
from modelpolicy.usecases.cleanup.plan_policies import refuse_denied

LOCK: Final = "deleting.lock"
WHAT: Final = "modelpolicy cache"


@dataclass(frozen=True, slots=True)
class Applied:
    """What was moved. ``before`` and ``after``: what the stores took on the disk, in bytes, measured both times.

    ``receipt`` is ``None`` where it could not be written; the journal is what counts.
    """

    batch: Batch
    before: int
    after: int
    receipt: Path | None

    @property
    def freed(self) -> int:
        """By how much the stores shrank."""
        return self.before - self.after


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Means:
    """What deleting works with: the state directory, the file system, and who is told how far it got."""

    state: Path
    files: Files = field(default_factory=RealFiles)
    progress: Progress = _silent


def apply(
    project: Project, document: Mapping[str, Any], means: Means, now: int, confirm: Callable[[Plan], bool]
) -> Applied | None:
    """Move what ``document`` proposes into quarantine, if a plan of this moment proposes the same.

    ``None`` where ``confirm`` said no. What an earlier run left half done is undone first.

    Raises:
        RefusedError: the plan does not hold any more, was applied already, a policy denies it, or it could not be
            carried out: then nothing is changed. InputError: settings or registry cannot be used.
    """
    with exclusive(means.state / LOCK, WHAT):
        undo_unfinished(means)
        projects, options = Projects(means.state), options_of(document)
        planned = make_plan(project, options, projects)
        _refuse_stale(document, planned.plan, means.state)
        refuse_denied(project, planned, backed_up(document), now)
        if not planned.plan.deleted or not confirm(planned.plan):
            return None
        batch = prepare(planned.plan, document["fingerprint"], now, next_number(means.state))
        with no_downloads((move.root, move.source) for move in batch.moves):
            carry_out(batch, means)
        before, after = planned.stock.contents.allocated, planned.stock.contents_now().allocated
        return Applied(batch, before, after, _receipt(means.state, batch, before, after))


def _receipt(state: Path, batch: Batch, before: int, after: int) -> Path | None:
    try:
        return write_receipt(state, batch, before, after)
    except OSError:
        return None


def carry_out(batch: Batch, means: Means) -> None:
    """Write the journal, then move.

    Raises:
        RefusedError: it could not be done; everything is where it was.
    """
    journal = Journal(means.state, batch.id, means.files)
    try:
        journal.begin(batch)
    except OSError as error:
        problem = Problem(str(journal.path), 0, f"the journal cannot be written: {error.strerror}", "nothing was moved")
        raise RefusedError(problem) from error
    move_away(batch, journal, means.files, means.progress)


def undo_unfinished(means: Means) -> None:
    """Bring back what a crash left half moved.

    Raises:
        RefusedError: not all of it can be brought back, or a journal is damaged.
    """
    for record in all_records(means.state):
        if record.status == "unfinished":
            journal = Journal(means.state, record.batch.id, means.files)
            problems = move_back(record.batch, journal, means.files)
            if problems:
                raise RefusedError(*problems)


def restore(means: Means, name: str, patterns: Sequence[str] = ()) -> Batch:
    """Bring back all of a batch, or the models that match ``patterns``. ``name`` is its id, or ``last``.

    Raises:
        RefusedError: there is nothing to bring back, or something cannot be; what could be is.
    """
    with exclusive(means.state / LOCK, WHAT):
        batch = find_record(means.state, name).batch
        journal = Journal(means.state, batch.id, means.files)
        with no_downloads((move.root, move.source) for move in batch.moves):
            problems = move_back(batch, journal, means.files, _selected(batch, patterns))
        if problems:
            raise RefusedError(*problems)
        return batch


def find_record(state: Path, name: str) -> Record:
    """The batch with an id, or ``last``, that can be brought back.

    Raises:
        RefusedError: there is none; or it was brought back, or purged.
    """
    records = [record for record in all_records(state) if record.status in ("done", "unfinished")]
    found = [record for record in records if name in ("last", record.batch.id)]
    if not found:
        known = ", ".join(record.batch.id for record in records)
        remedy = (
            f"there is: {known}" if known else "only what `modelpolicy cache apply` moved, and nobody purged, is there"
        )
        raise RefusedError(Problem(name, 0, "nothing of this deletion is in quarantine", remedy))
    return found[-1]


def _selected(batch: Batch, patterns: Iterable[str]) -> set[int] | None:
    wanted = list(patterns)
    if not wanted:
        return None
    found = [one for one in batch.artifacts if any(_matches(one.model, pattern) for pattern in wanted)]
    if not found:
        remedy = f"it has: {', '.join(sorted({one.model for one in batch.artifacts}))}"
        raise RefusedError(Problem(", ".join(wanted), 0, "this deletion has no such model", remedy))
    return {number for one in found for number in one.moves}


def _matches(model: str, pattern: str) -> bool:
    return fnmatchcase(model, pattern) or fnmatchcase(model.partition(":")[2], pattern)


def _refuse_stale(document: Mapping[str, Any], plan: Plan, state: Path) -> None:
    same = [one for one in all_records(state) if one.batch.fingerprint == document["fingerprint"]]
    done = [record.batch.id for record in same if record.status == "done"]
    if done:
        remedy = f"`modelpolicy cache restore {done[0]}` undoes it; make another plan to delete more"
        raise RefusedError(Problem("plan", 0, "this plan was applied already", remedy))
    now = to_document(plan, document["created"])
    changes = differences(document, now)
    if changes:
        remedy = "make another plan, and read it"
        raise RefusedError(*(Problem("plan", 0, f"it does not hold any more: {change}", remedy) for change in changes))


def allocated_in(directory: str) -> int:
    """What a directory and everything below it take on the disk, in bytes; no link is followed."""
    seen: dict[tuple[int, int], int] = {}
    for place, directories, names in os.walk(directory):
        for path in (place, *(os.path.join(place, name) for name in (*directories, *names))):  # noqa: PTH118
            status = os.lstat(path)
            seen[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(seen.values())

"""Freeing the quarantine, of what is old enough and nobody needs again."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.cleanup.batch import Batch
from modelpolicy.cleanup.files import RealFiles
from modelpolicy.cleanup.journal import Journal, all_records
from modelpolicy.cleanup.locks import exclusive
from modelpolicy.cleanup.moving import in_quarantine
from modelpolicy.cleanup.projects import Projects
from modelpolicy.cleanup.purge import purge
from modelpolicy.errors import Problem
from modelpolicy.settings.project import Project
from modelpolicy.usecases.delete import LOCK, WHAT, Means, allocated_in, undo_unfinished
from modelpolicy.usecases.live import live
from modelpolicy.usecases.stock import judge_stock


@dataclass(frozen=True, slots=True)
class Purged:
    """The ids of the batches that are gone, those that stay with the reason, and the bytes measured as freed."""

    batches: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    freed: int = 0
    problems: tuple[Problem, ...] = ()


def purge_old(project: Project, state: Path, now: int, age: int, confirm: Callable[[int], bool]) -> Purged:
    """Delete what has been in quarantine for ``age`` seconds.

    A batch with a model that is needed again, and is not there, stays; so does one from the future.

    Raises:
        RefusedError: something else is at work, or what some project needs is not known.
        InputError: settings or registry cannot be used.
    """
    with exclusive(state / LOCK, WHAT):
        undo_unfinished(Means(state))
        held = [record.batch for record in all_records(state) if in_quarantine(record.batch)]
        old = [batch for batch in held if now - batch.created >= age]
        missed = _missed(project, state) if old else frozenset[str]()
        kept = tuple((batch.id, reason) for batch in old if (reason := _reason(batch, missed)))
        going = [batch for batch in old if not _reason(batch, missed)]
        if not going or not confirm(len(going)):
            return Purged(kept=kept)
        return _purge(going, state, kept)


def _missed(project: Project, state: Path) -> frozenset[str]:
    """The models that enabled analyzers need and that are not in the stores."""
    stock = judge_stock(project, live(project, Projects(state)).wanted)
    return frozenset(str(demand.model) for demand in stock.closure.missing if demand.enabled)


def _reason(batch: Batch, missed: Collection[str]) -> str:
    needed = sorted({one.model for one in batch.artifacts} & set(missed))
    return f"{', '.join(needed)} is needed again; bring it back: modelpolicy cache restore {batch.id}" if needed else ""


def _purge(going: Iterable[Batch], state: Path, kept: tuple[tuple[str, str], ...]) -> Purged:
    done, problems, freed = [], [], 0
    for batch in going:
        before = sum(map(allocated_in, batch.quarantines))
        # From here on it cannot be brought back as it was, whether this comes to an end or not.
        Journal(state, batch.id, RealFiles()).end("purged")
        found = purge(batch)
        freed += before - sum(map(allocated_in, batch.quarantines))
        problems += found
        if not found:
            done.append(batch.id)
    return Purged(tuple(done), kept, freed, tuple(problems))

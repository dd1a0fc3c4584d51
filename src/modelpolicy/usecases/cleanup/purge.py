"""Freeing the quarantine, of what is old enough and nobody needs again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.cleanup.moving.age import dated
from modelpolicy.cleanup.moving.batch import Batch
from modelpolicy.cleanup.moving.files import RealFiles
from modelpolicy.cleanup.moving.held import artifact_of, needs_of
from modelpolicy.cleanup.moving.journal import Journal, all_records
from modelpolicy.cleanup.moving.locks import exclusive
from modelpolicy.cleanup.moving.moving import is_held
from modelpolicy.cleanup.moving.purge import purge
from modelpolicy.cleanup.projects.projects import Projects
from modelpolicy.domain.artifact import Artifact
from modelpolicy.errors import Problem
from modelpolicy.liveness.verdict import judge
from modelpolicy.settings.project import Project
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.needs import Needs, read_needs
from modelpolicy.usecases.cleanup.delete import LOCK, WHAT, Means, allocated_in, undo_unfinished
from modelpolicy.usecases.stock.live import live
from modelpolicy.usecases.stock.stock import Stock, judge_stock


@dataclass(frozen=True, slots=True)
class Purged:
    """The ids of the batches that are gone, those that stay with the reason, and the bytes measured as freed."""

    batches: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    freed: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    """An artifact in quarantine, as it would be in its store."""

    artifact: Artifact
    needs: Needs
    batch: str


def purge_old(project: Project, state: Path, now: int, age: int, confirm: Callable[[int], bool]) -> Purged:
    """Delete what has been in quarantine for ``age`` seconds, and what an earlier run did not come to the end of.

    A batch with a model that is needed again, and is not there, stays. One that is dated in the future stays this time.

    Raises:
        RefusedError: something else is at work, or what some project needs is not known.
        InputError: settings or registry cannot be used.
    """
    with exclusive(state / LOCK, WHAT):
        undo_unfinished(Means(state))
        held = [(record, since) for record, since in dated(all_records(state), now) if is_held(record.batch)]
        begun = [record.batch for record, _ in held if record.status == "purged"]
        waiting = [(record.batch, since) for record, since in held if record.status != "purged"]
        old = [batch for batch, since in waiting if since is not None and now - since >= age]
        reasons = _reasons(project, state, old) if old else {}
        ahead = [batch for batch, since in waiting if since is None]
        kept = (*reasons.items(), *(_see(batch, state, now) for batch in ahead))
        going = [*begun, *(batch for batch in old if batch.id not in reasons)]
        if not going or not confirm(len(going)):
            return Purged(kept=kept)
        return _purge(going, state, kept)


def _see(batch: Batch, state: Path, now: int) -> tuple[str, str]:
    with suppress(OSError):  # a purge is for a full disk: then the next one sees it first
        Journal(state, batch.id, RealFiles()).see(now)
    return batch.id, "it is dated in the future, for the clock was set back: its age counts from now on"


def _reasons(project: Project, state: Path, batches: Iterable[Batch]) -> dict[str, str]:
    """Why batches have to stay, by their ids: what would be needed if it were back in its store, and is not there."""
    asked = live(project, Projects(state)).wanted
    stock = judge_stock(project, asked)
    missing = {id(one.artifact): one for one in _missing(batches, stock)}
    artifacts = (*stock.holdings.artifacts, *(one.artifact for one in missing.values()))

    def needs(artifact: Artifact) -> Needs:
        return missing[id(artifact)].needs if id(artifact) in missing else read_needs(artifact)

    judged, _ = judge(asked.demands, Holdings(artifacts, stock.stores, stock.machine), needs)
    reasons: dict[str, str] = {}
    for one in judged:
        if id(one.artifact) in missing and one.verdict in ("needed", "shared", "protected"):
            batch = missing[id(one.artifact)].batch
            remedy = f"bring it back: modelpolicy cache restore {batch}"
            reasons.setdefault(batch, f"{one.artifact.model} is needed again ({one.reasons[0]}); {remedy}")
    return reasons


def _missing(batches: Iterable[Batch], stock: Stock) -> Iterator[_Held]:
    """What is in quarantine and not, as a whole, in its store."""
    whole = {_name(artifact) for artifact in stock.holdings.artifacts if artifact.state == "complete"}
    for batch in batches:
        for moved in batch.artifacts:
            artifact = artifact_of(moved)
            if _name(artifact) not in whole:
                yield _Held(artifact, needs_of(moved), batch.id)


def _name(artifact: Artifact) -> tuple[str, str | None, str]:
    return str(artifact.model), artifact.revision, artifact.home


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

"""A clock that jumps, both ways: what was deleted last, and what is old, does not hang on it."""

from typing import Any

import pytest

from modelpolicy.cleanup.moving.journal import all_records
from modelpolicy.cleanup.planning.plan_file import to_document
from modelpolicy.cleanup.projects.projects import Projects
from modelpolicy.domain.plan import Options
from modelpolicy.errors import RefusedError
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.cleanup.delete import Means, apply, restore
from modelpolicy.usecases.cleanup.plan import make_plan
from modelpolicy.usecases.cleanup.purge import Purged, purge_old
from tests.cleanup.dying import Unsynced
from tests.cleanup.machine import NEW, Machine, edit_journal, tree

TODAY = 1_800_000_000
DAY, WEEK = 86_400, 7 * 86_400
BACK, AHEAD = TODAY - 3_000 * DAY, TODAY + 3_000 * DAY
"""Where the clock jumps to, in seconds since 1970 UTC."""

both_ways = pytest.mark.parametrize("wrong", [BACK, AHEAD], ids=["back", "ahead"])


def planned(machine: Machine, pattern: str) -> dict[str, Any]:
    """What nobody needs, and the unknown models that match."""
    plan = make_plan(find_project(machine.project), Options((pattern,)), Projects(machine.state)).plan
    return to_document(plan, "2026-01-01T00:00:00Z")


def apply_at(machine: Machine, document: dict[str, Any], now: int) -> str:
    """Gives the id of the deletion."""
    means = Means(machine.state, Unsynced())
    applied = apply(find_project(machine.project), document, means, now, lambda _: True)
    assert applied is not None
    return applied.batch.id


def delete(machine: Machine, pattern: str, now: int) -> str:
    return apply_at(machine, planned(machine, pattern), now)


def purge_at(machine: Machine, now: int, age: int = WEEK) -> Purged:
    return purge_old(find_project(machine.project), machine.state, now, age, lambda _: True)


@pytest.fixture(params=[(TODAY, BACK, AHEAD), (AHEAD, TODAY, BACK), (TODAY, TODAY, TODAY)], ids=str)
def deletions(request: pytest.FixtureRequest, machine: Machine) -> list[str]:
    """Three, one after the other, while the clock jumps."""
    for name in ("odd/one", "odd/two"):
        machine.hub.revision(name, NEW, {"model.bin": 10}, "main")
    patterns = ("hf:none/*", "hf:odd/one", "hf:odd/two")
    return [delete(machine, pattern, now) for pattern, now in zip(patterns, request.param, strict=True)]


def test_the_last_deletion_is_the_one_that_was_made_last(machine: Machine, deletions: list[str]) -> None:
    means = Means(machine.state, Unsynced())
    assert [restore(means, "last").id for _ in deletions] == deletions[::-1]
    assert machine.hub.directory("odd/two").exists()


@pytest.mark.usefixtures("deletions")
def test_numbers_are_not_given_twice(machine: Machine) -> None:
    """However few deletions are still in quarantine."""
    means = Means(machine.state, Unsynced())
    restore(means, "last")
    purge_at(machine, AHEAD, age=0)
    again = delete(machine, "hf:odd/two", BACK - DAY)
    numbers = [record.batch.number for record in all_records(machine.state)]
    assert numbers == [1, 2, 3, 4]
    assert restore(means, "last").id == again


@both_ways
def test_a_plan_is_applied_once_whatever_the_clock_says(machine: Machine, wrong: int) -> None:
    before = tree(machine.hub.root)
    document = planned(machine, "hf:none/*")
    apply_at(machine, document, TODAY)
    with pytest.raises(RefusedError, match="was applied already"):
        apply_at(machine, document, wrong)
    restore(Means(machine.state, Unsynced()), "last")
    assert tree(machine.hub.root) == before


def test_journals_without_numbers_are_older_than_all_that_have_one(machine: Machine) -> None:
    machine.hub.revision("odd/one", NEW, {"model.bin": 10}, "main")
    old = delete(machine, "hf:none/*", TODAY)
    edit_journal(machine.state / "deleted" / f"{old}.jsonl", lambda batch: batch.pop("number"))
    new = delete(machine, "hf:odd/one", BACK)
    means = Means(machine.state, Unsynced())
    assert [restore(means, "last").id for _ in range(2)] == [new, old]


def test_a_deletion_from_the_future_is_not_old(machine: Machine) -> None:
    batch = delete(machine, "hf:none/*", AHEAD)
    purged = purge_at(machine, TODAY, age=0)
    assert purged.batches == ()
    assert purged.kept == (
        (batch, "it is dated in the future, for the clock was set back: its age counts from now on"),
    )


def test_a_deletion_from_the_future_does_not_stay_for_ever(machine: Machine) -> None:
    batch = delete(machine, "hf:none/*", AHEAD)
    purge_at(machine, TODAY)
    assert purge_at(machine, TODAY + WEEK - 1).batches == ()
    assert purge_at(machine, TODAY + WEEK).batches == (batch,)


def test_a_purge_while_the_clock_was_set_back_makes_nothing_old(machine: Machine) -> None:
    """Once the clock is right again, the moment at which that purge saw it must not count."""
    batch = delete(machine, "hf:none/*", TODAY)
    assert purge_at(machine, BACK).batches == ()
    assert purge_at(machine, TODAY + WEEK - 1).batches == ()
    assert purge_at(machine, TODAY + WEEK).batches == (batch,)


def test_a_deletion_while_the_clock_was_set_back_is_no_older_than_the_one_before(machine: Machine) -> None:
    machine.hub.revision("odd/one", NEW, {"model.bin": 10}, "main")
    first = delete(machine, "hf:none/*", TODAY)
    second = delete(machine, "hf:odd/one", BACK)
    assert purge_at(machine, TODAY + DAY).batches == ()
    assert purge_at(machine, TODAY + WEEK).batches == (first, second)


@both_ways
def test_a_purge_can_be_repeated_after_a_jump(machine: Machine, wrong: int) -> None:
    delete(machine, "hf:none/*", wrong)
    for now in (TODAY, wrong, TODAY, TODAY + WEEK):
        purge_at(machine, now)
    assert purge_at(machine, TODAY + 2 * WEEK) == Purged()
    assert not list(machine.home.rglob(".modelpolicy-quarantine/*"))

"""Killed at every operation in turn: no byte is ever lost, and everything can be as it was."""

import errno
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest

from modelpolicy.cleanup.moving.files import Files
from modelpolicy.cleanup.moving.journal import all_records
from modelpolicy.errors import RefusedError
from modelpolicy.usecases.cleanup.delete import Means, carry_out, restore, undo_unfinished
from tests.cleanup.dying import Moment, Recorded, Unsynced, dies, failing, killed
from tests.cleanup.machine import tree
from tests.cleanup.stocked import SHAPES, Stocked, age, content
from tests.stores.hub import Hub


@pytest.fixture(params=SHAPES, ids=lambda shape: shape.__name__)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Stocked]:
    """A new cache of one shape whenever it is called."""
    numbers = count()

    def made() -> Stocked:
        root = tmp_path / str(next(numbers)) / "hub"
        root.mkdir(parents=True)
        stocked: Stocked = request.param(Hub(root))
        age(root)
        return stocked

    return made


def operations_of(work: Callable[[Files], object]) -> list[str]:
    recorded = Recorded()
    work(recorded)
    return [name for name, *_ in recorded.done]


def every_death(operations: Iterable[str]) -> Iterator[tuple[int, Moment]]:
    """Before the first, after each (which is before the next), and in the middle of what is written."""
    yield 1, "before"
    for step, name in enumerate(operations, start=1):
        if name == "append":
            yield step, "half"
        yield step, "after"


def test_apply_killed_at_every_operation(make: Callable[[], Stocked]) -> None:
    first = make()
    batch = first.batch()
    assert batch.moves
    operations = operations_of(lambda files: carry_out(batch, Means(first.state, files)))
    deaths = 0
    for step, moment in every_death(operations):
        stocked = make()
        root, home = stocked.hub.root, stocked.hub.root.parent
        before, bytes_before = tree(root), content(root)
        batch = stocked.batch()
        deaths += dies(lambda: carry_out(batch, Means(stocked.state, killed(step, moment))))  # noqa: B023
        assert content(root, home / ".modelpolicy-quarantine") == bytes_before
        undo_unfinished(Means(stocked.state, Unsynced()))
        for record in all_records(stocked.state):
            if record.status == "done":
                restore(Means(stocked.state, Unsynced()), record.batch.id)
        assert tree(root) == before
        again = stocked.batch()
        carry_out(again, Means(stocked.state, Unsynced()))
        restore(Means(stocked.state, Unsynced()), again.id)
        assert tree(root) == before
        assert not (home / ".modelpolicy-quarantine").exists()
    assert deaths > len(operations)


def test_restore_killed_at_every_operation(make: Callable[[], Stocked]) -> None:
    first = make()
    batch = first.batch()
    carry_out(batch, Means(first.state, Unsynced()))
    operations = operations_of(lambda files: restore(Means(first.state, files), batch.id))
    for step, moment in every_death(operations):
        stocked = make()
        root, home = stocked.hub.root, stocked.hub.root.parent
        before, bytes_before = tree(root), content(root)
        batch = stocked.batch()
        carry_out(batch, Means(stocked.state, Unsynced()))
        dies(lambda: restore(Means(stocked.state, killed(step, moment)), batch.id))  # noqa: B023
        assert content(root, home / ".modelpolicy-quarantine") == bytes_before
        if [record.status for record in all_records(stocked.state)] != ["restored"]:
            restore(Means(stocked.state, Unsynced()), batch.id)
        assert tree(root) == before
        assert not (home / ".modelpolicy-quarantine").exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EXDEV, errno.EIO])
def test_what_fails_half_way_is_undone(make: Callable[[], Stocked], code: int) -> None:
    first = make()
    batch = first.batch()
    operations = operations_of(lambda files: carry_out(batch, Means(first.state, files)))
    for step in range(1, len(operations) + 1):
        stocked = make()
        before = tree(stocked.hub.root)
        with pytest.raises(RefusedError):
            carry_out(stocked.batch(), Means(stocked.state, failing(step, OSError(code, "told to fail", "somewhere"))))
        assert tree(stocked.hub.root) == before
        undo_unfinished(Means(stocked.state, Unsynced()))
        assert tree(stocked.hub.root) == before


def test_a_disk_that_stays_full_loses_nothing(make: Callable[[], Stocked]) -> None:
    """From some operation on, nothing more can be written; moving back still works, and the rest is done later."""
    first = make()
    batch = first.batch()
    operations = operations_of(lambda files: carry_out(batch, Means(first.state, files)))
    last_written = max(step for step, name in enumerate(operations, start=1) if name == "append")
    for full_from in range(1, last_written + 1):
        stocked = make()
        before = tree(stocked.hub.root)

        def fill(files: Recorded, moment: Moment, since: int = full_from) -> None:
            if moment == "before" and len(files.done) >= since and files.done[-1][0] in ("append", "make_directory"):
                raise OSError(errno.ENOSPC, "No space left on device", "somewhere")

        with pytest.raises(RefusedError):
            carry_out(stocked.batch(), Means(stocked.state, Recorded(fill)))
        undo_unfinished(Means(stocked.state, Unsynced()))
        assert tree(stocked.hub.root) == before

"""``purge`` is all that cannot be undone: what it keeps, and what a death in the middle leaves behind."""

import json
import os
import shutil
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from modelpolicy.cleanup.moving.journal import all_records
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.cleanup.delete import Means, carry_out
from modelpolicy.usecases.cleanup.purge import Purged, purge_old
from tests.cleanup.changes import changes, watching
from tests.cleanup.dying import Unsynced, dies
from tests.cleanup.machine import NEW, OLD, Machine, tree
from tests.cleanup.stocked import SHAPES, Stocked, files_below
from tests.stores.hub import Hub

LATER = 2_000_000_000
"""Long after every deletion of these tests, in seconds since 1970 UTC."""


def purge_now(machine: Machine, age: int = 0) -> Purged:
    return purge_old(find_project(machine.project), machine.state, LATER, age, lambda _: True)


def write_code(machine: Machine, body: str) -> None:
    (machine.project / "app" / "captions.py").write_text(
        f"import sys\nfrom transformers import AutoModel\nclass Captions:\n    def load(self):\n        return {body}\n"
    )
    catalogue = machine.project / "app" / "catalogue.py"
    catalogue.write_text(catalogue.read_text().replace('["captions"]', "[]"))


@pytest.mark.parametrize(
    ("body", "model"),
    [
        ('AutoModel.from_pretrained("team/blip")', "hf:team/blip"),
        (f'AutoModel.from_pretrained("openai/clip", revision="{OLD}")', "hf:openai/clip"),
        ("AutoModel.from_pretrained(sys.argv[1])", "hf:openai/clip"),
    ],
    ids=["the model", "its old revision", "any model"],
)
def test_what_would_be_needed_if_it_were_back_stays(machine: Machine, body: str, model: str) -> None:
    machine.plan()
    assert machine.apply() == 0
    write_code(machine, body)
    purged = purge_now(machine)
    assert purged.batches == ()
    ((_, reason),) = purged.kept
    assert reason.startswith(f"{model} is needed again")
    assert f"modelpolicy cache restore {all_records(machine.state)[0].batch.id}" in reason


def test_what_a_needed_model_in_another_deletion_needs_stays(machine: Machine) -> None:
    """The adapter and its base went one after the other. The adapter is needed again, and with it the base."""
    shutil.rmtree(machine.hub.directory("team/blip"))
    machine.hub.revision("team/base", NEW, {"model.bin": 7}, "main")
    machine.plan("--include-unknown", "hf:team/base")
    assert machine.apply() == 0
    config = json.dumps({"base_model_name_or_path": "team/base"}).encode()
    machine.hub.revision("team/blip", NEW, {"adapter_config.json": config}, "main")
    machine.plan()
    assert machine.apply() == 0
    write_code(machine, 'AutoModel.from_pretrained("team/blip")')
    assert len(purge_now(machine).kept) == 2


def test_what_was_downloaded_again_is_not_needed_from_quarantine(machine: Machine) -> None:
    machine.plan()
    assert machine.apply() == 0
    machine.hub.revision("team/blip", NEW, {"model.bin": 10_000}, "main")
    write_code(machine, 'AutoModel.from_pretrained("team/blip")')
    assert len(purge_now(machine).batches) == 1
    assert machine.hub.directory("team/blip").exists()


def test_what_was_purged_in_part_is_purged_to_the_end(machine: Machine) -> None:
    """It cannot be brought back any more, whether somebody needs it again or not."""
    machine.plan()
    assert machine.apply() == 0
    project = find_project(machine.project)

    def purge_and_die() -> None:
        with watching(lambda event, _: os.kill(os.getpid(), signal.SIGKILL) if event == "os.remove" else None):
            purge_old(project, machine.state, LATER, 0, lambda _: True)

    assert dies(purge_and_die)
    write_code(machine, 'AutoModel.from_pretrained("team/blip")')
    assert len(purge_now(machine, age=LATER).batches) == 1
    assert not list(machine.home.rglob(".modelpolicy-quarantine/*"))


@pytest.fixture(params=SHAPES, ids=lambda shape: shape.__name__)
def make(request: pytest.FixtureRequest, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Machine]:
    """A machine with a cache of one shape, whose free part is in quarantine; anew whenever it is called."""
    numbers = count()

    def made() -> Machine:
        home = machine.home / str(next(numbers))
        (home / "hub").mkdir(parents=True)
        monkeypatch.setenv("HF_HUB_CACHE", str(home / "hub"))
        stocked: Stocked = request.param(Hub(home / "hub"))
        carry_out(stocked.batch(), Means(stocked.state, Unsynced()))
        return Machine(home)

    return made


def killer(step: int) -> Callable[..., None]:
    """Kills its process when it is called for the ``step``-th time."""
    numbers = count(1)

    def kill(*_: object) -> None:
        if next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return kill


def test_purge_killed_at_every_operation(make: Callable[[], Machine], machine: Machine) -> None:
    project = find_project(machine.project)

    def purge(state: Path, step: int = 0) -> None:
        with watching(killer(step)):
            purge_old(project, state, LATER, 0, lambda _: True)

    for step in count(1):
        one = make()
        kept = tree(one.home / "hub")
        held = files_below([one.home / ".modelpolicy-quarantine"])
        died = dies(lambda: purge(one.state, step))  # noqa: B023
        assert tree(one.home / "hub") == kept
        (record,) = all_records(one.state)
        assert record.status == "purged" or files_below([one.home / ".modelpolicy-quarantine"]) == held
        purge(one.state)
        assert tree(one.home / "hub") == kept
        # Where the process died last of all, an empty directory is left: the next deletion takes it.
        assert not list(one.home.glob(".modelpolicy-quarantine/*"))
        if not died:
            assert step > 3
            return


def test_purge_touches_the_quarantine_and_the_state_alone(make: Callable[[], Machine], machine: Machine) -> None:
    one = make()
    with changes() as found:
        purged = purge_old(find_project(machine.project), one.state, LATER, 0, lambda _: True)
    assert len(purged.batches) == 1
    allowed = (f"{one.home}/.modelpolicy-quarantine/", f"{one.state}/")
    assert [entry for entry in found if not f"{entry[1]}/".startswith(allowed)] == []
    assert "os.remove" in {event for event, _ in found}

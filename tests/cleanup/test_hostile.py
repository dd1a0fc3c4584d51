"""Whatever lies in a cache or stands in a plan: nothing outside of the stores is touched.

That the trees are the same afterwards is not enough: the attempts are counted, whether they would succeed or not.
"""

import json
import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from modelpolicy.cleanup.moving.moving import names_digest
from modelpolicy.cleanup.planning.moves import is_inside
from modelpolicy.cleanup.planning.plan_file import fingerprint
from modelpolicy.cli.main import main
from modelpolicy.usecases.cleanup.delete import Means, carry_out
from tests.cleanup.changes import changes_only_in
from tests.cleanup.dying import Recorded
from tests.cleanup.machine import NEW, OLD, Machine, edit_journal, tree
from tests.cleanup.stocked import ALL, SHAPES, Stocked
from tests.stores.hub import Hub


@pytest.mark.parametrize(
    "path",
    ["/hub", "/hub/../etc", "/hub/a/../../x", "/hub//x", "/hub/./x", "hub/x", "/hubx/y", "/hub/a\0b", "", "/", "/hub/"],
)
def test_what_is_not_strictly_below_a_root_lies_outside(path: str) -> None:
    assert not is_inside(path, "/hub")


def test_no_root_holds_everything() -> None:
    assert not is_inside("/etc/passwd", "/")
    assert not is_inside("/etc/passwd", "")
    assert is_inside("/hub/models--a--b\n\x1b[2J", "/hub")


def attempts_stay_inside(machine: Machine) -> AbstractContextManager[None]:
    """In the caches and in the state."""
    return changes_only_in(machine.home / "cache", machine.state)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../../x",
        "{hub}/../../precious",
        "{home}/precious",
        "{hub}/MODELS--team--blip",
        "a\0b",
        "new\nline",
        "\x1b[2J",
        "",
        "/",
        "{hub}",
        "{hub}/link/precious",
    ],
)
def test_paths_in_a_plan_are_never_followed(machine: Machine, path: str) -> None:
    (machine.home / "precious").write_bytes(b"precious")
    (machine.hub.root / "link").symlink_to(machine.home)
    document = machine.plan()
    path = path.format(hub=machine.hub.root, home=machine.home)
    document["moves"] = [path]
    for line in document["delete"]:
        line["home"] = line["root"] = path
    document["fingerprint"] = fingerprint(document)
    (machine.home / "plan.json").write_text(json.dumps(document))
    before = tree(machine.home / "cache")
    with attempts_stay_inside(machine):
        assert machine.apply() == 4
    assert tree(machine.home / "cache") == before
    assert (machine.home / "precious").read_bytes() == b"precious"


def test_links_out_of_the_cache_stay_and_their_targets_too(machine: Machine) -> None:
    outside = machine.home / "outside"
    outside.mkdir()
    (outside / "precious.bin").write_bytes(b"precious")
    root = machine.hub.root
    (root / "models--evil--directory").symlink_to(outside)
    (root / "models--evil--loop").symlink_to(root / "models--evil--loop")
    snapshot = machine.hub.revision("evil/file", NEW, {"a.bin": 1}, "main")
    (snapshot / "b.bin").symlink_to(outside / "precious.bin")
    linked = machine.hub.directory("evil/snapshot")
    (linked / "snapshots").mkdir(parents=True)
    (linked / "snapshots" / OLD).symlink_to(outside)
    os.link(outside / "precious.bin", machine.hub.revision("evil/hard", NEW, {}, "main") / "hard.bin")
    before = tree(outside)
    document = machine.plan("--include-unknown", "*")
    with attempts_stay_inside(machine):
        assert machine.apply() == 0
        assert main(["cache", "purge", "--older-than", "0d", "--yes"]) == 0
    gone = {line["id"] for line in document["delete"]}
    assert "hf:evil/hard" in gone
    assert gone.isdisjoint({"hf:evil/directory", "hf:evil/loop", "hf:evil/file", "hf:evil/snapshot"})
    assert tree(outside) == before


def test_odd_names_go_and_come_back(machine: Machine) -> None:
    for name in ("..", "a\nb", "\x1b[2J", "\udcff", "A", "a"):
        (machine.hub.root / f"models--odd--{name}" / "snapshots" / NEW).mkdir(parents=True)
        (machine.hub.root / f"models--odd--{name}" / "snapshots" / NEW / "x.bin").write_bytes(b"x")
    before = tree(machine.hub.root)
    machine.plan("--include-unknown", "hf:odd/*")
    with attempts_stay_inside(machine):
        assert machine.apply() == 0
        assert not list(machine.hub.root.glob("models--odd--*"))
        assert main(["cache", "restore", "last"]) == 0
    assert tree(machine.hub.root) == before


def test_a_root_that_is_a_link_is_the_directory_behind_it(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    link = machine.home / "link"
    link.symlink_to(machine.hub.root)
    monkeypatch.setenv("HF_HUB_CACHE", str(link))
    before = tree(machine.hub.root)
    assert all(entry.startswith(f"{machine.hub.root}/") for entry in machine.plan()["moves"])
    with attempts_stay_inside(machine):
        assert machine.apply() == 0
        assert main(["cache", "restore", "last"]) == 0
    assert tree(machine.hub.root) == before
    assert link.is_symlink()


def test_a_quarantine_that_is_a_link_is_not_used(machine: Machine) -> None:
    outside = machine.home / "outside"
    outside.mkdir()
    (machine.hub.root.parent / ".modelpolicy-quarantine").symlink_to(outside)
    before = tree(machine.hub.root)
    machine.plan()
    with attempts_stay_inside(machine):
        assert machine.apply() == 4
    assert tree(machine.hub.root) == before
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_operation_stays_in_the_store_the_quarantine_and_the_state(shape: object, tmp_path: Path) -> None:
    (tmp_path / "hub").mkdir()
    stocked: Stocked = shape(Hub(tmp_path / "hub"))  # type: ignore[operator]
    assert stocked.plan(ALL).entries
    files = Recorded()
    carry_out(stocked.batch(), Means(stocked.state, files))
    allowed = tuple(str(tmp_path / name) for name in ("hub", ".modelpolicy-quarantine", "state"))
    paths = [argument for _, *arguments in files.done for argument in arguments if argument.startswith("/")]
    assert [path for path in paths if not any(path == one or is_inside(path, one) for one in allowed)] == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("{hub}/../odd", None),
        ("{home}/odd", None),
        (None, "{home}/precious"),
        (None, "{hub}/../../precious"),
    ],
    ids=["upwards", "beside the store", "from outside", "from outside, upwards"],
)
def test_a_journal_that_somebody_edited_leads_nowhere_outside(
    machine: Machine, source: str | None, target: str | None
) -> None:
    """``restore`` moves by the journal: that is a file, too."""
    (machine.home / "precious").write_bytes(b"precious")
    machine.plan()
    assert machine.apply() == 0
    (journal,) = (machine.state / "deleted").glob("*.jsonl")
    places = {"hub": machine.hub.root, "home": machine.home}

    def lead_outside(batch: dict[str, Any]) -> None:
        for move in batch["moves"]:
            move["source"] = source.format(**places) if source else move["source"]
            move["target"] = target.format(**places) if target else move["target"]

    edit_journal(journal, lead_outside)
    before = tree(machine.home / "cache")
    with attempts_stay_inside(machine):
        assert main(["cache", "restore", "last"]) == 4
        assert main(["cache", "purge", "--older-than", "0d", "--yes"]) == 4
    assert tree(machine.home / "cache") == before
    assert (machine.home / "precious").read_bytes() == b"precious"


def test_a_journal_that_somebody_edited_sets_no_times_outside(machine: Machine) -> None:
    outside = machine.home / "outside"
    outside.mkdir()
    machine.plan()
    assert machine.apply() == 0
    (journal,) = (machine.state / "deleted").glob("*.jsonl")
    other = {"path": str(outside), "names": names_digest(str(outside))}
    edit_journal(journal, lambda batch: batch["directories"][0].update(other))
    before = tree(outside)
    with attempts_stay_inside(machine):
        assert main(["cache", "restore", "last"]) == 4
    assert tree(outside) == before

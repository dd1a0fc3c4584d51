"""Whatever lies in a cache or stands in a plan: nothing outside of the stores is touched."""

import json
import os
from pathlib import Path

import pytest

from modelpolicy.cleanup.moves import is_inside
from modelpolicy.cleanup.plan_file import fingerprint
from modelpolicy.cli.main import main
from modelpolicy.usecases.delete import Means, carry_out
from tests.cleanup.dying import Recorded
from tests.cleanup.machine import NEW, OLD, Machine, tree
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


@pytest.mark.parametrize("path", ["/etc/passwd", "../../x", "a\0b", "new\nline", "\x1b[2J"])
def test_paths_in_a_plan_are_never_followed(machine: Machine, path: str) -> None:
    document = machine.plan()
    document["moves"] = [path]
    for line in document["delete"]:
        line["home"] = line["root"] = path
    document["fingerprint"] = fingerprint(document)
    (machine.home / "plan.json").write_text(json.dumps(document))
    before = tree(machine.home / "cache")
    assert machine.apply() == 4
    assert tree(machine.home / "cache") == before


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
    gone = {line["id"] for line in document["delete"]}
    assert "hf:evil/hard" in gone
    assert gone.isdisjoint({"hf:evil/directory", "hf:evil/loop", "hf:evil/file", "hf:evil/snapshot"})
    assert machine.apply() == 0
    assert main(["cache", "purge", "--older-than", "0d", "--yes"]) == 0
    assert tree(outside) == before


def test_odd_names_go_and_come_back(machine: Machine) -> None:
    for name in ("..", "a\nb", "\x1b[2J", "\udcff", "A", "a"):
        (machine.hub.root / f"models--odd--{name}" / "snapshots" / NEW).mkdir(parents=True)
        (machine.hub.root / f"models--odd--{name}" / "snapshots" / NEW / "x.bin").write_bytes(b"x")
    before = tree(machine.hub.root)
    machine.plan("--include-unknown", "hf:odd/*")
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
    assert machine.apply() == 0
    assert main(["cache", "restore", "last"]) == 0
    assert tree(machine.hub.root) == before
    assert link.is_symlink()


def test_a_quarantine_that_is_a_link_is_not_used(machine: Machine) -> None:
    outside = machine.home / "outside"
    outside.mkdir()
    (machine.hub.root.parent / ".modelpolicy-quarantine").symlink_to(outside)
    machine.plan()
    before = tree(machine.hub.root)
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

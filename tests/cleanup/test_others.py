"""What other processes do at the same time, and what the hub client itself says of the outcome."""

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import huggingface_hub
import pytest

from modelpolicy.cli.main import main
from tests.cleanup.machine import NEW, OLD, Machine, deleted, made, tree
from tests.cleanup.nobody import as_nobody, give_to_nobody, place_of_nobody
from tests.stores.hub import Hub


def test_a_download_that_is_under_way_stops_everything(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    lock = machine.hub.root / ".locks" / "models--team--blip" / "etag.lock"
    lock.parent.mkdir(parents=True)
    machine.plan()
    before = tree(machine.hub.root)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        before = tree(machine.hub.root)
        assert machine.apply() == 4
    assert "a download is under way" in capsys.readouterr().err
    assert tree(machine.hub.root) == before
    assert machine.apply() == 0


def test_of_two_at_once_one_is_refused(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.plan()
    machine.state.mkdir(exist_ok=True)
    with (machine.state / "deleting.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert machine.apply() == 4
    assert "at work in another process" in capsys.readouterr().err
    assert machine.apply() == 0


def test_what_a_process_holds_open_stays(machine: Machine) -> None:
    blob = next((machine.hub.directory("team/blip") / "blobs").iterdir())
    script = "import sys; file = open(sys.argv[1]); print(flush=True); sys.stdin.read()"
    with subprocess.Popen(  # noqa: S603 - this interpreter, with arguments of this file
        [sys.executable, "-c", script, str(blob)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        document = machine.plan()
        process.communicate()
    assert deleted(document) == [("hf:openai/clip", "a")]
    (kept,) = [line for line in document["keep"] if line["id"] == "hf:team/blip"]
    assert kept["reasons"][0].startswith(f"a running process holds it open: {process.pid}")


def test_what_lies_there_again_is_not_overwritten(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.plan()
    assert machine.apply() == 0
    again = machine.hub.revision("team/blip", NEW, {"model.bin": 3}, "main")
    assert main(["cache", "restore", "last"]) == 4
    assert "lies there again" in capsys.readouterr().err
    assert (again / "model.bin").read_bytes() == bytes(3)
    assert (machine.hub.directory("openai/clip") / "snapshots" / OLD / "model.bin").exists()


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """A machine whose user may take nothing out of the old revision's directory."""
    with place_of_nobody() as home:
        machine = made(home, monkeypatch)
        machine.state.mkdir()
        (machine.hub.directory("openai/clip") / "snapshots").chmod(0o555)
        give_to_nobody(home)
        main(["cache", "plan"])  # what is imported late: that user may not read it
        yield machine


def test_what_may_not_be_moved_stays(closed: Machine) -> None:
    assert as_nobody(lambda: deleted(closed.plan()) == [("hf:team/blip", "b")])


def test_the_hub_client_swallows_what_it_may_not_delete_and_we_say_it(closed: Machine) -> None:
    """Its deletion comes to an end as if all were well, with the revision still there."""
    old = closed.hub.directory("openai/clip") / "snapshots" / OLD

    strategy = huggingface_hub.scan_cache_dir(closed.hub.root).delete_revisions(OLD)

    def client_says_nothing() -> bool:
        strategy.execute()
        return True

    def we_refuse() -> bool:
        closed.plan()
        (closed.hub.directory("openai/clip") / "snapshots").chmod(0o555)
        return closed.apply() == 4

    assert as_nobody(client_says_nothing)
    assert old.exists()
    (closed.hub.directory("openai/clip") / "snapshots").chmod(0o755)
    before = tree(closed.hub.root)
    assert as_nobody(we_refuse)
    assert tree(closed.hub.root).keys() == before.keys()


def test_by_a_bare_hash_the_hub_client_can_take_another_repository(tmp_path: Path) -> None:
    """Two repositories with the same commit: which one its strategy takes is decided by the order in a set."""
    taken = set()
    for number in range(40):
        hub = Hub(tmp_path / str(number) / "hub")
        for name in ("team/one", "team/two"):
            hub.revision(name, OLD, {"model.bin": name.encode()}, "main")
        strategy = huggingface_hub.scan_cache_dir(hub.root).delete_revisions(OLD)
        taken.add(tuple(sorted(path.name for path in strategy.repos)))
    assert taken == {("models--team--one",), ("models--team--two",)}


def test_of_two_repositories_with_the_same_commit_the_free_one_goes(machine: Machine) -> None:
    machine.hub.revision("team/same", NEW, {"model.bin": b"clip's own commit"}, "main")
    kept = tree(machine.hub.directory("openai/clip") / "snapshots" / NEW)
    assert ("hf:team/same", "b") in deleted(machine.plan("--include-unknown", "hf:team/same"))
    assert machine.apply() == 0
    assert not machine.hub.directory("team/same").exists()
    assert tree(machine.hub.directory("openai/clip") / "snapshots" / NEW) == kept
    assert huggingface_hub.scan_cache_dir(machine.hub.root).warnings == []


def test_the_hub_client_finds_a_sound_cache(machine: Machine) -> None:
    """The same commit in two repositories: the client's own deletion by hash can remove the other one."""
    machine.hub.revision("team/same", OLD, {"model.bin": 5}, "main")
    machine.plan("--include-unknown", "team/same")
    assert machine.apply() == 0
    scanned = huggingface_hub.scan_cache_dir(machine.hub.root)
    assert scanned.warnings == []
    assert {(repo.repo_id, one.commit_hash) for repo in scanned.repos for one in repo.revisions} == {
        ("openai/clip", NEW),
        ("some/other", NEW),
    }


def test_of_one_repository_goes_what_the_hub_client_would_delete(machine: Machine) -> None:
    """Its strategy is asked of one repository alone: by the bare hash it could take another one's."""
    machine.hub.revision("team/same", OLD, {"model.bin": 5}, "main")
    info = huggingface_hub.scan_cache_dir(machine.hub.root)
    (clip,) = [repository for repository in info.repos if repository.repo_id == "openai/clip"]
    strategy = replace(info, repos=frozenset({clip})).delete_revisions(OLD)
    theirs = strategy.snapshots | strategy.blobs | strategy.refs | strategy.repos
    ours = {Path(entry) for entry in machine.plan()["moves"] if "openai--clip" in entry}
    assert ours == theirs

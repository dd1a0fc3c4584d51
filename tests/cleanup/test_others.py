"""What other processes do at the same time, and what the hub client itself says of the outcome."""

import fcntl
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import huggingface_hub
import pytest

from modelpolicy.cli.main import main
from tests.cleanup.machine import NEW, OLD, Machine, deleted, tree


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


@pytest.mark.skipif(os.geteuid() == 0, reason="root may move everything")
def test_what_may_not_be_moved_stays(machine: Machine) -> None:
    snapshots = machine.hub.directory("openai/clip") / "snapshots"
    snapshots.chmod(0o555)
    try:
        assert deleted(machine.plan()) == [("hf:team/blip", "b")]
    finally:
        snapshots.chmod(0o755)


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

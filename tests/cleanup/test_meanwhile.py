"""What happens while a deletion is at work: other processes, other file systems, files that come, go and grow."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import huggingface_hub
import pytest

from modelpolicy.cleanup.moving.journal import all_records
from modelpolicy.cleanup.planning.mounts import mount_points, mounted_in
from modelpolicy.cli.main import main
from modelpolicy.errors import RefusedError
from modelpolicy.usecases.cleanup.delete import Means, carry_out, restore
from tests.cleanup.dying import Moment, Recorded, Unsynced
from tests.cleanup.hub_server import COMMIT, HubServer, serving
from tests.cleanup.machine import Machine, tree
from tests.cleanup.stocked import SHAPES, Stocked, content, files_below
from tests.stores.hub import Hub

DOWNLOAD = """
import sys, huggingface_hub
for name in sys.argv[2:]:
    huggingface_hub.hf_hub_download(name, "model.bin", cache_dir=sys.argv[1])
"""


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "HF_HUB_DISABLE_PROGRESS_BARS": "1", **more}


@contextmanager
def downloading(machine: Machine, hub: HubServer, *names: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The real hub client at work in a process of its own."""
    command = [sys.executable, "-c", DOWNLOAD, str(machine.hub.root), *names]
    with subprocess.Popen(command, env=environment(HF_ENDPOINT=hub.endpoint), stderr=subprocess.PIPE) as process:  # noqa: S603 - this interpreter
        yield process


def test_a_download_of_the_real_client_is_waited_for(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    weights = bytes(range(256)) * 2_000
    with (
        serving(HubServer({"team/blip/model.bin": weights}, holds=True)) as hub,
        downloading(machine, hub, "team/blip") as client,
    ):
        assert hub.begun.wait(60)
        blobs = machine.hub.directory("team/blip") / "blobs"
        (part,) = [path for path in blobs.iterdir() if path.name.endswith(".incomplete")]
        unfinished = [line for line in machine.plan()["keep"] if line["id"] == "hf:team/blip" and not line["revision"]]
        assert unfinished[0]["reasons"][0].startswith(f"a running process holds it open: {client.pid}")
        before = content(machine.hub.root)
        assert machine.apply() == 4
        assert "a download is under way" in capsys.readouterr().err
        assert part.exists()
        assert content(machine.hub.root) == before
        hub.released.set()
        assert client.wait(60) == 0, client.stderr and client.stderr.read()
    assert (machine.hub.directory("team/blip") / "snapshots" / COMMIT / "model.bin").read_bytes() == weights
    before_all = tree(machine.hub.root)
    machine.plan()
    assert machine.apply() == 0
    assert main(["cache", "restore", "last"]) == 0
    assert tree(machine.hub.root) == before_all


def test_downloads_and_deletions_by_turns_lose_nothing(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody waits for anybody: what the client has fetched is there, or in quarantine, from where it comes back."""
    names = [f"team/n{number}" for number in range(12)]
    files = {f"{name}/model.bin": name.encode() * 5_000 for name in names}
    with serving(HubServer(files)) as hub, downloading(machine, hub, *names) as client:
        while client.poll() is None:
            assert (
                main(["cache", "plan", "-o", str(machine.home / "plan.json"), "--include-unknown", "hf:team/n*"]) == 0
            )
            assert machine.apply() in (0, 4)
        assert client.returncode == 0, client.stderr and client.stderr.read()
    assert "This is a fault" not in capsys.readouterr().err
    held = [hashed for _, hashed in content(machine.hub.root, machine.hub.root.parent / ".modelpolicy-quarantine")]
    assert {hashlib.sha256(weights).hexdigest() for weights in files.values()} <= set(held)
    for record in reversed(all_records(machine.state)):
        if record.status == "done":
            main(["cache", "restore", record.batch.id])
    assert huggingface_hub.scan_cache_dir(machine.hub.root).warnings == []


def test_of_two_deletions_at_once_one_is_done(machine: Machine) -> None:
    machine.plan()
    command = [sys.executable, "-m", "modelpolicy", "cache", "apply", str(machine.home / "plan.json"), "--yes"]
    with (
        subprocess.Popen(command, cwd=machine.project, env=environment(), stderr=subprocess.PIPE) as one,  # noqa: S603 - this interpreter
        subprocess.Popen(command, cwd=machine.project, env=environment(), stderr=subprocess.PIPE) as other,  # noqa: S603 - this interpreter
    ):
        said = [process.communicate(timeout=120)[1] for process in (one, other)]
    assert sorted((one.returncode, other.returncode)) == [0, 4], said
    assert [record.status for record in all_records(machine.state)] == ["done"]


@pytest.fixture(params=SHAPES, ids=lambda shape: shape.__name__)
def stocked(request: pytest.FixtureRequest, tmp_path: Path) -> Stocked:
    (tmp_path / "hub").mkdir()
    made: Stocked = request.param(Hub(tmp_path / "hub"))
    return made


def test_what_vanishes_in_between_stops_it_and_the_rest_comes_back(stocked: Stocked) -> None:
    batch = stocked.batch()
    last = Path(batch.moves[-1].source)

    def vanish(files: Recorded, moment: Moment) -> None:
        if moment == "before" and files.done[-1][0] == "rename" and last.is_dir() and not last.is_symlink():
            shutil.rmtree(last)
        elif moment == "before" and files.done[-1][0] == "rename":
            last.unlink(missing_ok=True)

    before = tree(stocked.hub.root)
    with pytest.raises(RefusedError):
        carry_out(batch, Means(stocked.state, Recorded(vanish)))
    gone = str(last.relative_to(stocked.hub.root))
    left = {name for name in before if name != gone and not name.startswith(f"{gone}/")}
    assert tree(stocked.hub.root).keys() == left
    assert [record.status for record in all_records(stocked.state)] == ["restored"]


def test_what_is_replaced_in_between_is_not_moved(stocked: Stocked) -> None:
    batch = stocked.batch()
    last = Path(batch.moves[-1].source)
    numbers = count(1)

    def replace(files: Recorded, moment: Moment) -> None:
        if moment == "after" and files.done[-1][0] == "append" and next(numbers) == len(batch.moves):
            last.rename(last.with_name("aside"))
            last.write_bytes(b"somebody else's")

    with pytest.raises(RefusedError):
        carry_out(batch, Means(stocked.state, Recorded(replace)))
    assert last.read_bytes() == b"somebody else's"


def test_what_grows_in_between_keeps_what_it_grew_by(stocked: Stocked) -> None:
    batch = stocked.batch()
    moved = [Path(move.source) for move in batch.moves]
    blobs = [path for path in moved if path.is_file() and not path.is_symlink()]
    path = next(path for path in (*blobs, *files_below(moved)) if path.stat().st_size)
    known = path.read_bytes()

    def grow(files: Recorded, moment: Moment) -> None:
        if moment == "before" and files.done[-1][0] == "rename" and path.exists() and path.stat().st_size == len(known):
            with path.open("ab") as file:
                file.write(b"more")

    carry_out(batch, Means(stocked.state, Recorded(grow)))
    assert not path.exists()
    restore(Means(stocked.state, Unsynced()), batch.id)
    assert path.read_bytes() == known + b"more"


MOUNTED = """
set -e
mount -t tmpfs none "$1"
mkdir -p "$1/snapshots/REVISION"
head -c 5000 /dev/zero > "$1/snapshots/REVISION/model.bin"
cd "$2"
"$3" -m modelpolicy cache plan -o ../plan.json --include-unknown '*' --explain
"$3" -m modelpolicy cache apply ../plan.json --yes
"$3" -m modelpolicy cache purge --older-than 0d --yes
test "$(stat -c %s "$1/snapshots/REVISION/model.bin")" = 5000
"""


def may_mount() -> bool:
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    command = [unshare, "-m", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - a mount in a namespace of its own


@pytest.mark.skipif(not may_mount(), reason="nothing may be mounted here")
def test_what_is_mounted_into_a_store_stays(machine: Machine) -> None:
    repository = machine.hub.directory("team/mounted")
    repository.mkdir(parents=True)
    command = ["unshare", "-m", "bash", "-c", MOUNTED, "bash", str(repository), str(machine.project), sys.executable]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)  # noqa: S603 - a mount in a namespace of its own
    assert done.returncode == 0, done.stderr
    assert f"another file system is mounted there: {repository}" in done.stdout
    assert "moved 3 artifacts" in done.stderr


def test_mount_points_are_read_as_the_kernel_writes_them(tmp_path: Path) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(
        "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
        "31 22 0:40 / /hub/with\\040space/models--a--b rw - tmpfs none rw\n"
        "32 22 0:41 / /hub/with\\040space rw - tmpfs none rw\n"
    )
    points = mount_points(table)
    assert points == ("/", "/hub/with space/models--a--b", "/hub/with space")
    root = "/hub/with space"
    assert mounted_in(root, f"{root}/models--a--b", points) == f"{root}/models--a--b"
    assert mounted_in(root, f"{root}/models--a--b/snapshots", points) == f"{root}/models--a--b"
    assert mounted_in(root, f"{root}/models--a--bc", points) == ""
    assert mount_points(tmp_path / "none") == ()

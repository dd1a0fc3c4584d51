import os
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from modelpolicy.domain.artifact import Artifact
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.contents import Contents
from modelpolicy.stores.hf import HuggingFaceHub
from modelpolicy.stores.machine import Machine
from tests.freed import freed_by_removing
from tests.stores.hub import Hub

OLD, NEW = "a" * 40, "b" * 40
STORE = HuggingFaceHub()


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    (tmp_path / "hub").mkdir()
    return Hub(tmp_path / "hub")


def read(hub: Hub) -> Contents:
    return STORE.read(hub.machine)


def only(hub: Hub) -> Artifact:
    (artifact,) = read(hub).artifacts
    return artifact


def nest_too_deeply(directory: Path) -> None:
    """Directories whose path is longer than the system takes, which stops even root."""
    handle = os.open(directory, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=handle)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = inner
    os.close(handle)


def disk_usage(path: Path) -> int:
    answer = subprocess.run(["/usr/bin/du", "-s", "-B1", str(path)], check=True, capture_output=True)  # noqa: S603
    return int(answer.stdout.split()[0])


def test_a_revision_is_an_artifact(hub: Hub) -> None:
    snapshot = hub.revision("owner/name", NEW, {"config.json": 1, "unet/model.safetensors": 10}, "main", "refs/pr/1")
    artifact = only(hub)
    assert (artifact.model, artifact.revision) == (ModelId("hf", "owner/name"), NEW)
    assert (artifact.state, artifact.bytes) == ("complete", 11)
    assert set(artifact.refs) == {"main", "refs/pr/1"}
    assert {file.name for file in artifact.files} == {"config.json", "unet/model.safetensors"}
    assert str(snapshot) in artifact.paths


def test_what_two_revisions_share_counts_once(hub: Hub) -> None:
    hub.revision("owner/name", OLD, {"config.json": 1, "model.bin": 10})
    hub.revision("owner/name", NEW, {"config.json": 1, "model.bin": 100}, "main")
    old, new = read(hub).artifacts
    assert (old.bytes, new.bytes) == (11, 101)
    blocks = freed_by_removing([old], [])
    assert freed_by_removing([old], [new]) == blocks // 2
    assert not {path for path in old.paths if path in new.paths}


def test_what_has_a_name_elsewhere_is_not_freed(hub: Hub, tmp_path: Path) -> None:
    hub.revision("owner/name", NEW, {"model.bin": 10})
    os.link(hub.blob("owner/name", 10), tmp_path / "kept.bin")
    assert freed_by_removing([only(hub)], []) == 0


def test_a_repository_downloaded_in_part_is_shown_with_its_bytes(hub: Hub) -> None:
    blob = hub.blob("owner/name", 1000)
    blob.rename(f"{blob}.1234abcd.incomplete")
    artifact = only(hub)
    assert (artifact.state, artifact.bytes, artifact.revision) == ("partial", 1000, None)
    assert artifact.detail == "unfinished downloads: 1"


def test_a_missing_part_of_the_weights_makes_it_partial(hub: Hub) -> None:
    hub.revision("owner/name", NEW, {"model-00001-of-00003.safetensors": 1, "model-00003-of-00003.safetensors": 10})
    assert (only(hub).state, only(hub).detail) == (
        "partial",
        "parts that are not there: model-00002-of-00003.safetensors",
    )


def test_a_name_that_claims_many_parts_is_no_work(hub: Hub) -> None:
    names = {f"model{number}-00001-of-99999.bin": 1 for number in range(300)}
    hub.revision("owner/name", NEW, names | {"x-00007-of-00002.bin": 1})
    start = process_time()
    assert only(hub).detail.endswith(" and 29999399 more")
    assert process_time() - start < 5


def test_a_link_that_leads_nowhere_makes_it_broken(hub: Hub) -> None:
    hub.revision("owner/name", NEW, {"config.json": 1, "model.bin": 10})
    hub.blob("owner/name", 10).unlink()
    assert (only(hub).state, only(hub).detail) == ("broken", "files that are not there: model.bin")


def test_a_ref_without_its_revision_makes_it_broken(hub: Hub) -> None:
    hub.ref("owner/name", "main", NEW)
    assert (only(hub).state, only(hub).revision, only(hub).refs) == ("broken", NEW, ("main",))


def test_a_payload_that_repositories_share_counts_once(hub: Hub) -> None:
    payload = hub.share("0" * 64, 100, "one/model", "two/model")
    for repository in ("one/model", "two/model"):
        snapshot = hub.revision(repository, NEW, {"config.json": 1}, "main")
        (snapshot / "model.bin").symlink_to("../../blobs/etag-0000")
    one, two = read(hub).artifacts
    assert (one.bytes, two.bytes) == (101, 101)
    shared = [file for file in one.files if file.path == str(payload)]
    assert [file.identity for file in two.files if file.path == str(payload)] == [shared[0].identity]
    assert shared[0].through == (f"{hub.directory('one/model')}/blobs/etag-0000",)
    assert freed_by_removing([one], [two]) < freed_by_removing([one, two], [])


def test_a_payload_that_no_repository_links_to_is_shown(hub: Hub) -> None:
    hub.share("0" * 64, 100)
    assert (only(hub).model, only(hub).bytes, only(hub).state) == (ModelId("hf-blob", "0" * 64), 100, "partial")


def test_the_whole_is_what_du_says(hub: Hub) -> None:
    hub.revision("owner/name", OLD, {"config.json": 1, "model.bin": 100_000}, "v1")
    hub.revision("owner/name", NEW, {"config.json": 1, "model.bin": 10_000}, "main", "refs/pr/1")
    (hub.directory("owner/name") / ".no_exist" / NEW).mkdir(parents=True)
    (hub.directory("owner/name") / ".no_exist" / NEW / "adapter_config.json").touch()
    hub.blob("owner/half", 5000).rename(hub.directory("owner/half") / "blobs" / "x.incomplete")
    hub.share("0" * 64, 100_000, "one/model", "two/model")
    hub.share("1" * 64, 20_000)
    (hub.root / ".locks" / "models--owner--name").mkdir(parents=True)
    (hub.root / ".locks" / "models--owner--name" / "x.lock").touch()
    os.link(hub.blob("owner/name", 10_000), hub.root / "hard-link")
    assert read(hub).allocated == disk_usage(hub.root)


def test_no_link_out_of_the_store_is_followed(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "model.bin").write_bytes(bytes(1000))
    snapshot = hub.revision("owner/name", NEW, {"config.json": 1})
    (snapshot / "model.bin").symlink_to(tmp_path / "elsewhere" / "model.bin")
    (snapshot / "directory").symlink_to(tmp_path / "elsewhere")
    (hub.root / "models--linked--away").symlink_to(tmp_path / "elsewhere")
    name, away = sorted(read(hub).artifacts, key=lambda artifact: artifact.model, reverse=True)
    assert (name.state, name.bytes, name.deletable) == ("broken", 1, False)
    assert "directory, model.bin" in name.detail
    assert (away.state, away.bytes, away.deletable) == ("broken", 0, False)


def test_a_blob_that_is_a_link_out_of_the_store_is_not_followed(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(bytes(1000))
    hub.revision("owner/name", NEW, {"model.bin": 10})
    blob = hub.blob("owner/name", 10)
    blob.unlink()
    blob.symlink_to(tmp_path / "secret")
    assert (only(hub).state, only(hub).bytes, only(hub).deletable) == ("broken", 0, False)


def test_loops_of_links_end(hub: Hub) -> None:
    snapshot = hub.revision("owner/name", NEW, {"config.json": 1})
    (snapshot / "loop").symlink_to("loop")
    (snapshot / "up").symlink_to("..")
    assert (only(hub).state, only(hub).bytes) == ("broken", 1)


def test_what_cannot_be_read_is_said_and_keeps_the_rest(hub: Hub) -> None:
    snapshot = hub.revision("owner/name", NEW, {"config.json": 1})
    nest_too_deeply(snapshot)
    contents = read(hub)
    assert {unread.reason for unread in contents.unread} == {"File name too long"}
    assert [artifact.deletable for artifact in contents.artifacts] == [False]


def test_a_store_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read(Hub(tmp_path / "nowhere")) == Contents()


@pytest.mark.parametrize("name", ["../../etc", "..", "a/..", "/etc/passwd", "a\0b", "a/b/c", ""])
def test_a_hostile_id_has_no_place(hub: Hub, name: str) -> None:
    assert STORE.places(hub.machine, ModelId("hf", name)) == ()


def test_a_model_has_a_place_in_each_cache(hub: Hub) -> None:
    machine = Machine(hub.machine.environment, hub.machine.home, hub.machine.working, {"hf": ("models",)})
    places = STORE.places(machine, ModelId("hf", "owner/name"))
    assert (places[0], places[-1]) == (
        str(hub.directory("owner/name")),
        f"{hub.root.parent}/models/models--owner--name",
    )


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"XDG_CACHE_HOME": "/xdg"},
        {"XDG_CACHE_HOME": ""},
        {"HF_HOME": "/home/hf"},
        {"HF_HOME": ""},
        {"HF_HOME": "~/hf", "HUGGINGFACE_HUB_CACHE": "$DATA/old", "DATA": "/data"},
        {"HF_HUB_CACHE": "${DATA}/new", "HUGGINGFACE_HUB_CACHE": "/old", "DATA": "/data"},
        {"HF_HUB_CACHE": "relative/hub"},
    ],
)
def test_the_main_cache_is_where_the_client_has_it(environment: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("huggingface_hub", reason="the hub client is not installed")
    script = "import os; from huggingface_hub.constants import HF_HUB_CACHE; print(os.path.abspath(HF_HUB_CACHE))"
    clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), **environment}
    answer = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=clean, check=True, capture_output=True)  # noqa: S603
    assert STORE.roots(Machine(clean, tmp_path, tmp_path))[0].path == answer.stdout.decode().strip()


def test_the_client_sees_the_same_revisions_and_sizes(hub: Hub) -> None:
    client = pytest.importorskip("huggingface_hub", reason="the hub client is not installed")
    hub.revision("owner/name", OLD, {"config.json": 1, "model.bin": 10})
    hub.revision("owner/name", NEW, {"config.json": 1, "unet/model.bin": 100}, "main")
    hub.revision("gpt2", NEW, {"config.json": 1000}, "main")
    ours = {(artifact.model.name, artifact.revision, artifact.bytes, artifact.refs) for artifact in read(hub).artifacts}
    assert ours == {
        (repo.repo_id, revision.commit_hash, revision.size_on_disk, tuple(revision.refs))
        for repo in client.scan_cache_dir(hub.root).repos
        for revision in repo.revisions
    }


@pytest.mark.parametrize("place", ["/", "~", "."])
def test_a_root_that_holds_anything_is_not_searched(place: str, tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    hub.revision("owner/name", NEW, {"config.json": 1}, "main")
    (tmp_path / "notes.txt").write_bytes(bytes(10_000))
    contents = STORE.read(Machine({"HF_HUB_CACHE": place}, tmp_path, tmp_path))
    assert [str(one.model) for one in contents.artifacts] == ([] if place == "/" else ["hf:owner/name"])
    assert contents.allocated <= disk_usage(hub.directory("owner/name"))


def test_twins_in_case_are_two_models(hub: Hub) -> None:
    hub.revision("Owner/Name", NEW, {"config.json": 1}, "main")
    hub.revision("owner/name", NEW, {"config.json": 10}, "main")
    assert {str(one.model): one.bytes for one in read(hub).artifacts} == {"hf:Owner/Name": 1, "hf:owner/name": 10}


def test_what_is_no_file_is_not_opened(hub: Hub) -> None:
    snapshot = hub.revision("owner/name", NEW, {"config.json": 1}, "main")
    os.mkfifo(snapshot / "pipe.json")
    os.mkfifo(hub.directory("owner/name") / "refs" / "pipe")
    os.mkfifo(hub.directory("owner/name") / "blobs" / "pipe")
    assert (only(hub).state, only(hub).bytes, only(hub).refs) == ("complete", 1, ("main",))


def test_a_ref_is_compared_and_never_followed(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(bytes(1000))
    hub.revision("owner/name", NEW, {"config.json": 1}, "main")
    hub.ref("owner/name", "evil", "../../../../secret\n\x1b[2J")
    lost = next(one for one in read(hub).artifacts if one.revision != NEW)
    assert (lost.state, lost.files, lost.paths) == ("broken", (), (f"{hub.directory('owner/name')}/refs/evil",))

"""What the real hub client takes from a cache without a network is what is needed."""

from pathlib import Path

import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.demand import Demand, Demands
from modelpolicy.liveness.verdict import judge
from modelpolicy.stores.hf import HuggingFaceHub
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.needs import read_needs
from tests.stores.hub import Hub

OLD, NEW = "a" * 40, "b" * 40
MODEL = "owner/name"


@pytest.mark.parametrize("revision", [None, "main", "v1", "refs/pr/1", OLD, NEW])
@pytest.mark.parametrize("shared", [False, True])
def test_the_snapshot_that_the_client_takes_is_needed(tmp_path: Path, revision: str | None, shared: bool) -> None:
    client = pytest.importorskip("huggingface_hub", reason="the hub client is not installed")
    hub = Hub(tmp_path / "hub")
    old = hub.revision(MODEL, OLD, {"config.json": 1, "model.bin": 10}, "v1")
    hub.revision(MODEL, NEW, {"config.json": 1, "model.bin": 100}, "main", "refs/pr/1")
    if shared:
        hub.share("0" * 64, 1000, MODEL)
        (old / "shared.bin").symlink_to("../../blobs/etag-0000")
    taken = Path(client.snapshot_download(MODEL, revision=revision, cache_dir=hub.root, local_files_only=True))
    store = HuggingFaceHub()
    holdings = Holdings(store.read(hub.machine).artifacts, [store], hub.machine)
    judged, _ = judge(Demands((Demand(ModelId("hf", MODEL), "it", "code", revision=revision),)), holdings, read_needs)
    (needed,) = [one.artifact for one in judged if one.verdict == "needed"]
    assert needed.revision == taken.name
    assert {str(file.resolve()) for file in taken.iterdir()} == {file.path for file in needed.files}
    assert [one.verdict for one in judged if one.artifact.revision != taken.name] == ["free"]


def test_what_the_client_made_is_read_whole(tmp_path: Path) -> None:
    """The client's own functions make the shared store, with its marker, modes and reference files."""
    shared = pytest.importorskip("huggingface_hub.utils._shared_blobs", reason="this client has no shared store")
    hub = Hub(tmp_path / "hub")
    digest = "1" * 64
    hub.revision(MODEL, NEW, {"config.json": 1}, "main")
    payload = shared._ensure_prefix_dir(hub.root, digest) / digest
    payload.write_bytes(bytes(1000))
    blob = hub.directory(MODEL) / "blobs" / "etag"
    assert shared.try_link_from_shared_store(
        blob_path=str(blob), xet_hash=digest, cache_dir=hub.root, expected_size=1000
    )
    (hub.directory(MODEL) / "snapshots" / NEW / "model.bin").symlink_to("../../blobs/etag")
    (artifact,) = HuggingFaceHub().read(hub.machine).artifacts
    assert (artifact.bytes, artifact.state) == (1001, "complete")
    (file,) = [file for file in artifact.files if file.name == "model.bin"]
    assert (file.path, file.through) == (str(payload), (str(blob),))

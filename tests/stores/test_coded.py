"""The stores that need code of their own: Ollama, TensorFlow Hub, the old transformers."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from modelpolicy.domain.artifact import Artifact
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.ollama import Ollama
from modelpolicy.stores.store import Store
from modelpolicy.stores.tfhub import TensorFlowHub
from modelpolicy.stores.transformers_flat import FlatTransformers
from tests.freed import freed_by_removing


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    models = tmp_path / "ollama"
    return Machine({"OLLAMA_MODELS": str(models), "TFHUB_CACHE_DIR": str(tmp_path / "tfhub")}, tmp_path, tmp_path)


def pull(machine: Machine, name: str, *sizes: int) -> None:
    """What `ollama pull` leaves: blobs of the given sizes, and a manifest that names them."""
    root = Path(machine.environment["OLLAMA_MODELS"])
    layers = []
    for size in sizes:
        digest = hashlib.sha256(bytes(size)).hexdigest()
        (root / "blobs").mkdir(parents=True, exist_ok=True)
        (root / "blobs" / f"sha256-{digest}").write_bytes(bytes(size))
        layers.append({"digest": f"sha256:{digest}", "size": size})
    manifest = root / "manifests" / name
    manifest.parent.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps({"config": layers[0], "layers": layers[1:]}))


def artifacts(store: Store, machine: Machine) -> dict[str, Artifact]:
    return {str(one.model): one for one in store.read(machine).artifacts}


def test_a_manifest_names_the_blobs_of_a_model(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 1, 1000)
    pull(machine, "registry.ollama.ai/library/llama3/8b", 10, 1000)
    pull(machine, "registry.ollama.ai/me/own/latest", 100)
    found = artifacts(Ollama(), machine)
    assert {name: one.bytes for name, one in found.items()} == {
        "ollama:llama3": 1001,
        "ollama:llama3:8b": 1010,
        "ollama:me/own": 100,
    }
    shared = freed_by_removing(found.values(), []) - freed_by_removing(
        [found["ollama:llama3"]], [found["ollama:llama3:8b"]]
    )
    assert shared > freed_by_removing([found["ollama:me/own"]], [])


@pytest.mark.parametrize(
    "asked", ["llama3", "llama3:latest", "Llama3", "library/llama3", "registry.ollama.ai/library/llama3:latest"]
)
def test_every_spelling_of_a_name_finds_the_model(machine: Machine, asked: str) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10)
    store = Ollama()
    holdings = Holdings(store.read(machine).artifacts, [store], machine)
    assert [str(one.model) for one in holdings.of(ModelId("ollama", asked))] == ["ollama:llama3"]


def test_blobs_that_no_manifest_names_are_shown(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10)
    blobs = Path(machine.environment["OLLAMA_MODELS"]) / "blobs"
    (blobs / f"sha256-{'0' * 64}").write_bytes(bytes(100))
    (blobs / f"sha256-{'1' * 64}-partial").write_bytes(bytes(1000))
    found = artifacts(Ollama(), machine)
    assert found[f"ollama-blob:{'0' * 64}"].detail == "no model names it"
    assert found[f"ollama-blob:sha256-{'1' * 64}-partial"].detail == "a download that did not end"


def test_a_manifest_that_cannot_be_read_keeps_every_blob(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10)
    (Path(machine.environment["OLLAMA_MODELS"]) / "manifests/registry.ollama.ai/library/llama3/latest").write_text("{")
    found = artifacts(Ollama(), machine)
    assert {one.deletable for one in found.values()} == {False}
    assert found["ollama:llama3"].detail == "its manifest cannot be read"


def test_what_models_share_is_nobodys_alone(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 1, 1000)
    pull(machine, "registry.ollama.ai/library/llama3/8b", 10, 1000)
    found = artifacts(Ollama(), machine)
    shown = {name: sorted(Path(path).stat().st_size for path in one.paths[1:]) for name, one in found.items()}
    assert shown == {"ollama:llama3": [1], "ollama:llama3:8b": [10]}
    assert {Path(one.paths[0]).name for one in found.values()} == {"latest", "8b"}
    assert {(one.state, one.detail, one.deletable) for one in found.values()} == {("complete", "", True)}


def test_one_manifest_that_cannot_be_read_keeps_the_blobs_of_all(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10)
    pull(machine, "registry.ollama.ai/library/phi3/latest", 100)
    (Path(machine.environment["OLLAMA_MODELS"]) / "manifests/registry.ollama.ai/library/llama3/latest").write_text("{")
    assert {one.deletable for one in artifacts(Ollama(), machine).values()} == {False}


def test_what_is_no_manifest_is_no_model(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10)
    pull(machine, "registry.ollama.ai/library/llama3/old/latest", 10)
    pull(machine, "registry.ollama.ai/notes", 10)
    assert [*artifacts(Ollama(), machine)] == ["ollama:llama3"]


def test_capital_letters_make_no_other_model(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/Llama3/latest", 10)
    pull(machine, "hf.co/me/Own/Q4_K_M", 100)
    found = artifacts(Ollama(), machine)
    assert {name: [*map(str, one.serves)] for name, one in found.items()} == {
        "ollama:Llama3": ["ollama:llama3"],
        "ollama:hf.co/me/Own:Q4_K_M": ["ollama:hf.co/me/own:q4_k_m"],
    }


def test_a_name_that_cannot_be_has_no_place_and_no_command(machine: Machine) -> None:
    store = Ollama()
    place = f"{machine.environment['OLLAMA_MODELS']}/manifests/registry.ollama.ai/library/phi3/mini"
    assert store.places(machine, ModelId("ollama", "phi3:mini"))[0] == place
    assert store.fetch(ModelId("ollama", "phi3:mini"), None) == ("ollama", "pull", "phi3:mini")
    for model in (ModelId("hf", "phi3"), *(ModelId("ollama", one) for one in ("../phi3", "a/b/c/d", "-x", "phi3:"))):
        assert store.places(machine, model) == store.fetch(model, None) == store.other_names(model) == ()


def test_the_services_models_are_looked_at_too(machine: Machine) -> None:
    own, service = Ollama().roots(machine)
    assert (own.decided_by, service.path) == ("OLLAMA_MODELS", "/usr/share/ollama/.ollama/models")
    (only,) = Ollama().roots(replace(machine, environment={"OLLAMA_MODELS": service.path}))
    assert only.path == service.path
    default, _ = Ollama().roots(replace(machine, environment={"OLLAMA_MODELS": ""}))
    assert (default.path, default.decided_by) == (f"{machine.home}/.ollama/models", "default")


def test_a_blob_is_called_by_its_content(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10)
    (model,) = Ollama().read(machine).artifacts
    assert str(Ollama().digest(model, model.files[0])) == f"sha256:{hashlib.sha256(bytes(10)).hexdigest()}"


@pytest.mark.parametrize("linked", ["", "registry.ollama.ai", "registry.ollama.ai/library/llama3/latest"])
def test_a_manifest_behind_a_link_keeps_every_blob(machine: Machine, tmp_path: Path, linked: str) -> None:
    """Ollama follows the link, and needs the blobs; what lies behind it is not read here."""
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10)
    place = Path(machine.environment["OLLAMA_MODELS"]) / "manifests" / linked
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    contents = Ollama().read(machine)
    assert {one.deletable for one in contents.artifacts} == {False}
    assert [(one.path, one.reason) for one in contents.unread] == [(str(place), "a link, which is not followed")]


def test_a_digest_that_is_not_understood_keeps_every_blob(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10)
    manifest = Path(machine.environment["OLLAMA_MODELS"]) / "manifests/registry.ollama.ai/library/llama3/latest"
    known = json.loads(manifest.read_text())["config"]
    manifest.write_text(json.dumps({"config": known, "layers": [{"digest": "blake3:00"}]}))
    assert {one.deletable for one in artifacts(Ollama(), machine).values()} == {False}
    manifest.write_text(json.dumps({"config": known, "layers": [{"size": 0}]}))
    assert {one.deletable for one in artifacts(Ollama(), machine).values()} == {True}


def test_a_blob_that_is_not_there_breaks_the_model(machine: Machine) -> None:
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10, 100)
    (Path(machine.environment["OLLAMA_MODELS"]) / "blobs" / f"sha256-{hashlib.sha256(bytes(100)).hexdigest()}").unlink()
    assert artifacts(Ollama(), machine)["ollama:llama3"].state == "broken"


def test_a_digest_that_is_a_path_is_none(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(bytes(1000))
    pull(machine, "registry.ollama.ai/library/llama3/latest", 10)
    manifest = Path(machine.environment["OLLAMA_MODELS"]) / "manifests/registry.ollama.ai/library/llama3/latest"
    manifest.write_text(json.dumps({"config": {"digest": "sha256:../../secret"}, "layers": []}))
    assert artifacts(Ollama(), machine)["ollama:llama3"].bytes == 0


def test_a_module_of_tensorflow_hub_is_its_address(machine: Machine) -> None:
    address = "https://tfhub.dev/google/yamnet/1"
    directory = (
        Path(machine.environment["TFHUB_CACHE_DIR"]) / hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
    )
    directory.mkdir(parents=True)
    (directory / "saved_model.pb").write_bytes(bytes(10))
    Path(f"{directory}.descriptor.txt").write_text(f"Module: {address}\nDownload Time: now\n")
    found = artifacts(TensorFlowHub(), machine)
    assert list(found) == [f"url:{address}"]
    assert found[f"url:{address}"].paths == (str(directory), f"{directory}.descriptor.txt")
    assert TensorFlowHub().places(machine, ModelId("url", address)) == (str(directory),)


def test_a_descriptor_that_lies_is_not_believed(machine: Machine) -> None:
    directory = Path(machine.environment["TFHUB_CACHE_DIR"]) / ("a" * 40)
    directory.mkdir(parents=True)
    (directory / "saved_model.pb").write_bytes(bytes(10))
    Path(f"{directory}.descriptor.txt").write_text("Module: https://tfhub.dev/other/1\n")
    assert list(artifacts(TensorFlowHub(), machine)) == [f"tfhub:{'a' * 40}"]


def test_files_of_the_old_transformers_are_told_by_the_addresses_beside_them(tmp_path: Path) -> None:
    root = tmp_path / ".cache" / "huggingface" / "transformers"
    root.mkdir(parents=True)
    for number, (name, size) in enumerate({"config.json": 1, "pytorch_model.bin": 10}.items()):
        file = f"{number:064x}.{number:064x}"
        (root / file).write_bytes(bytes(size))
        (root / f"{file}.json").write_text(
            json.dumps({"url": f"https://host/bert-base-uncased/resolve/main/{name}", "etag": "x"})
        )
        (root / f"{file}.lock").touch()
    (root / ("f" * 64)).write_bytes(bytes(100))
    found = artifacts(FlatTransformers(), Machine({}, tmp_path, tmp_path))
    assert {name: (one.bytes, one.revision, len(one.paths)) for name, one in found.items()} == {
        "hf:bert-base-uncased": (11, "main", 6),
        f"hf-file:{'f' * 64}": (100, None, 1),
    }

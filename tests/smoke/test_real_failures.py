"""Ways to fail that only real libraries know, provoked on real files of weights."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.analyzers.hub_cache import Hub
from tests.smoke.conftest import Smoke
from tests.smoke.projects import Does, trust, write_application
from tests.smoke.stores import SITE, put_easyocr

LOAD = "from transformers import AutoModel; AutoModel.from_pretrained({!r})"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    pytest.importorskip("transformers")
    complete_torchvision()
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("PYTHONPATH", str(SITE))
    return Hub(tmp_path / "hub")


def save(hub: Hub, name: str, **options: Any) -> Path:
    """A small BERT under ``name``; gives its snapshot."""
    from transformers import BertConfig, BertModel

    model = BertModel(
        BertConfig(vocab_size=200, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
    )
    snapshot = hub.snapshot(name)
    hub.save(name, model)
    if options:
        (snapshot / "model.safetensors").unlink()
        model.save_pretrained(snapshot, **options)
    return snapshot


def test_broken_weights_of_the_hub_are_told_apart(tmp_path: Path, hub: Hub, smoke: Smoke) -> None:
    save(hub, "an/intact")
    truncated = save(hub, "a/truncated") / "model.safetensors"
    truncated.write_bytes(truncated.read_bytes()[:2000])
    next(iter(sorted(save(hub, "a/shard", max_shard_size="10KB").glob("model-00002*")))).unlink()
    resized = save(hub, "an/other") / "config.json"
    resized.write_text(json.dumps({**json.loads(resized.read_text()), "hidden_size": 32}))
    ways = {"intact": "an/intact", "cut": "a/truncated", "shard": "a/shard", "other": "an/other", "gone": "not/there"}
    root = write_application(tmp_path / "project", **{name: Does(LOAD.format(model)) for name, model in ways.items()})

    said = smoke(root, "--jobs", "2")

    assert {name: said.kind(name) for name in ways} == {
        "intact": None,
        "cut": "corrupt-file",
        "shard": "missing-weights",
        "other": "wrong-architecture",
        "gone": "missing-weights",
    }
    assert [load["model"] for load in said.runs["intact"]["loads"]] == ["hf:an/intact"]
    assert said.runs["cut"]["loads"] == []


def test_a_file_with_another_checksum_is_corrupt(tmp_path: Path, hub: Hub, smoke: Smoke, monkeypatch: Any) -> None:
    pytest.importorskip("cv2", exc_type=ImportError)  # its desktop builds need the system's libGL
    from tests.smoke.stores import Place

    place = Place(tmp_path / "project", tmp_path)
    put_easyocr(place)
    for name, value in {**place.variables, "EASYOCR_KEEP_MD5": "1"}.items():
        monkeypatch.setenv(name, value)
    load = "import easyocr; easyocr.Reader(['en'], gpu=False, verbose=False)"
    said = smoke(write_application(place.root, reads=Does(load)))
    assert said.kind("reads") == "corrupt-file", said.reason("reads")
    assert hub.path.parent == tmp_path


def test_a_model_is_loaded_by_its_store_where_no_code_can_be_asked(tmp_path: Path, hub: Hub, smoke: Smoke) -> None:
    save(hub, "an/intact")
    root = write_application(tmp_path / "project", bare=Does())
    (root / "app" / "bare.py").write_text("class Bare:\n    pass\n")
    registry = root / "registry.yaml"
    registry.write_text(registry.read_text().replace("{status: enabled}", "{status: enabled, models: [hf:an/intact]}"))

    said = smoke(root, "--jobs", "2")

    assert said.kind("bare") is None, said.reason("bare")
    assert {load["model"] for load in said.runs["bare"]["loads"]} == {"hf:an/intact"}
    assert said.runs["bare"]["dtypes"].keys() == {"float32"}


MODELING = """
from transformers import BertConfig, BertModel


class OwnModel(BertModel):
    config_class = BertConfig
"""


def test_remote_code_and_whole_pickles_need_the_trust_of_the_registry(tmp_path: Path, hub: Hub, smoke: Smoke) -> None:
    snapshot = save(hub, "an/own")
    config = json.loads((snapshot / "config.json").read_text())
    (snapshot / "modeling_own.py").write_text(MODELING)
    (snapshot / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModel": "modeling_own.OwnModel"}}))
    remote = Does("from transformers import AutoModel; AutoModel.from_pretrained('an/own', trust_remote_code=True)")
    write = "import torch; torch.save({value}, 'w.pt'); torch.load('w.pt', weights_only=False)"
    whole, tensors = Does(write.format(value="torch.nn.Linear(2, 2)")), Does(write.format(value="torch.ones(2)"))
    root = write_application(
        tmp_path / "project", code=remote, trusted_code=remote, whole=whole, trusted_whole=whole, tensors=tensors
    )
    trust(root, "trusted_code", "remote-code")
    trust(root, "trusted_whole", "pickle")

    said = smoke(root)

    kinds = {name: said.kind(name) for name in said.runs}
    assert kinds == {
        "code": "untrusted",
        "trusted_code": None,
        "whole": "untrusted",
        "trusted_whole": None,
        "tensors": None,
    }, {name: run["failure"] for name, run in said.runs.items()}
    assert "modeling_own.py" in said.reason("code")
    assert "torch.nn.modules.linear.Linear" in said.reason("whole")

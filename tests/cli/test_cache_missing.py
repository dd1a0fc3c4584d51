"""``modelpolicy cache missing`` and ``cache verify`` as a user types them."""

import hashlib
import json
from pathlib import Path

import pytest

from modelpolicy.cli.main import main
from tests.cli.test_cache import NEW
from tests.projects import read_files
from tests.stores.hub import Hub

PROJECT = """
--- modelpolicy.toml
catalog = "catalogue.py:ANALYZERS"
disabled = "catalogue.py:DISABLED"
--- catalogue.py
from quality import Quality
from captions import Captions
ANALYZERS = {"quality": Quality, "captions": Captions}
DISABLED = ["captions"]
--- quality.py
import torch, whisper
from transformers import CLIPModel
class Quality:
    def load(self):
        whisper.load_model("base")
        torch.load("weights/own.pt")
        return CLIPModel.from_pretrained("openai/clip", revision="v1")
--- captions.py
from transformers import AutoModel
class Captions:
    def load(self):
        return AutoModel.from_pretrained("team/blip")
"""


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    for name, text in read_files(PROJECT).items():
        (tmp_path / "project").mkdir(exist_ok=True)
        (tmp_path / "project" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    (tmp_path / "hub").mkdir()
    return Hub(tmp_path / "hub")


def put(path: Path, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))


def missing(capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[str, str | None]]:
    main(["cache", "missing", "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "modelpolicy-cache-missing/1"
    return {model["id"]: (model["lack"], model["command"]) for model in document["models"]}


@pytest.mark.usefixtures("hub")
def test_what_enabled_analyzers_load_and_is_not_there_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert missing(capsys) == {
        "file:weights/own.pt": ("missing", None),
        "hf:openai/clip": ("missing", "hf download openai/clip --revision v1"),
        "whisper:base": ("missing", """python -c 'import whisper; whisper.load_model("base")'"""),
    }


def test_what_an_analyzer_only_may_load_is_not_missing(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    project = hub.root.parent / "project"
    (project / "policies").mkdir()
    (project / "policies" / "registry.yaml").write_text(
        "format: modelpolicy-registry/1\n"
        "analyzers:\n"
        "  quality: {status: enabled, models: [hf:openai/vit], may: [hf:openai/other]}\n",
        encoding="utf-8",
    )
    found = missing(capsys)
    assert "hf:openai/vit" in found
    assert "hf:openai/other" not in found


def test_what_is_there_is_not_missing(hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 10}, "v1")
    put(tmp_path / "home" / ".cache" / "whisper" / "base.pt", 10)
    put(tmp_path / "project" / "weights" / "own.pt", 10)
    assert main(["cache", "missing"]) == 0
    assert capsys.readouterr().out == "clean: nothing is missing\n"


def test_a_broken_model_is_incomplete(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    hub.revision("openai/clip", NEW, {"model-00001-of-00002.safetensors": 10}, "v1")
    assert missing(capsys)["hf:openai/clip"] == ("incomplete", "hf download openai/clip --revision v1")
    assert main(["cache", "missing"]) == 1
    assert "incomplete: parts that are not there: model-00002-of-00002" in capsys.readouterr().out


def test_verify_finds_what_its_name_denies(hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 10, "tokenizer.bin": 100}, "main")
    text = b"{}"
    small = hub.directory("openai/clip") / "blobs" / hashlib.sha1(b"blob 2\0" + text, usedforsecurity=False).hexdigest()
    small.write_bytes(text)
    (hub.directory("openai/clip") / "snapshots" / NEW / "config.json").symlink_to(f"../../blobs/{small.name}")
    put(tmp_path / "home" / ".cache" / "whisper" / "base.pt", 10)
    assert main(["cache", "verify", "hf:*"]) == 0
    assert capsys.readouterr().err == "3 right, 0 wrong, 0 unreadable, 0 without a checksum\n"
    hub.blob("openai/clip", 10).write_bytes(bytes(11))
    small.write_bytes(b"[]")
    assert main(["cache", "verify"]) == 1
    shown = capsys.readouterr()
    assert [line.split()[:2] for line in shown.out.splitlines()] == [["wrong", "hf:openai/clip"]] * 2 + [
        ["wrong", "whisper:base"]
    ]
    assert "expected sha256:ed3a0b6b1c0edf87" in shown.out
    assert shown.err.startswith("1 right, 3 wrong, 0 unreadable, ")


def test_looking_is_no_use(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    hub.revision("openai/clip", NEW, {"config.json": b"{}"}, "v1")
    blob = hub.blob("openai/clip", b"{}")
    before = blob.stat().st_atime_ns
    main(["cache", "verify"])
    main(["cache", "ls"])
    capsys.readouterr()
    assert blob.stat().st_atime_ns == before


def test_what_serves_every_language_is_not_the_language(
    hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "project" / "quality.py").write_text(
        "import easyocr\nclass Quality:\n    def load(self):\n        return easyocr.Reader(['de', 'en'])\n"
    )
    assert hub.root.exists()
    for name in ("craft_mlt_25k.pth", "latin_g2.pth"):
        put(tmp_path / "home" / ".EasyOCR" / "model" / name, 10)
    assert set(missing(capsys)) == {"easyocr:en"}

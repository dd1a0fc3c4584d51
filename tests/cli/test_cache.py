"""``modelpolicy cache`` as a user types it."""

import json
from pathlib import Path

import pytest

from modelpolicy.cli.main import main
from tests.projects import read_files
from tests.stores.hub import Hub

OLD, NEW = "a" * 40, "b" * 40
PROJECT = """
--- modelpolicy.toml
catalog = "app/catalogue.py:ANALYZERS"
disabled = "app/catalogue.py:DISABLED"
--- app/__init__.py
--- app/catalogue.py
from app.quality import Quality
from app.captions import Captions
ANALYZERS = {"quality": Quality, "captions": Captions}
DISABLED = ["captions"]
--- app/quality.py
from transformers import CLIPModel
class Quality:
    def load(self):
        return CLIPModel.from_pretrained("openai/clip")
--- app/captions.py
from transformers import AutoModel
class Captions:
    def load(self):
        return AutoModel.from_pretrained("team/blip")
"""


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    for name, text in read_files(PROJECT).items():
        (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "project" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    hub = Hub(tmp_path / "hub")
    monkeypatch.setenv("HF_HUB_CACHE", str(hub.root))
    for variable in ("XDG_CACHE_HOME", "TORCH_HOME", "SENTENCE_TRANSFORMERS_HOME", "TRANSFORMERS_CACHE"):
        monkeypatch.delenv(variable, raising=False)
    hub.revision("openai/clip", OLD, {"model.bin": 100_000})
    hub.revision("openai/clip", NEW, {"model.bin": 1_000_000}, "main")
    hub.revision("team/blip", NEW, {"model.bin": 10_000_000}, "main")
    hub.revision("some/other", NEW, {"model.bin": 10}, "main")
    return hub


@pytest.mark.usefixtures("hub")
def test_ls_says_who_needs_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "ls"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [(line[0], line[4]) for line in lines[:4]] == [
        ("free", "hf:openai/clip"),
        ("needed", "hf:openai/clip@main"),
        ("unknown", "hf:some/other@main"),
        ("free", "hf:team/blip@main"),
    ]
    assert lines[1][-1] == "quality"


@pytest.mark.usefixtures("hub")
def test_ls_json_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "ls", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "modelpolicy-cache/1"
    assert document["summary"]["bytes"] == sum(artifact["bytes"] for artifact in document["artifacts"]) == 11_100_010
    assert sum(document["summary"]["verdicts"].values()) == document["summary"]["allocated"]
    (needed,) = [artifact for artifact in document["artifacts"] if artifact["verdict"] == "needed"]
    assert (needed["id"], needed["revision"], needed["needed_by"]) == ("hf:openai/clip", NEW, ["quality"])


@pytest.mark.parametrize(
    ("arguments", "sizes"),
    [
        (["hf:openai/*"], [100_000, 1_000_000]),
        (["openai/*"], [100_000, 1_000_000]),
        (["--verdict", "free"], [100_000, 10_000_000]),
        (["--verdict", "free", "--verdict", "unknown"], [100_000, 10, 10_000_000]),
        (["--state", "broken"], []),
        (["--store", "hf", "--sort", "size"], [10_000_000, 1_000_000, 100_000, 10]),
    ],
)
@pytest.mark.usefixtures("hub")
def test_ls_filters_and_sorts(arguments: list[str], sizes: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "ls", "--format", "json", *arguments]) == 0
    assert [artifact["bytes"] for artifact in json.loads(capsys.readouterr().out)["artifacts"]] == sizes


def test_names_are_shown_safely(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    (hub.root / "models--evil--\x1b[2J\nname" / "snapshots" / "x\x07").mkdir(parents=True)
    assert main(["cache", "ls", "*evil*"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert r"hf:evil/\x1b[2J\nname (x\x07)" in shown


def test_bytes_that_are_no_text_are_shown(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    (hub.root / "models--evil--\udcff" / "snapshots" / "x").mkdir(parents=True)
    assert main(["cache", "ls", "*evil*"]) == 0
    assert main(["cache", "ls", "*evil*", "--format", "json"]) == 0
    assert r"\udcff" in capsys.readouterr().out


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize("name", ["hf:openai/clip", "openai/clip", "clip", "hf:open*"])
def test_why_gives_the_reasons(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "why", name]) == 0
    shown = capsys.readouterr().out
    assert "no analyzer asks for this revision" in shown
    assert "quality: CLIPModel.from_pretrained at app/quality.py:4" in shown


def test_why_says_what_the_hub_said(hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hub.root.exists()
    (tmp_path / "project" / "policies").mkdir()
    record = f"{{asked: '2026-11-26', revision: {NEW}, size: 605MB, licence: mit, formats: [pickle, safetensors]}}"
    text = f"format: modelpolicy-registry/1\nmodels:\n  hf:openai/clip: {{hub: {record}}}\n"
    (tmp_path / "project" / "policies" / "registry.yaml").write_text(text)
    assert main(["cache", "why", "hf:openai/clip"]) == 0
    assert "on the hub: 605MB, mit, pickle+safetensors, revision bbbbbbbb (asked 2026-11-26)" in capsys.readouterr().out


@pytest.mark.usefixtures("hub")
def test_why_of_something_that_is_not_there_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "why", "hf:no/such"]) == 2
    assert "modelpolicy cache ls" in capsys.readouterr().err


def test_roots_says_what_decides(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "roots"]) == 0
    assert f"hf  {hub.root}  (HF_HUB_CACHE)" in capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("hub")
def test_a_directory_without_source_needs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert main(["cache", "ls", "--verdict", "unknown", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["artifacts"] == 4


def test_an_open_load_protects_every_store_that_it_can_ask(
    hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "project" / "app" / "quality.py").write_text(
        "import sys, open_clip\nclass Quality:\n    def load(self):\n"
        "        return open_clip.create_model(sys.argv[1], pretrained=sys.argv[2])\n"
    )
    clip = tmp_path / "home" / ".cache" / "clip" / "ViT-B-32.pt"
    clip.parent.mkdir(parents=True)
    clip.write_bytes(bytes(100))
    (tmp_path / "home" / ".u2net").mkdir()
    (tmp_path / "home" / ".u2net" / "u2net.onnx").write_bytes(bytes(100))
    assert hub.root.exists()
    assert main(["cache", "ls", "--format", "json"]) == 0
    verdicts = {artifact["id"]: artifact["verdict"] for artifact in json.loads(capsys.readouterr().out)["artifacts"]}
    assert verdicts == {
        "clip:ViT-B/32": "protected",
        "hf:openai/clip": "protected",
        "hf:some/other": "protected",
        "hf:team/blip": "protected",
        "rembg:u2net": "unknown",
    }


def test_a_store_of_the_settings_is_one_like_any_other(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "project" / "modelpolicy.toml"
    settings.write_text(
        f'{settings.read_text()}[[stores]]\nname = "ours"\nroots = ["$OURS", "~/ours"]\nentries = ["{{name}}.onnx"]\n'
    )
    monkeypatch.setenv("OURS", str(hub.root.parent / "our models"))
    (hub.root.parent / "our models").mkdir()
    (hub.root.parent / "our models" / "faces.onnx").write_bytes(bytes(10))
    assert main(["cache", "ls", "--store", "ours"]) == 0
    assert "ours:faces" in capsys.readouterr().out
    assert main(["cache", "roots"]) == 0
    assert f"ours  {hub.root.parent}/our models  (OURS)" in capsys.readouterr().out


@pytest.mark.usefixtures("hub")
def test_every_mistake_in_the_stores_of_the_settings_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "project" / "modelpolicy.toml"
    settings.write_text(f'{settings.read_text()}stores = [{{ name = "Ours" }}, {{ roots = ["x"], entrys = [] }}]\n')
    assert main(["cache", "ls"]) == 2
    said = capsys.readouterr().err
    for word in (
        "store 1",
        "`name` must be",
        "`roots` is missing",
        "store 2",
        "`name` is missing",
        "`entrys` is no field",
    ):
        assert word in said


def test_the_settings_can_add_a_directory_to_a_known_store(
    hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Hub(hub.root.parent / "shared")
    other.revision("openai/clip", NEW, {"model.bin": 5}, "main")
    settings = tmp_path / "project" / "modelpolicy.toml"
    settings.write_text(f'{settings.read_text()}stores = [{{ name = "hf", roots = ["{other.root}"] }}]\n')
    assert main(["cache", "ls", "hf:openai/clip", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["artifacts"]
    assert [(one["bytes"], one["verdict"]) for one in found if one["root"] == str(other.root)] == [(5, "needed")]


def test_a_directory_that_a_call_names_is_a_root(hub: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "project" / "app" / "quality.py").write_text(
        "import whisper\nfrom transformers import CLIPModel\nPLACE = 'weights/hub'\nclass Quality:\n    def load(self):\n"
        "        whisper.load_model('base', download_root='weights')\n"
        "        return CLIPModel.from_pretrained('openai/clip', cache_dir=PLACE)\n"
    )
    own = Hub(tmp_path / "project" / "weights" / "hub")
    own.revision("openai/clip", NEW, {"model.bin": 5}, "main")
    (tmp_path / "project" / "weights" / "base.pt").write_bytes(bytes(7))
    (tmp_path / "project" / "weights" / "notes.txt").write_bytes(bytes(7))
    assert hub.root.exists()
    assert main(["cache", "ls", "--verdict", "needed", "--format", "json"]) == 0
    found = {one["home"]: one["needed_by"] for one in json.loads(capsys.readouterr().out)["artifacts"]}
    assert found == {
        str(hub.directory("openai/clip")): ["quality"],
        str(own.directory("openai/clip")): ["quality"],
        str(tmp_path / "project" / "weights" / "base.pt"): ["quality"],
    }

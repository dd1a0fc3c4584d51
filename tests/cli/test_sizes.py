"""``check --disk`` and ``registry update --sizes`` as a user types them."""

from pathlib import Path

import pytest

from modelpolicy.cli.main import main
from tests.projects import read_files
from tests.stores.hub import Hub

REGISTRY = """\
format: modelpolicy-registry/1
analyzers:
  quality:
    status: enabled
    models: [hf:openai/clip, whisper:base]  # both are needed
models:
  # The small one.
  hf:openai/clip:
    size: 14GB  # on the old disk
  whisper:base:
    title: Whisper
"""
PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
--- catalogue.py
from quality import Quality
ANALYZERS = {"quality": Quality}
--- quality.py
import whisper
from transformers import CLIPModel
class Quality:
    def load(self):
        whisper.load_model("base")
        return CLIPModel.from_pretrained("openai/clip")
"""


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    (tmp_path / "project").mkdir()
    for name, text in read_files(PROJECT).items():
        (tmp_path / "project" / name).write_text(text, encoding="utf-8")
    (tmp_path / "project" / "registry.yaml").write_text(REGISTRY, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    hub = Hub(tmp_path / "hub")
    hub.revision("openai/clip", "a" * 40, {"model.bin": 1_000_000, "config.json": 100})
    hub.revision("openai/clip", "b" * 40, {"model.bin": 2_000_000, "config.json": 100}, "main")
    return hub


@pytest.mark.usefixtures("hub")
def test_only_with_disk_does_check_look_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert main(["check", "--disk"]) == 1
    shown = capsys.readouterr().out
    assert "MP107 wrong-size  hf:openai/clip takes ~2MB on this disk, and the registry says 14GB" in shown
    assert main(["check"]) == 0


@pytest.mark.usefixtures("hub")
def test_update_writes_what_the_disk_says_and_keeps_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whisper = tmp_path / "home" / ".cache" / "whisper" / "base.pt"
    whisper.parent.mkdir(parents=True)
    whisper.write_bytes(bytes(3_000_000))
    assert main(["registry", "update", "--sizes"]) == 0
    written = (tmp_path / "project" / "registry.yaml").read_text(encoding="utf-8")
    assert written == REGISTRY.replace("14GB", "~2MB").replace("title: Whisper\n", "title: Whisper\n    size: 3MB\n")
    assert "hf:openai/clip: ~2MB, was 14GB" in capsys.readouterr().err
    assert main(["check", "--disk"]) == 0
    assert main(["registry", "update", "--sizes"]) == 0
    assert capsys.readouterr().err.endswith("nothing to write\n")


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize(
    ("document", "told"),
    [
        ('{ path = "MODELS.md" }', "1 size written to registry.yaml\nnext: run `modelpolicy docs`\n"),
        ('{ path = "MODELS.md", mode = "checked" }', "1 size written to registry.yaml\n"),
    ],
    ids=["rendered", "written by hand"],
)
def test_update_says_what_is_to_be_done_next(document: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Path("modelpolicy.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"documents = [{document}]\n")
    assert main(["registry", "update", "--sizes"]) == 0
    assert capsys.readouterr().err.endswith(told)


def test_what_is_not_whole_has_no_size(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    (hub.directory("openai/clip") / "snapshots" / ("b" * 40) / "model.bin").unlink()
    (hub.directory("openai/clip") / "snapshots" / ("b" * 40) / "model.bin").symlink_to("../../blobs/gone")
    assert main(["check", "--disk"]) == 0
    capsys.readouterr()

"""``modelpolicy trace`` as a user runs it, and what its traces are good for afterwards."""

import json
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from modelpolicy.cleanup.projects.state import state_directory
from modelpolicy.cli.main import main
from modelpolicy.rules.case import read_files

LIBRARY = "def load_model(name, download_root=None):\n    return name\n"
PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
register = false
--- speech.py
import os
import whisper
model = whisper.load_model(os.environ["SIZE"])
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    may: [whisper:base]
  other:
    status: enabled
    models: [hf:a/b]
models:
  whisper:base: {}
  hf:a/b: {}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "site" / "whisper").mkdir(parents=True)
    (tmp_path / "site" / "whisper" / "__init__.py").write_text(LIBRARY)
    place = tmp_path / "project"
    place.mkdir()
    for name, text in read_files(PROJECT.lstrip("\n")).items():
        (place / name).write_text(text)
    monkeypatch.chdir(place)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    monkeypatch.setenv("MODELPOLICY_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return place


def trace(size: str, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setenv("SIZE", size)
    return main(["trace", *options, "--", sys.executable, "speech.py"])


@pytest.mark.usefixtures("root")
def test_a_declared_load_is_fine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert trace("base", monkeypatch) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0].split() == ["declared", "whisper:base", "whisper.load_model", "speech.py:3"]
    assert "not loaded  hf:a/b" in err


def test_an_undeclared_load_is_told_offered_and_reported(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert trace("large-v3", monkeypatch, "--output", "trace.json") == 1
    said = capsys.readouterr().err
    assert "undeclared  whisper:large-v3" in said
    assert "speech.py:3 loaded whisper:large-v3: add it to `may` of speech in registry.yaml" in said
    (load,) = json.loads((root / "trace.json").read_text())["loads"]
    assert (load["model"], load["declared"], load["path"], load["line"]) == ("whisper:large-v3", False, "speech.py", 3)

    assert main(["check", "--runtime", "--format", "json"]) == 1
    found = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["code"] == "MP604"]
    assert [(one["path"], one["line"], one["model"]) for one in found] == [("speech.py", 3, "whisper:large-v3")]
    assert main(["check", "--format", "json"]) in {0, 1}
    assert "MP604" not in capsys.readouterr().out


def test_what_open_loads_asked_for_is_written_where_they_may_ask(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    registry = root / "registry.yaml"
    registry.write_text(registry.read_text().replace("may: [whisper:base]", "may: [whisper:base]  # by SIZE"))
    before = registry.read_text()
    for size in ("large-v3", "base", "large-v3"):
        trace(size, monkeypatch)
    capsys.readouterr()

    assert main(["registry", "update", "--observed"]) == 0

    assert "speech: may load whisper:large-v3, as speech.py:3 did" in capsys.readouterr().err
    assert registry.read_text() == before.replace("[whisper:base]", "[whisper:base, whisper:large-v3]").replace(
        "  hf:a/b: {}\n", "  hf:a/b: {}\n  whisper:large-v3: {}\n"
    )
    assert main(["registry", "update", "--observed"]) == 0
    assert capsys.readouterr().err == "nothing to write\n"


def test_what_was_traced_is_kept_from_deletion(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = root.parent / "cache" / "whisper"
    weights.mkdir(parents=True)
    for name in ("large-v3.pt", "tiny.pt"):
        (weights / name).write_bytes(b"weights")

    trace("large-v3", monkeypatch)
    capsys.readouterr()
    main(["cache", "ls", "--store", "whisper", "--format", "json"])

    verdicts = {one["id"]: one for one in json.loads(capsys.readouterr().out)["artifacts"]}
    assert verdicts["whisper:large-v3"]["verdict"] == "needed"
    assert any("seen at run time" in reason for reason in verdicts["whisper:large-v3"]["reasons"])


@pytest.mark.usefixtures("root")
def test_a_command_that_fails_is_no_judgement(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SIZE", raising=False)
    assert main(["trace", "--", sys.executable, "speech.py"]) == 2
    assert "the command ended with exit code 1" in capsys.readouterr().err
    assert main(["trace", "--", "a-program-that-nobody-has"]) == 2
    assert main(["trace"]) == 3


@pytest.mark.usefixtures("root")
def test_what_a_server_loaded_until_ctrl_c_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A terminal sends the signal to both, and a server is ended that way."""
    server = (
        "import os, signal, whisper\n"
        "whisper.load_model('base')\n"
        "os.kill(os.getppid(), signal.SIGINT)\n"
        "signal.raise_signal(signal.SIGINT)\n"
    )
    assert main(["trace", "--", sys.executable, "-c", server]) == 2
    said = capsys.readouterr().err
    assert "declared    whisper:base" in said
    assert "the command was ended by signal 2 (Interrupt)" in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.usefixtures("root")
def test_what_a_service_loaded_until_it_was_ended_is_told(
    capsys: pytest.CaptureFixture[str], number: signal.Signals
) -> None:
    """A service manager may send the signal to the process that it started alone."""
    server = (
        "import os, signal, time, whisper\n"
        "whisper.load_model('base')\n"
        f"os.kill(os.getppid(), {number:d})\n"
        "time.sleep(60)\n"
    )
    before = signal.signal(number, signal.SIG_DFL)  # nohup has its children ignore one of them
    try:
        assert main(["trace", "--", sys.executable, "-c", server]) == 2
    finally:
        signal.signal(number, before)
    said = capsys.readouterr().err
    assert "declared    whisper:base" in said
    assert f"the command was ended by signal {number:d}" in said


@pytest.mark.usefixtures("root")
def test_an_output_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert trace("base", monkeypatch, "--output", "gone/trace.json") == 2
    said = capsys.readouterr().err
    assert "declared    whisper:base" in said
    assert "gone/trace.json: this cannot be written: No such file or directory" in said


def test_a_damaged_database_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database: Any = state_directory() / "smoke" / "results.sqlite"
    database.parent.mkdir(parents=True)
    database.write_bytes(b"no database at all, but long enough to be taken for a damaged one" * 20)
    assert main(["check", "--runtime"]) == 2
    assert "results.sqlite: cannot be used" in capsys.readouterr().err
    assert root.is_dir()

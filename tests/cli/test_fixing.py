"""``check --fix`` and ``--diff`` as a user types them."""

from pathlib import Path

import pytest

from modelpolicy.cli.main import main
from tests.projects import read_files

PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
documents = [{ path = "MODELS.md", language = "en" }]
--- speech.py
import whisper
model = whisper.load_model("base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech: {status: enabled, models: [whisper:small]}
models:
  whisper:small: {size: 461MB}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in read_files(PROJECT).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_fix_does_what_is_safe_shows_the_rest_and_fails_for_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--fix"]) == 1
    shown = capsys.readouterr()
    assert "MP102" in shown.out
    assert "MP101" not in shown.out
    assert "2 findings fixed, in 2 files" in shown.err
    assert "1 finding more with --unsafe-fixes" in shown.err
    assert "models: [whisper:small, whisper:base]" in (project / "registry.yaml").read_text()
    assert "whisper:base" in (project / "MODELS.md").read_text()


@pytest.mark.usefixtures("project")
def test_a_check_says_what_fix_would_do_where_people_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    offer = "next: `modelpolicy check --fix` fixes 2 of them"
    assert main(["check"]) == 1
    assert offer in capsys.readouterr().err
    assert main(["check", "--format", "json"]) == 1
    assert capsys.readouterr().err == ""
    assert main(["check", "--fix"]) == 1
    assert "next:" not in capsys.readouterr().err


def test_unsafe_fixes_do_the_rest(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--fix", "--unsafe-fixes"]) == 0
    assert capsys.readouterr().out.startswith("clean: ")
    assert "whisper:small" not in (project / "registry.yaml").read_text()
    assert main(["check", "--diff", "--unsafe-fixes"]) == 0


def test_diff_shows_the_difference_and_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "registry.yaml").read_text()
    assert main(["check", "--diff"]) == 1
    shown = capsys.readouterr().out
    assert "-  speech: {status: enabled, models: [whisper:small]}" in shown
    assert "+  speech: {status: enabled, models: [whisper:small, whisper:base]}" in shown
    assert "+++ b/MODELS.md" in shown
    assert (project / "registry.yaml").read_text() == before
    assert not (project / "MODELS.md").exists()


def test_nothing_is_fixed_by_settings_that_select_no_rule(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "modelpolicy.toml").open("a", encoding="utf-8") as settings:
        settings.write('select = ["MP8"]\n')
    assert main(["check", "--diff"]) == 2
    assert "no rule has the code 'MP8'" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_unsafe_fixes_alone_are_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--unsafe-fixes"]) == 2
    assert "add --fix, or --diff" in capsys.readouterr().err

"""What the README says is what the program does."""

import re
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.main import main
from modelpolicy.cli.parser import COMMANDS
from modelpolicy.report.findings.formats import FORMATS
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.page import page_name
from modelpolicy.settings.schema import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
WHAT_CHECK_READS = ("analyzers", "policies", "docs", "modelpolicy.toml")

Check = Callable[[Path], str]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def first_cells(heading: str) -> list[str]:
    """The first column of the table under ``heading``."""
    section = README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| (?!---)(.*?) \|", section, re.MULTILINE)[1:]


def without_time(text: str) -> str:
    return re.sub(r"\(\d+\.\d\d s\)", "(N s)", text)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """What ``modelpolicy check`` prints in a directory."""

    def run(place: Path) -> str:
        monkeypatch.chdir(place)
        main(["check"])
        return without_time(capsys.readouterr().out)

    return run


def test_first_block_gives_the_two_commands() -> None:
    commands = re.findall(r"^\$ (.*)$", blocks("console")[0], re.MULTILINE)
    assert commands == ["make check", "make test"]
    makefile = (ROOT / "Makefile").read_text()
    assert all(re.search(rf"^{command.split()[1]}:", makefile, re.MULTILINE) for command in commands)


def test_make_check_prints_what_the_readme_shows(check: Check) -> None:
    shown = re.search(r"\$ make check\n(.*?)\n\n", blocks("console")[0], re.DOTALL)
    assert shown
    assert check(ROOT).rstrip("\n") == without_time(shown[1])


def test_lint_of_make_test_runs_the_hooks_that_the_readme_shows() -> None:
    shown = re.findall(r"^(\S.*?)\.{3,}Passed$", blocks("console")[0], re.MULTILINE)
    configured = re.findall(r"^ +name: (.*)$", (ROOT / ".pre-commit-config.yaml").read_text(), re.MULTILINE)
    assert shown == configured


def test_a_changed_model_prints_what_the_readme_shows(check: Check, tmp_path: Path) -> None:
    for name in WHAT_CHECK_READS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    analyzer = tmp_path / "analyzers" / "speech_transcription.py"
    analyzer.write_text(analyzer.read_text().replace("openai/whisper-base", "openai/whisper-small"))
    assert check(tmp_path) == without_time(blocks("text")[0])


def test_format_table_has_every_format() -> None:
    assert [cell.strip("`") for cell in first_cells("Output")] == list(FORMATS)


def test_command_table_has_every_command() -> None:
    named = [cell.strip("`").split()[1] for cell in first_cells("Commands")]
    assert named == list(COMMANDS)


def test_settings_table_has_every_setting() -> None:
    assert [cell.strip("`") for cell in first_cells("Settings")] == [field.name for field in fields(Settings)]


def test_exit_code_table_has_every_code() -> None:
    assert [int(cell) for cell in first_cells("In CI")] == list(ExitCode)


def test_rule_table_links_every_rule() -> None:
    assert first_cells("Rules") == [f"[{rule.code}](docs/rules/{page_name(rule)})" for rule in ALL_RULES]


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"])
def test_links_lead_somewhere(document: str) -> None:
    place = ROOT / document
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", place.read_text())
    assert [link for link in links if not (place.parent / link).exists()] == []


def test_paths_that_the_guide_for_contributors_names_are_there() -> None:
    named = set(
        re.findall(r"`((?:src|tests|docs|policies|analyzers)/[^\s`]+)`", (ROOT / "CONTRIBUTING.md").read_text())
    )
    assert "src/modelpolicy/usecases/<subject>/<name>.py" in named
    assert [path for path in sorted(named) if not any(ROOT.glob(re.sub(r"<\w+>", "*", path)))] == []


def test_example_registry_can_be_used(check: Check, tmp_path: Path) -> None:
    (tmp_path / "registry.yaml").write_text(blocks("yaml")[0])
    (tmp_path / "modelpolicy.toml").write_text('registry = "registry.yaml"\n')
    (tmp_path / "speech_transcription.py").write_text(
        'from transformers import pipeline\n\nspeech = pipeline("asr", model="openai/whisper-base")\n'
    )
    assert check(tmp_path).startswith("clean: ")


def test_example_policy_has_tests_that_notice_every_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "own.yaml").write_text(blocks("yaml")[1])
    (tmp_path / "modelpolicy.toml").touch()
    monkeypatch.chdir(tmp_path)
    assert main(["test", "--mutate"]) == 0
    assert "every branch reached" in capsys.readouterr().out

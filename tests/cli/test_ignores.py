"""Findings that people let pass, as a user lets them pass: comments, settings, the baseline."""

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from modelpolicy.cli.main import main
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.checking.recall import recall_or_check
from tests.projects import read_files

PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
baseline = "baseline.json"
--- speech.py
import whisper
base = whisper.load_model("base")
small = whisper.load_model("small")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech: {status: enabled, models: [whisper:base]}
models:
  whisper:base: {}
"""
SMALL = 'small = whisper.load_model("small")'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in read_files(PROJECT).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def change(place: Path, before: str, after: str) -> None:
    text = place.read_text(encoding="utf-8")
    assert before in text
    place.write_text(text.replace(before, after), encoding="utf-8")


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["check", "--format", "json", *arguments])
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def codes(document: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in document["findings"]]


def test_a_comment_lets_a_finding_pass_and_the_summary_counts_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 1
    change(project / "speech.py", SMALL, f"{SMALL}  # modelpolicy: ignore[MP101] a trial")
    capsys.readouterr()
    assert main(["check"]) == 0
    assert "; 1 suppressed: 1 by comments (" in capsys.readouterr().out
    assert check(capsys)["summary"]["suppressed"] == {"comment": 1, "settings": 0, "baseline": 0}


def test_no_ignores_shows_what_passes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(project / "speech.py", SMALL, f"{SMALL}  # modelpolicy: ignore[MP101] a trial")
    assert codes(check(capsys, "--no-ignores")) == ["MP101"]
    assert main(["check", "--no-ignores"]) == 1
    assert codes(check(capsys)) == []


def test_all_that_is_wrong_with_comments_is_told_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        project / "speech.py",
        SMALL,
        f"{SMALL}  # modelpolicy: ignore[MP101, MP109, MP999]\n"
        "x = 1  # modelpolicy: ignore\ny = 2  # modelpolicy: ignore[MP101] until 2020-01-01\n",
    )
    assert [(found["line"], found["code"]) for found in check(capsys)["findings"]] == [
        (3, "MP003"),
        (3, "MP003"),
        (4, "MP003"),
        (5, "MP003"),
    ]


def test_settings_ignore_a_rule_in_some_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "modelpolicy.toml").open("a") as settings:
        settings.write('[per_file_ignores]\n"sp*.py" = ["MP1"]\n')
    assert check(capsys)["summary"]["suppressed"]["settings"] == 1
    assert codes(check(capsys)) == []


def test_a_file_that_cannot_be_parsed_is_ignored_at_the_line_of_the_fault(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project / "speech.py", SMALL, "print 'loading'  # modelpolicy: ignore[MP001] Python 2, goes in May")
    assert codes(check(capsys)) == []
    assert codes(check(capsys, "--no-ignores")) == ["MP001"]


def test_a_baseline_lets_old_findings_pass_and_no_new_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--update-baseline"]) == 0
    assert "1 finding will pass" in capsys.readouterr().err
    assert main(["check"]) == 0
    change(project / "speech.py", SMALL, f'# a line above\n{SMALL}\nlarge = whisper.load_model("large")')
    found = check(capsys)
    assert [finding["model"] for finding in found["findings"]] == ["whisper:large-v3"]
    assert found["summary"]["suppressed"]["baseline"] == 1


def test_a_baseline_shrinks_by_itself_and_never_grows(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--update-baseline"])
    change(project / "speech.py", SMALL, "")
    assert main(["check"]) == 0
    assert "baseline.json: 1 finding mended, no more in it" in capsys.readouterr().err
    assert json.loads((project / "baseline.json").read_text())["findings"] == []
    with (project / "speech.py").open("a") as source:
        source.write(SMALL)
    assert main(["check"]) == 1
    assert json.loads((project / "baseline.json").read_text())["findings"] == []


def test_a_ci_runner_is_told_what_is_mended_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["check", "--update-baseline"])
    change(project / "speech.py", SMALL, "")
    monkeypatch.setenv("CI", "true")
    before = (project / "baseline.json").read_text()
    assert main(["check"]) == 0
    assert "1 finding mended, to be taken out" in capsys.readouterr().err
    assert (project / "baseline.json").read_text() == before


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("speech.py", SMALL, "def broken(:"),
        ("modelpolicy.toml", 'registry = "registry.yaml"', 'registry = "registry.yaml"\nignore = ["MP101"]'),
    ],
    ids=["a file cannot be read", "the rule is not asked"],
)
def test_what_nobody_can_say_is_not_taken_for_mended(
    project: Path, place: str, before: str, after: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--update-baseline"])
    change(project / place, before, after)
    main(["check"])
    assert "mended" not in capsys.readouterr().err
    assert len(json.loads((project / "baseline.json").read_text())["findings"]) == 1


def test_the_baseline_is_written_for_the_whole_project_and_where_the_settings_say(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--update-baseline", "speech.py"]) == 2
    change(project / "modelpolicy.toml", 'baseline = "baseline.json"', "")
    assert main(["check", "--update-baseline"]) == 2
    assert 'add baseline = "modelpolicy-baseline.json"' in capsys.readouterr().err
    assert not (project / "baseline.json").exists()


def test_a_damaged_baseline_is_no_judgement(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "baseline.json").write_text("{")
    assert main(["check"]) == 2
    assert "baseline.json: this is no baseline" in capsys.readouterr().err


def test_what_is_recalled_knows_what_day_it_is(project: Path) -> None:
    change(project / "speech.py", SMALL, f"{SMALL}  # modelpolicy: ignore[MP101] until 2027-01-31")
    days = ["2027-01-30", "2027-01-31", "2027-02-01", "2027-02-02", "2027-01-31"]
    clocks = [partial(date.fromisoformat, day) for day in days]
    found = [[one.code for one in recall_or_check(find_project(project), clock=clock).findings] for clock in clocks]
    assert found == [[], [], ["MP101", "MP003"], ["MP101", "MP003"], []]

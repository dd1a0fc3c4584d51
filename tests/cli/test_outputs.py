"""``check --format`` and ``--output`` as a user types them."""

import json
from pathlib import Path

import pytest
from junitparser import JUnitXml

from modelpolicy.cli.main import main
from tests.projects import read_files

PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
--- app.py
from ultralytics import YOLO
model = YOLO("new.pt")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  app: {status: enabled, models: ["ultralytics:old.pt"]}
models:
  ultralytics:old.pt: {}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in read_files(PROJECT).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_several_forms_come_from_one_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--output", "sarif=a.sarif", "--output", "junit=a.xml", "--output", "gitlab=a.json"]) == 1
    sarif = json.loads((project / "a.sarif").read_text())
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["MP101", "MP102"]
    assert JUnitXml.fromfile(str(project / "a.xml")).failures == 2
    assert [entry["location"]["path"] for entry in json.loads((project / "a.json").read_text())] == [
        "app.py",
        "registry.yaml",
    ]
    assert capsys.readouterr().out.startswith("app.py\n  2:")


def test_every_form_can_be_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert project.exists()
    shown = {}
    for form in ("text", "json", "sarif", "github", "gitlab", "junit"):
        assert main(["check", "--format", form]) == 1
        shown[form] = capsys.readouterr().out
    assert all("new.pt" in text for text in shown.values())
    assert len(set(shown.values())) == len(shown)


def test_statistics_stand_instead_of_findings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert project.exists()
    assert main(["check", "--statistics"]) == 1
    assert capsys.readouterr().out.startswith(
        "1  MP101 undocumented-model  (fixable)\n1  MP102 stale-model\n2 findings"
    )


def test_a_file_that_cannot_be_written_is_named_and_the_others_are_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--output", "json=gone/a.json", "--output", "json=b.json"]) == 2
    captured = capsys.readouterr()
    assert "gone/a.json: this cannot be written" in captured.err
    assert "new.pt" in captured.out
    assert (project / "b.json").exists()


@pytest.mark.parametrize("output", ["sarif", "sarif=", "pdf=a.pdf", "=a"])
def test_an_output_that_names_no_form_or_no_file_is_refused(output: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--output", output])
    assert stop.value.code == 2
    assert "is not FORMAT=FILE" in capsys.readouterr().err


def test_paths_start_at_the_root_of_the_repository_where_programs_look_for_them(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    below = tmp_path / "services" / "video"
    below.mkdir(parents=True)
    for name in read_files(PROJECT):
        (project / name).rename(below / name)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(below)
    main(["check", "--format", "github"])
    assert "::error file=services/video/app.py,line=2," in capsys.readouterr().out
    main(["check"])
    assert capsys.readouterr().out.startswith("app.py\n")

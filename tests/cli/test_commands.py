"""The commands as a user types them: output, exit codes, files written."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from modelpolicy.cli.main import main
from modelpolicy.cli.parser import COMMANDS
from tests.projects import read_files

PROJECT = """
--- modelpolicy.toml
catalog = "app/catalogue.py:ANALYZERS"
disabled = "app/catalogue.py:DISABLED"
documents = [{ path = "MODELS.md", language = "en" }]
--- app/__init__.py
--- app/catalogue.py
from app.faces import Faces
from app.poses import Poses
ANALYZERS = {"faces": Faces, "poses": Poses}
DISABLED = ["poses"]
--- app/faces.py
from ultralytics import YOLO
class Faces:
    weights = "faces.pt"
    def load(self):
        self.model = YOLO(self.weights)
--- app/poses.py
from ultralytics import YOLO
class Poses:
    def load(self):
        self.model = YOLO("faces.pt")
--- policies/registry.yaml
format: modelpolicy-registry/1
analyzers:
  faces: {status: enabled, models: ["ultralytics:faces.pt"]}
  poses: {status: disabled, models: ["ultralytics:faces.pt"]}
models:
  ultralytics:faces.pt: {size: 6MB}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in read_files(PROJECT).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_docs_then_check_is_clean(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs"]) == 0
    assert "faces.pt" in (project / "MODELS.md").read_text(encoding="utf-8")
    assert main(["check"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("clean: 4 files, 2 loads, 2 analyzers, 1 model, 1 document (")


def test_check_finds_drift_and_says_where_and_what_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["docs"])
    faces = project / "app/faces.py"
    faces.write_text(faces.read_text(encoding="utf-8").replace("faces.pt", "other.pt"), encoding="utf-8")
    capsys.readouterr()
    assert main(["check"]) == 1
    shown = capsys.readouterr().out
    assert "app/faces.py\n  3:15  MP101 undocumented-model  faces loads ultralytics:other.pt" in shown
    assert "remedy: add ultralytics:other.pt" in shown
    assert "see app/faces.py:5" in shown
    assert "2 findings (1 error, 1 warning) in 2 files" in shown


def test_check_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faces = project / "app/faces.py"
    faces.write_text(faces.read_text(encoding="utf-8").replace("faces.pt", "other.pt"), encoding="utf-8")
    assert main(["check", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "modelpolicy-check/1"
    assert document["summary"]["codes"] == {"MP101": 1, "MP102": 1, "MP201": 1}
    finding = next(found for found in document["findings"] if found["code"] == "MP101")
    assert finding["analyzer"] == "faces"
    assert finding["model"] == "ultralytics:other.pt"
    assert len(finding["fingerprint"]) == 16


def test_check_of_a_path_shows_only_what_is_found_there(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = "<!-- modelpolicy:begin enabled -->\nold\n<!-- modelpolicy:end enabled -->\n"
    (project / "MODELS.md").write_text(old, encoding="utf-8")
    assert main(["check", "app"]) == 0
    assert main(["check", "MODELS.md"]) == 1
    assert "MP201" in capsys.readouterr().out


def test_a_path_that_does_not_exist_is_nothing_to_check(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(project / "nowhere")]) == 3
    assert "nowhere" in capsys.readouterr().err


def test_scan_as_text(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", str(project / "app/faces.py")]) == 0
    first, summary = capsys.readouterr().out.splitlines()
    assert first == "app/faces.py:5:22  YOLO  [ultralytics, weights]  ultralytics:faces.pt"
    assert summary.startswith("1 load in 1 file (")


@pytest.mark.usefixtures("project")
def test_scan_explains(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--explain"]) == 0
    shown = capsys.readouterr().out
    assert '    ultralytics:faces.pt\n      app/faces.py:3  weights\n      app/faces.py:3  "faces.pt"' in shown


def test_scan_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--format", "json", str(project / "app/faces.py")]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "modelpolicy-scan/1"
    assert document["files"] == 1
    assert document["failures"] == []
    (load,) = document["loads"]
    assert load == {
        "path": "app/faces.py",
        "line": 5,
        "column": 22,
        "cell": None,
        "call": "YOLO",
        "loader": "ultralytics",
        "role": "weights",
        "confidence": "high",
        "open": False,
        "models": [
            {
                "written": "faces.pt",
                "id": "ultralytics:faces.pt",
                "revision": None,
                "via": [{"path": "app/faces.py", "line": 3, "what": "weights"}],
            }
        ],
        "arguments": {},
    }


@pytest.mark.usefixtures("project")
def test_graph_marks_shared_models_and_the_disabled(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "faces  enabled",
        "  ultralytics:faces.pt  shared with poses (disabled)",
        "poses  disabled",
        "  ultralytics:faces.pt  shared with faces",
        "2 analyzers (1 disabled), 1 model, 1 shared",
    ]


@pytest.mark.usefixtures("project")
def test_graph_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["models"] == [
        {"id": "ultralytics:faces.pt", "analyzers": ["faces", "poses"], "shared": True, "confidence": "high"}
    ]
    assert [one["status"] for one in document["analyzers"]] == ["enabled", "disabled"]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", ["ultralytics:faces.pt", "faces.pt"])
def test_why(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["why", name]) == 0
    shown = capsys.readouterr().out
    assert "  faces: YOLO at app/faces.py:5 (weights)" in shown
    assert "  poses (disabled): YOLO at app/poses.py:4 (weights)" in shown


@pytest.mark.usefixtures("project")
def test_why_of_an_unknown_model_names_the_closest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "facse.pt"]) == 2
    assert "did you mean ultralytics:faces.pt?" in capsys.readouterr().err


def test_why_of_a_part_of_a_name_names_those_that_have_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    others = "".join(f"  ultralytics:{name}.pt: {{}}\n" for name in ("fa", "fac", "fasces"))
    with (project / "policies/registry.yaml").open("a", encoding="utf-8") as registry:
        registry.write(others)
    assert main(["why", "Face"]) == 2
    assert "did you mean ultralytics:faces.pt?" in capsys.readouterr().err


def test_docs_check_prints_the_difference(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "--check"]) == 1
    shown = capsys.readouterr()
    assert "+++ b/MODELS.md" in shown.out
    assert "run `modelpolicy docs`" in shown.err
    assert not (project / "MODELS.md").exists()
    main(["docs"])
    assert main(["docs", "--check"]) == 0


def test_docs_names_a_document_that_cannot_be_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "MODELS.md").symlink_to("/proc/nowhere/MODELS.md")
    assert main(["docs"]) == 2
    assert "MODELS.md: this cannot be written: No such file or directory" in capsys.readouterr().err


def test_rule_explains_one_and_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "MP101"]) == 0
    assert "undocumented-model" in capsys.readouterr().out
    assert main(["rule"]) == 0
    assert "MP101  undocumented-model" in capsys.readouterr().out
    assert main(["rule", "MP999"]) == 2
    assert "MP101" in capsys.readouterr().err


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "modelpolicy registry"


def test_init_then_check_is_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "app.py").write_text('from ultralytics import YOLO\nYOLO("a.pt")\n', encoding="utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert "there is no registry here" in capsys.readouterr().err
    assert main(["init"]) == 0
    assert "ultralytics:a.pt" in (tmp_path / "policies/registry.yaml").read_text(encoding="utf-8")
    assert main(["check"]) == 0


def test_init_leaves_out_what_tests_load_and_says_so_in_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app.py").write_text('from ultralytics import YOLO\nYOLO("a.pt")\n', encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_app.py").write_text('from ultralytics import YOLO\nYOLO("tiny.pt")\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert 'exclude = ["tests/"]' in (tmp_path / "modelpolicy.toml").read_text(encoding="utf-8")
    assert "tiny.pt" not in (tmp_path / "policies/registry.yaml").read_text(encoding="utf-8")
    assert main(["check"]) == 0


def test_what_init_only_suggests_can_be_switched_on(project: Path) -> None:
    for name in ("modelpolicy.toml", "policies/registry.yaml"):
        (project / name).unlink()
    assert main(["init"]) == 0
    settings = project / "modelpolicy.toml"
    settings.write_text(re.sub(r"(?m)^# (\w+ = )", r"\1", settings.read_text(encoding="utf-8")), encoding="utf-8")
    assert main(["docs"]) == 0
    assert (project / "docs/models.md").exists()
    assert main(["check"]) == 1  # init has documented poses before the settings said that it is disabled


def test_init_documents_tests_where_there_is_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_app.py").write_text('from ultralytics import YOLO\nYOLO("tiny.pt")\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert "tiny.pt" in (tmp_path / "policies/registry.yaml").read_text(encoding="utf-8")


def test_init_overwrites_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "modelpolicy.toml").read_bytes()
    assert main(["init"]) == 2
    assert "settings already, and its registry policies/registry.yaml" in capsys.readouterr().err
    assert (project / "modelpolicy.toml").read_bytes() == before


def test_init_makes_the_registry_that_settings_are_without(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As `check` advises: the analyzers are then those of the setting `catalog`."""
    settings, registry = project / "modelpolicy.toml", project / "policies/registry.yaml"
    before = settings.read_bytes()
    registry.unlink()
    assert main(["init"]) == 0
    assert "modelpolicy.toml" not in capsys.readouterr().err
    assert settings.read_bytes() == before
    assert "  poses:\n    status: disabled\n" in registry.read_text(encoding="utf-8")
    main(["docs"])
    assert main(["check"]) == 0


def test_init_makes_the_settings_that_an_imported_registry_is_without(project: Path) -> None:
    (project / "modelpolicy.toml").unlink()
    registry = project / "policies/registry.yaml"
    before = registry.read_bytes()
    assert main(["init"]) == 0
    assert registry.read_bytes() == before
    assert 'registry = "policies/registry.yaml"' in (project / "modelpolicy.toml").read_text(encoding="utf-8")


def test_import_writes_the_registry_and_names_what_it_could_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = (
        "# Models\n\n## Active analyzers\n\n### faces\n- **Model**: `yolov8x.pt`\n- **Size**: ~140MB\n\nA poem.\n"
    )
    (tmp_path / "DOC.md").write_text(document, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["import", "DOC.md"]) == 0
    said = capsys.readouterr().err
    assert "DOC.md:9" in said
    assert "\n1 analyzer, 1 model; 2 lines to sort in by hand\nnext: `modelpolicy check`" in said
    registry = (tmp_path / "policies/registry.yaml").read_text(encoding="utf-8")
    assert "ultralytics:yolov8x.pt" in registry
    assert "A poem." in registry
    assert (tmp_path / "policies/registry.schema.json").exists()
    assert main(["import", "DOC.md"]) == 2
    assert "here already" in capsys.readouterr().err


Import = Callable[[str], tuple[str, str]]


@pytest.fixture
def import_to_stdout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import a document, and give what was printed on stdout and stderr."""

    def run(document: str) -> tuple[str, str]:
        (tmp_path / "DOC.md").write_text(document, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert main(["import", "DOC.md", "-o", "-"]) == 0
        return capsys.readouterr()

    return run


def test_import_of_a_document_without_analyzers_says_what_can_be_read(import_to_stdout: Import) -> None:
    _, said = import_to_stdout("Whisper transcribes speech.\n")
    assert "What can be read: headings like" in said


def test_import_to_standard_output_writes_no_file(tmp_path: Path, import_to_stdout: Import) -> None:
    registry, _ = import_to_stdout("## Active analyzers\n\n### faces\n- **Model**: `a/b`\n")
    assert "hf:a/b" in registry
    assert [path.name for path in tmp_path.iterdir()] == ["DOC.md"]


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
        assert COMMANDS[command][1:] in " ".join(capsys.readouterr().out.split())


def test_scan_of_a_notebook_counts_all_cells(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = [
        {"cell_type": "markdown", "source": "# Models"},
        {"cell_type": "code", "source": "!pip install ultralytics\nfrom ultralytics import YOLO\nYOLO('n.pt')"},
    ]
    (project / "try.ipynb").write_text(json.dumps({"nbformat": 4, "cells": cells}), encoding="utf-8")
    assert main(["scan", "--format", "json", str(project / "try.ipynb")]) == 0
    (load,) = json.loads(capsys.readouterr().out)["loads"]
    assert (load["cell"], load["line"], load["column"]) == (1, 3, 1)

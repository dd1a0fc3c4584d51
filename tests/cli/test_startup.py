"""What a command imports: linting must start fast, in a hook and before the ML libraries are installed."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ML_LIBRARIES = {"torch", "torchvision", "transformers", "ultralytics", "huggingface_hub", "easyocr", "mediapipe", "cv2"}
SLOW_LIBRARIES = {"jinja2", "rich", "markdown_it", "pydantic", "tree_sitter", "tree_sitter_bash"}
REPORT = """
import sys
from modelpolicy.cli.main import main
try:
    code = main(sys.argv[1:])
except SystemExit as stop:
    code = stop.code
print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
sys.exit(code)
"""


def imported(*arguments: str) -> set[str]:
    """The top-level packages that are loaded when the command has run on this repository."""
    done = subprocess.run(  # noqa: S603 - this interpreter, with arguments of this file
        [sys.executable, "-c", REPORT, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "command",
    [
        ("--version",),
        ("check",),
        ("check", "--no-cache"),
        ("check", "--format", "json"),
        ("scan",),
        ("graph",),
        ("why", "hf:openai/clip-vit-base-patch32"),
        ("rule", "MP101"),
    ],
    ids=" ".join,
)
def test_lint_commands_import_what_they_need_alone(command: tuple[str, ...]) -> None:
    loaded = imported(*command)
    assert "modelpolicy" in loaded
    assert not loaded & (ML_LIBRARIES | SLOW_LIBRARIES)


def test_looking_at_the_disk_imports_no_library_whose_models_lie_there() -> None:
    loaded = imported("cache", "ls")
    assert "modelpolicy" in loaded
    assert not loaded & (ML_LIBRARIES | SLOW_LIBRARIES)


def test_rendering_documents_imports_no_ml_library() -> None:
    loaded = imported("docs", "--check")
    assert "jinja2" in loaded
    assert not loaded & ML_LIBRARIES


def test_version_imports_no_command() -> None:
    assert not imported("--version") & {"yaml", "pydantic_core", "tomllib"}


def test_a_project_with_scripts_that_load_nothing_waits_for_no_grammar(tmp_path: Path) -> None:
    (tmp_path / "build.sh").write_text(
        "#!/bin/sh\npip install torch\npython setup.py sdist\ncurl -O https://example.org/a\n"
    )
    (tmp_path / "app.py").touch()
    assert "tree_sitter" not in imported("scan", str(tmp_path))


def test_a_project_with_a_script_that_loads_asks_the_grammar(tmp_path: Path) -> None:
    (tmp_path / "fetch.sh").write_text("hf download a/b\n")
    assert "tree_sitter" in imported("scan", str(tmp_path))


def test_a_project_without_policies_pays_nothing_for_them(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "registry.yaml").write_text("format: modelpolicy-registry/1\nanalyzers: {}\nmodels: {}\n")
    (tmp_path / "app.py").touch()
    program = REPORT.replace('name.partition(".")[0]', "name")
    done = subprocess.run(  # noqa: S603 - this interpreter, with arguments of this file
        [sys.executable, "-c", program, "check", "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = done.stderr.split()
    assert "modelpolicy.usecases.checking.check" in loaded
    assert not [name for name in loaded if name.startswith(("modelpolicy.policies", "cel_expr_python"))]

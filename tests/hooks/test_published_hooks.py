"""The hooks that other repositories use, installed by pre-commit and fired by git as there."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.hooks.repositories import CLEAN, Repository, documented_app, hooks_of_this_checkout

CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: modelpolicy-check
      - id: modelpolicy-docs
"""


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return hooks_of_this_checkout(tmp_path_factory.mktemp("offering") / "modelpolicy")


@pytest.fixture(scope="module")
def user(hooks: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A clean repository that has the hooks installed."""
    rev = hooks.run("git", "rev-parse", "HEAD").strip()
    config = CONFIG.format(repo=hooks.root, rev=rev)
    app = documented_app(tmp_path_factory.mktemp("using") / "app", CLEAN | {".pre-commit-config.yaml": config})
    installed = app.pre_commit("install", "--install-hooks")
    assert installed.returncode == 0, installed.stdout
    return app


@pytest.fixture
def clean(user: Repository) -> Repository:
    user.run("git", "reset", "--quiet", "--hard")
    return user


def outcomes(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    """What pre-commit says of each hook."""
    return dict(re.findall(r"^(modelpolicy \w+)\.+(Passed|Failed)$", done.stdout, re.MULTILINE))


def test_a_drifted_registry_fails_at_the_line_of_the_load(hooks: Repository, tmp_path: Path) -> None:
    drifted = CLEAN | {"analyzers/captions.py": 'import whisper\n\n\nmodel = whisper.load_model("small")\n'}
    app = documented_app(tmp_path / "app", drifted)
    tried = app.pre_commit("try-repo", str(hooks.root), "modelpolicy-check", "--all-files")
    assert tried.returncode == 1
    assert outcomes(tried) == {"modelpolicy check": "Failed"}
    assert re.search(r"^analyzers/captions\.py\n +4(?::\d+)? +MP101 ", tried.stdout, re.MULTILINE), tried.stdout


def test_a_clean_registry_passes(clean: Repository) -> None:
    done = clean.pre_commit("run", "modelpolicy-check", "--all-files")
    assert (done.returncode, outcomes(done)) == (0, {"modelpolicy check": "Passed"})


def test_a_commit_that_only_deletes_an_analyzer_fires(clean: Repository) -> None:
    clean.run("git", "rm", "--quiet", "analyzers/objects.py")
    committed = clean.attempt("git", "commit", "--message", "drop an analyzer")
    assert committed.returncode == 1
    assert outcomes(committed)["modelpolicy check"] == "Failed"
    assert re.search(r"^registry\.yaml\n +6(?::\d+)? +MP104 ", committed.stdout, re.MULTILINE), committed.stdout


def test_the_documents_hook_renders_what_is_stale(clean: Repository) -> None:
    registry = clean.root / "registry.yaml"
    registry.write_text(registry.read_text().replace("YOLOv8 nano", "YOLOv8 the small"))
    clean.run("git", "add", "--all")
    stale = clean.pre_commit("run")
    assert outcomes(stale) == {"modelpolicy check": "Failed", "modelpolicy docs": "Failed"}, stale.stdout
    assert "YOLOv8 the small" in (clean.root / "models.md").read_text()
    clean.run("git", "add", "--all")
    assert outcomes(clean.pre_commit("run")) == {"modelpolicy check": "Passed", "modelpolicy docs": "Passed"}

"""Copies of what this repository checks of itself."""

import shutil
from pathlib import Path

import pytest

from modelpolicy.cli.main import main

ROOT = Path(__file__).parents[2]


def copy_repository(place: Path) -> Path:
    """What `modelpolicy check` looks at in this repository, as it is committed."""
    for name in ("analyzers", "policies"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "docs").mkdir()
    for document in (ROOT / "docs").glob("*.md"):
        shutil.copy(document, place / "docs")
    shutil.copy(ROOT / "modelpolicy.toml", place)
    return place


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with fresh documents: stale ones fail the test about them, not every mutation."""
    place = copy_repository(tmp_path_factory.mktemp("rendered"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert main(["docs"]) == 0
    return place


@pytest.fixture
def repository(rendered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one's own to change, as the working directory."""
    place = tmp_path / "repository"
    shutil.copytree(rendered, place)
    monkeypatch.chdir(place)
    return place

import subprocess
from pathlib import Path

import pytest

from modelpolicy.errors import InputError
from modelpolicy.history.revision import export
from tests.history.repositories import commit, init


def files(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture
def then(tmp_path: Path) -> Path:
    (tmp_path / "then").mkdir()
    return tmp_path / "then"


def test_the_files_are_those_of_the_revision(tmp_path: Path, then: Path) -> None:
    root = init(tmp_path / "now")
    commit(root, {"a.py": "old", "b/c.py": "kept"})
    commit(root, {"a.py": "new", "d.py": "later"})
    (root / "e.py").write_text("not tracked")
    export(root, "HEAD~1", then)
    assert files(then) == {"a.py": "old", "b/c.py": "kept"}


def test_of_a_project_below_the_repository_only_its_own_files_are_given(tmp_path: Path, then: Path) -> None:
    root = init(tmp_path / "now")
    commit(root, {"video/a.py": "old", "other/b.py": "x"})
    export(root / "video", "HEAD", then)
    assert files(then) == {"a.py": "old"}


def test_a_project_that_was_not_there_yet_has_no_files(tmp_path: Path, then: Path) -> None:
    root = init(tmp_path / "now")
    commit(root, {"a.py": "x"})
    (root / "video").mkdir()
    export(root / "video", "HEAD", then)
    assert files(then) == {}


def test_nothing_changes_in_the_repository(tmp_path: Path, then: Path) -> None:
    root = init(tmp_path / "now")
    commit(root, {"a.py": "old"})
    (root / "a.py").write_text("changed")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    export(root, "HEAD", then)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("revision", ["nope", "--help", "HEAD~7", "", "a b", "HEAD:a.py", "\n"])
def test_a_revision_that_is_not_there_is_named(tmp_path: Path, then: Path, revision: str) -> None:
    root = init(tmp_path / "now")
    commit(root, {"a.py": "x"})
    with pytest.raises(InputError, match="has no such revision"):
        export(root, revision, then)
    assert files(then) == {}


def test_where_no_repository_is_git_says_so(tmp_path: Path, then: Path) -> None:
    with pytest.raises(InputError, match="git finds no repository here"):
        export(tmp_path, "HEAD", then)


def test_inside_a_hook_the_index_of_the_commit_under_way_stays(
    tmp_path: Path, then: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = init(tmp_path / "now")
    commit(root, {"a.py": "old"})
    monkeypatch.setenv("GIT_INDEX_FILE", str(root / ".git" / "index"))
    (root / "a.py").write_text("staged")
    subprocess.run(["git", "-C", root, "add", "a.py"], check=True)  # noqa: S603, S607 - git, in the test's directory
    before = (root / ".git" / "index").read_bytes()
    export(root, "HEAD", then)
    assert files(then) == {"a.py": "old"}
    assert (root / ".git" / "index").read_bytes() == before

"""What git is told besides its arguments."""

from pathlib import Path

import pytest

from modelpolicy.errors import InputError
from modelpolicy.history.git import GitError, git
from tests.history.repositories import commit, init


def environment_of_git(root: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in git(root, "-c", "alias.see=!env", "see").splitlines() if "=" in line)


def test_git_asks_nobody_fetches_nothing_and_waits_for_no_lock(tmp_path: Path) -> None:
    told = environment_of_git(init(tmp_path))
    assert {name: told[name] for name in ("GIT_TERMINAL_PROMPT", "GIT_LFS_SKIP_SMUDGE", "GIT_OPTIONAL_LOCKS")} == {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_OPTIONAL_LOCKS": "0",
    }


def test_what_git_says_is_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert environment_of_git(init(tmp_path))["LC_ALL"] == "C"


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
def test_a_hook_of_another_repository_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    own, other = init(tmp_path / "own"), init(tmp_path / "other")
    commit(own, {"a.py": "x", "video/b.py": "y"})
    monkeypatch.setenv(variable, {"GIT_WORK_TREE": str(other), "GIT_DIR": str(other / ".git")}.get(variable, ".git/i"))
    assert git(own / "video", "rev-parse", "--show-toplevel") == str(own)
    assert git(own / "video", "diff", "--name-only", "HEAD") == ""


def test_where_git_is_not_installed_somebody_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="install git, or do without"):
        git(tmp_path, "status")


def test_what_git_refuses_comes_in_its_words(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not a git repository"):
        git(tmp_path, "status")

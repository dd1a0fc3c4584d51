"""``git clean`` as git runs it in a repository made for the test, against what is read of it."""

import subprocess
from pathlib import Path

import pytest

from modelpolicy.domain.path_pattern import WORKING, PathPattern
from tests.deletions.reading import deletions_in, targets

IGNORED = ("detector.pt", "weights/one.pt", "weights/deep/two.pt", ".hidden/three.pt", "data/four.bin")
READ = {
    "git clean -fdx": "./%",
    "git clean -d --force -X": "./%",
    "git clean -xff -d weights 'data'": "./weights ./data",
    "git clean -fdx -- weights/deep": "./weights/deep",
    "git -C weights -c color.ui=never clean -qfdx": "./weights/%",
    "git -C weights clean -fdx deep": "./weights/deep",
    "cd weights && git clean -fdx": "./weights/%",
    "git clean -fx data weights": "./data ./weights",
    "git clean -fdx -e weights -e '*.bin'": "Unresolved(reason='what it is told to spare')",
    "git clean -fdxe '*.pt'": "Unresolved(reason='what it is told to spare')",
    "git clean -fdx --exclude=weights": "Unresolved(reason='what it is told to spare')",
    "git clean -fd": "",
    "git clean -fdxn": "",
    "git clean -fdx --dry-run": "",
    "git clean -dx": "",
    "git status clean -fdx": "",
    "git": "",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    for name in IGNORED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".gitignore").write_text("*.pt\n*.bin\n")
    (tmp_path / "data" / "kept.txt").touch()
    git(tmp_path, "add", ".gitignore", "data")
    return tmp_path


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)  # noqa: S603, S607 - in the test's own directory


@pytest.mark.parametrize("command", READ)
def test_nothing_that_git_deletes_is_missed(repository: Path, command: str) -> None:
    assert " ".join(targets(command)) == READ[command]
    subprocess.run(["bash", "-c", command], cwd=repository, check=False, capture_output=True)  # noqa: S603, S607 - one of the above
    told = [deletion.target for deletion in deletions_in(command)]
    gone = [name for name in IGNORED if not (repository / name).exists()]
    assert bool(gone) == bool(told)
    for name in gone:
        path = (WORKING, *name.split("/"))
        assert any(not isinstance(target, PathPattern) or target.covers(path) for target in told)

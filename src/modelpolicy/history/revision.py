"""The files of a revision, as they were."""

from pathlib import Path
from tempfile import TemporaryDirectory

from modelpolicy.errors import InputError, Problem
from modelpolicy.history.git import GitError, git
from modelpolicy.history.repository import folder_in_repository


def export(root: Path, revision: str, into: Path) -> None:
    """Write what the project at ``root`` was in ``revision`` to the directory ``into``, as a checkout would.

    Nothing where the project was not there yet. What the revision itself does not hold is left out: files that are
    not tracked, submodules.

    Raises:
        InputError: ``root`` is in no repository, or the repository has no such revision.
    """
    top, folder = _top(root), folder_in_repository(root)
    commit = _commit(root, revision)
    try:
        tree = git(root, "rev-parse", "--verify", f"{commit}:{folder}")
    except GitError:
        return
    with TemporaryDirectory() as scratch:
        index = {"GIT_INDEX_FILE": f"{scratch}/index"}
        git(top, "read-tree", tree, environment=index)
        git(top, "checkout-index", "--all", "--quiet", f"--prefix={into}/", environment=index)


def _top(root: Path) -> Path:
    try:
        return Path(git(root, "rev-parse", "--show-toplevel"))
    except GitError as error:
        message = f"git finds no repository here: {error}"
        raise InputError(Problem(str(root), 0, message, "run this in a clone of the project")) from error


def _commit(root: Path, revision: str) -> str:
    try:
        return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError as error:
        message = "the repository has no such revision"
        remedy = "name a commit, branch or tag that is there; a shallow clone lacks old ones: fetch them"
        raise InputError(Problem(revision, 0, message, remedy)) from error

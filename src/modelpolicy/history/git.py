"""One call of git."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from modelpolicy.errors import InputError, Problem

_OF_A_HOOK: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE"})
"""What git sets for its hooks: it speaks of the repository that the hook is of, from where that was started."""

_SILENT: Final = {"GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


class GitError(Exception):
    """git refused; the message is what it said."""


def git(place: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """What git prints at ``place``, without the last line end. It asks for no password and fetches nothing of Git LFS.

    Raises:
        GitError: git ended with an error.
        InputError: there is no git.
    """
    outside = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        done = subprocess.run(  # noqa: S603 - no shell; what a user names stands behind --end-of-options
            ["git", "-C", str(place), *arguments],  # noqa: S607 - the user's own git
            env={**outside, **_SILENT, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise InputError(Problem("git", 0, "there is no such program", "install git, or do without --since")) from error
    if done.returncode:
        raise GitError(os.fsdecode(done.stderr).strip())
    return os.fsdecode(done.stdout).removesuffix("\n")

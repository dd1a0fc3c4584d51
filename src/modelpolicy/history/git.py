"""One call of git."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from modelpolicy.errors import InputError, Problem


class GitError(Exception):
    """git refused; the message is what it said."""


def git(place: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """What git prints, without the last line end. It never asks for a password and fetches nothing of Git LFS.

    Raises:
        GitError: git ended with an error.
        InputError: there is no git.
    """
    silent = {"GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - no shell; what a user names stands behind --end-of-options
            ["git", "-C", str(place), *arguments],  # noqa: S607 - the user's own git
            env={**os.environ, **silent, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise InputError(Problem("git", 0, "there is no such program", "install git, or do without --since")) from error
    if done.returncode:
        raise GitError(os.fsdecode(done.stderr).strip())
    return os.fsdecode(done.stdout).removesuffix("\n")

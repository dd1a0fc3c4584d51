"""Asking before something is done."""

import sys

from modelpolicy.cli.printer import tell
from modelpolicy.errors import Problem, RefusedError


def confirmed(question: str, *, yes: bool) -> bool:
    """Whether to go on: ``yes`` where the user said so beforehand, else their answer.

    Raises:
        RefusedError: there is nobody to ask.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise RefusedError(
            Problem("--yes", 0, "there is no terminal to ask on", "add --yes, when you have read the plan")
        )
    tell(f"{question} [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes", "j", "ja")

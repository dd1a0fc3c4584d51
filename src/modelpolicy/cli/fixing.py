"""``--fix``, ``--unsafe-fixes`` and ``--diff``: what a program can do about what it finds."""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show, tell
from modelpolicy.domain.finding import Finding
from modelpolicy.errors import InputError, Problem
from modelpolicy.report.counted import counted
from modelpolicy.settings.project import Project

if TYPE_CHECKING:
    from modelpolicy.usecases.checking.fix import Fixed
    from modelpolicy.usecases.checking.look import Looked

Look: TypeAlias = "Callable[[Project, argparse.Namespace], Looked]"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--fix", action="store_true", help="do what a program can do safely, and show what is left")
    parser.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: also do what people should look at first"
    )
    parser.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")


def fix(project: Project, paths: Sequence[Path], arguments: argparse.Namespace, look: Look) -> ExitCode | None:
    """Fix, or show what fixing would change: then the exit code is given, 1 where it would change something.

    ``look`` gives what is looked at besides the project.

    Raises:
        InputError: as a check does, or ``--unsafe-fixes`` alone was given.
    """
    if not (arguments.fix or arguments.diff):
        if arguments.unsafe_fixes:
            raise InputError(Problem("--unsafe-fixes", 0, "nothing is fixed without --fix", "add --fix, or --diff"))
        return None
    from modelpolicy.usecases.checking.fix import Fixing, write_fixes

    fixed = Fixing(project, look(project, arguments), arguments.unsafe_fixes).plan(paths)
    if not arguments.diff:
        write_fixes(project, fixed)
        _tell(fixed, done="fixed")
        return None
    for path, (before, after) in fixed.files.items():
        show(_diff(path, before, after))
    _tell(fixed, done="would be fixed")
    return ExitCode.FINDINGS if fixed.files else ExitCode.CLEAN


def offer(findings: Iterable[Finding]) -> None:
    """Say how many of ``findings`` ``--fix`` would fix."""
    if fixable := sum(finding.fixable for finding in findings):
        tell(f"next: `modelpolicy check --fix` fixes {fixable} of them, `--diff` shows how")


def _diff(path: str, before: str | None, after: str) -> str:
    from modelpolicy.documents.render import diff

    return diff(path, before or "", after)


def _tell(fixed: "Fixed", done: str) -> None:
    tell(f"{counted(len(fixed.findings), 'finding')} {done}, in {counted(len(fixed.files), 'file')}")
    if fixed.declined:
        tell(f"{counted(len(fixed.declined), 'finding')} not: the fix would make another one, or does not fit the file")
    if fixed.unsafe:
        tell(f"{counted(len(fixed.unsafe), 'finding')} more with --unsafe-fixes")

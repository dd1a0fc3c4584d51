"""``modelpolicy check``."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from modelpolicy.cli import outputs
from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.starting_point import find
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checked import Checked
from modelpolicy.usecases.outcome import outcome_of
from modelpolicy.usecases.recall import recall_or_check
from modelpolicy.usecases.register import register


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="show only what is found in these")
    parser.add_argument("--no-cache", action="store_true", help="read everything again")
    parser.add_argument(
        "--disk", action="store_true", help="also hold documented sizes against the models on this disk"
    )
    outputs.configure(parser)


def run(arguments: argparse.Namespace) -> ExitCode:
    """Check the project."""
    start = perf_counter()
    paths = [path.absolute() for path in arguments.paths]
    project = find(paths)
    checked = _checked(project, paths, arguments)
    register(project)
    outcome = outcome_of(project, checked, perf_counter() - start)
    outputs.deliver(outcome, arguments.format, arguments.output, project.root)
    return ExitCode.FINDINGS if checked.findings else ExitCode.CLEAN


def _checked(project: Project, paths: Sequence[Path], arguments: argparse.Namespace) -> Checked:
    """Nothing is recalled of a check that looks at the disk: what lies there is no part of the project."""
    if not (arguments.no_cache or arguments.disk):
        return recall_or_check(project, paths)
    from modelpolicy.usecases.check import check

    if not arguments.disk:
        return check(project, paths)
    from modelpolicy.usecases.sizes import measure

    return check(project, paths, measure(project))

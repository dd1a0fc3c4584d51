"""``modelpolicy check``."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter, time
from typing import TYPE_CHECKING

from modelpolicy.cli import fixing, outputs
from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import tell
from modelpolicy.cli.progress_bar import ProgressBar
from modelpolicy.cli.starting_point import find
from modelpolicy.errors import InputError, Problem
from modelpolicy.report.counted import counted
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checking.checked import Checked
from modelpolicy.usecases.checking.outcome import outcome_of
from modelpolicy.usecases.checking.recall import recall_or_check
from modelpolicy.usecases.stock.register import register

if TYPE_CHECKING:
    from modelpolicy.usecases.checking.look import Looked


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="show only what is found in these")
    parser.add_argument("--no-cache", action="store_true", help="read everything again")
    parser.add_argument(
        "--disk",
        action="store_true",
        help="also look at the models on this disk: documented sizes, policies over artifacts",
    )
    parser.add_argument(
        "--runtime", action="store_true", help="also judge by the smoke runs and traces that this machine keeps"
    )
    parser.add_argument("--watch", action="store_true", help="check again whenever a file is saved, until Ctrl-C")
    fixing.configure(parser)
    outputs.configure(parser)
    parser.add_argument("--since", metavar="REV", help="show only what changes since this revision of git caused")
    parser.add_argument("--no-ignores", action="store_true", help="show what comments, settings and baseline let pass")
    parser.add_argument("--update-baseline", action="store_true", help="let pass from now on all that is found today")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Check the project, with ``--watch`` again and again until the user has had enough."""
    if not arguments.watch:
        return _once(arguments)
    from modelpolicy.cli.saves import repeat

    root = find([path.absolute() for path in arguments.paths]).root
    return repeat(lambda: _once(arguments), root, [output.path for output in arguments.output])


def _once(arguments: argparse.Namespace) -> ExitCode:
    start = perf_counter()
    paths = [path.absolute() for path in arguments.paths]
    project = find(paths)
    stopped = fixing.fix(project, paths, arguments, _looked)
    if stopped is not None:
        return stopped
    checked = _checked(project, paths, arguments)
    register(project, checked.live_set)
    if arguments.update_baseline:
        return _update_baseline(project, checked, paths)
    _tell_of_mended(project, checked.mended)
    checked = _asked_for(checked, arguments)
    if arguments.since:
        checked = _caused(project, checked, arguments)
    outcome = outcome_of(project, checked, perf_counter() - start)
    outputs.deliver(outcome, arguments.format, arguments.output, project.root)
    if arguments.format == "text" and not arguments.fix:
        fixing.offer(checked.findings)
    return ExitCode.FINDINGS if checked.findings else ExitCode.CLEAN


def _update_baseline(project: Project, checked: Checked, paths: Sequence[Path]) -> ExitCode:
    if paths:
        raise InputError(Problem("--update-baseline", 0, "a baseline is about the whole project", "name no path"))
    from modelpolicy.usecases.checking.baseline import update_baseline

    old = update_baseline(project, checked)
    tell(f"wrote {project.settings.baseline}: {counted(len(old), 'finding')} will pass")
    return ExitCode.CLEAN


def _tell_of_mended(project: Project, mended: Mapping[str, int]) -> None:
    if mended:
        from modelpolicy.usecases.checking.baseline import shrink_baseline

        is_smaller = shrink_baseline(project, mended)
        done = "no more in it" if is_smaller else "to be taken out: run `modelpolicy check --update-baseline`"
        tell(f"{project.settings.baseline}: {counted(sum(mended.values()), 'finding')} mended, {done}")


def _checked(project: Project, paths: Sequence[Path], arguments: argparse.Namespace) -> Checked:
    """Nothing is recalled of a check that looks at this machine too: what it finds there is no part of the project."""
    if not (arguments.no_cache or arguments.disk or arguments.runtime):
        return recall_or_check(project, paths, progress=ProgressBar())
    from modelpolicy.usecases.checking.check import check

    return check(project, paths, _looked(project, arguments), progress=ProgressBar())


def _looked(project: Project, arguments: argparse.Namespace) -> "Looked":
    from modelpolicy.usecases.checking.look import Looked

    looked = Looked()
    if arguments.disk:
        from modelpolicy.usecases.stock.disk import look_at_disk

        disk = look_at_disk(project, int(time()))
        looked = replace(looked, on_disk=disk.sizes, artifacts=disk.artifacts, commits=disk.commits)
    if arguments.runtime:
        from modelpolicy.cleanup.projects.state import state_directory
        from modelpolicy.usecases.stock.runtime import runtime

        looked = replace(looked, runtime=partial(runtime, project, state_directory()))
    return looked


def _asked_for(checked: Checked, arguments: argparse.Namespace) -> Checked:
    return checked.without_ignores if arguments.no_ignores else checked


def _caused(project: Project, checked: Checked, arguments: argparse.Namespace) -> Checked:
    from modelpolicy.usecases.checking.since import before, caused

    earlier = before(project, arguments.since, lambda then: _asked_for(_checked(then, (), arguments), arguments))
    if earlier.problem:
        tell(f"{arguments.since} could not be judged, so every finding counts as new:\n{earlier.problem}")
    return caused(project, checked, earlier)

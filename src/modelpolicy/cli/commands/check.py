"""``modelpolicy check``."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.starting_point import find
from modelpolicy.report.counted import counted
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checked import Checked
from modelpolicy.usecases.recall import recall_or_check
from modelpolicy.usecases.register import register


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="show only what is found in these")
    parser.add_argument("--no-cache", action="store_true", help="read everything again")
    parser.add_argument(
        "--disk", action="store_true", help="also hold documented sizes against the models on this disk"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Check the project."""
    start = perf_counter()
    paths = [path.absolute() for path in arguments.paths]
    project = find(paths)
    checked = _checked(project, paths, arguments)
    register(project)
    render = _json if arguments.format == "json" else _text
    show(render(checked, start))
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


def _text(checked: Checked, start: float) -> str:
    from modelpolicy.report.findings_text import findings_text, summary_text

    looked_at = ", ".join(counted(number, noun.rstrip("s")) for noun, number in checked.looked_at.items())
    summary = summary_text(checked.findings, looked_at, perf_counter() - start)
    return "\n".join([*filter(None, [findings_text(checked.findings)]), summary])


def _json(checked: Checked, start: float) -> str:
    from modelpolicy.report.findings_json import findings_json

    return findings_json(checked.findings, checked.looked_at, perf_counter() - start)

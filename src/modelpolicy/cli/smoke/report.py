"""``modelpolicy smoke report``."""

import argparse
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.progress_bar import ProgressBar
from modelpolicy.cli.smoke.formats import FORMATS, render
from modelpolicy.cli.starting_point import find
from modelpolicy.errors import NothingToCheckError, Problem

PURPOSE: Final = "show the last result of each analyzer"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Show them; exit code 1 where one failed."""
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.usecases.scanning.map import map_models
    from modelpolicy.usecases.scanning.recall_scan import recall_or_scan
    from modelpolicy.usecases.stock.runtime import latest_results

    project = find([])
    graph = map_models(project, recall_or_scan(project, progress=ProgressBar()))
    results = latest_results(project, graph, state_directory())
    if not results:
        raise NothingToCheckError(Problem("smoke", 0, "nothing was tried on this machine", "run `modelpolicy smoke`"))
    show(render(arguments.format, results, sum(one.run.seconds for one in results)))
    return ExitCode.FINDINGS if any(one.run.failure for one in results) else ExitCode.CLEAN

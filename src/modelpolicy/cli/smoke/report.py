"""``modelpolicy smoke report``."""

import argparse
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.smoke.formats import FORMATS, render
from modelpolicy.cli.starting_point import find
from modelpolicy.errors import NothingToCheckError, Problem

PURPOSE: Final = "show the last result of each analyzer"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Show them; exit code 1 where one failed."""
    from modelpolicy.cleanup.state import state_directory
    from modelpolicy.usecases.stock.runtime import latest_results

    runs = [result.run for result in latest_results(find([]), state_directory())]
    if not runs:
        raise NothingToCheckError(Problem("smoke", 0, "nothing was tried on this machine", "run `modelpolicy smoke`"))
    show(render(arguments.format, runs, sum(one.seconds for one in runs)))
    return ExitCode.FINDINGS if any(one.failure for one in runs) else ExitCode.CLEAN

"""``modelpolicy smoke history``."""

import argparse
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.starting_point import find
from modelpolicy.errors import NothingToCheckError, Problem

PURPOSE: Final = "show how an analyzer, or those that load a model, did over time"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="an analyzer, or a model's id")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Show every result that this machine keeps, with a small chart."""
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.report.running.smoke_history import history_text
    from modelpolicy.usecases.stock.runtime import results_about

    results = results_about(find([]), arguments.name, state_directory())
    if not results:
        problem = Problem(arguments.name, 0, "nothing was tried under this name", "see `modelpolicy smoke report`")
        raise NothingToCheckError(problem)
    show(history_text(arguments.name, results))
    return ExitCode.CLEAN

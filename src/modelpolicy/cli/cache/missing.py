"""``modelpolicy cache missing``."""

import argparse
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.starting_point import find

PURPOSE: Final = "list the models that enabled analyzers need and this disk lacks, with the commands that fetch them"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> ExitCode:
    """List what is missing; there is something to do where anything is."""
    from modelpolicy.report.disk.missing import missing_json, missing_text
    from modelpolicy.usecases.stock.missing import find_missing
    from modelpolicy.usecases.stock.stock import take_stock

    missing = find_missing(take_stock(find([])))
    show(missing_json(missing) if arguments.format == "json" else missing_text(missing))
    return ExitCode.FINDINGS if any(one.lack != "not looked for" for one in missing) else ExitCode.CLEAN

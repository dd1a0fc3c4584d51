"""``modelpolicy cache roots``."""

import argparse
import os
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.starting_point import find

PURPOSE: Final = "show where the stores are, and what decides that"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument("--all", action="store_true", help="also those that do not exist")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Show the roots of all stores."""
    from modelpolicy.report.shown import shown
    from modelpolicy.usecases.stock.stock import find_roots

    for root in find_roots(find([])):
        exists = os.path.isdir(root.path)  # noqa: PTH112
        if exists or arguments.all:
            note = "" if exists else ", not there"
            show(f"{root.store}  {shown(root.path)}  ({root.decided_by}{note})")
    return ExitCode.CLEAN

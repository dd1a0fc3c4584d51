"""``modelpolicy cache restore``."""

import argparse
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import tell

PURPOSE: Final = "bring back what was moved into quarantine"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("receipt", metavar="RECEIPT", help="the receipt that `cache apply` wrote, its id, or: last")
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", help="only ids that match, such as 'hf:openai/*'")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Move it back."""
    from modelpolicy.cleanup.moving.moving import in_quarantine
    from modelpolicy.cleanup.moving.receipt import batch_named
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.report.counted import counted
    from modelpolicy.usecases.cleanup.delete import Means, restore

    batch = restore(Means(state_directory()), batch_named(arguments.receipt), arguments.patterns)
    left = len(in_quarantine(batch))
    rest = f"; {left} still in quarantine" if left else ""
    tell(f"brought back {len(batch.moves) - left} of {counted(len(batch.moves), 'move')} of {batch.id}{rest}")
    return ExitCode.CLEAN

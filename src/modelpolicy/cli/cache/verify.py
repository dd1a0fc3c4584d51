"""``modelpolicy cache verify``."""

import argparse
from collections import Counter
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show, tell
from modelpolicy.cli.starting_point import find

PURPOSE: Final = "hold files against the checksums that their stores have"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", help="only ids that match, such as 'hf:openai/*'")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Read the files, and show those that are not what they should be."""
    from modelpolicy.report.shown import shown
    from modelpolicy.usecases.stock.selection import Selection
    from modelpolicy.usecases.stock.stock import take_stock
    from modelpolicy.usecases.stock.verify import verify

    stock = take_stock(find([]))
    selected = [one.artifact for one in Selection(tuple(arguments.patterns)).of(stock.judged, "id")]
    outcomes: Counter[str] = Counter()
    for one in verify(selected, stock.stores):
        outcomes[one.outcome] += 1
        if one.outcome in ("wrong", "unreadable"):
            show(shown(f"{one.outcome}  {one.artifact.model}  {one.file.path}  {one.detail}"))
    tell(
        f"{outcomes['right']} right, {outcomes['wrong']} wrong, {outcomes['unreadable']} unreadable, "
        f"{outcomes['unknown']} without a checksum"
    )
    return ExitCode.FINDINGS if outcomes["wrong"] or outcomes["unreadable"] else ExitCode.CLEAN

"""``modelpolicy cache ls``."""

import argparse
from time import perf_counter
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.starting_point import find

PURPOSE: Final = "list the models on this machine: how big, how old, and who needs them"
_VERDICTS: Final = ("needed", "shared", "protected", "free", "unknown")
_STATES: Final = ("complete", "partial", "broken")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", help="only ids that match, such as 'hf:openai/*'")
    parser.add_argument("--verdict", action="append", choices=_VERDICTS, default=[], help="only these verdicts")
    parser.add_argument("--state", action="append", choices=_STATES, default=[], help="only in these states")
    parser.add_argument("--store", action="append", default=[], metavar="STORE", help="only from these stores")
    parser.add_argument("--all", action="store_true", help="also what installed packages bring and nobody needs")
    parser.add_argument("--sort", choices=("id", "size", "used", "verdict"), default="id", help="default: id")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> ExitCode:
    """List the artifacts."""
    from modelpolicy.report.disk.cache_json import cache_json
    from modelpolicy.report.disk.cache_text import cache_text
    from modelpolicy.usecases.stock.selection import Selection
    from modelpolicy.usecases.stock.stock import take_stock

    start = perf_counter()
    stock = take_stock(find([]))
    selection = Selection(
        tuple(arguments.patterns),
        tuple(arguments.verdict),
        tuple(arguments.state),
        tuple(arguments.store),
        arguments.all,
    )
    judged = selection.of(stock.judged, arguments.sort)
    if arguments.format == "json":
        show(cache_json(judged, stock.contents, perf_counter() - start))
    else:
        show(cache_text(judged, stock.contents, is_whole=selection.is_whole))
    return ExitCode.CLEAN

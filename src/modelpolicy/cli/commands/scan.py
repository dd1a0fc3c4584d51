"""``modelpolicy scan``."""

import argparse
from pathlib import Path
from time import perf_counter

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.progress_bar import ProgressBar
from modelpolicy.cli.starting_point import find
from modelpolicy.report.code.loads_json import loads_json
from modelpolicy.report.code.loads_text import explained_text, loads_text
from modelpolicy.usecases.scanning.recall_scan import recall_or_scan, scan_afresh


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="default: what the settings say")
    parser.add_argument("--no-cache", action="store_true", help="read everything again")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--explain", action="store_true", help="show the places that each id came through")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Scan for loads."""
    start = perf_counter()
    paths = [path.absolute() for path in arguments.paths]
    look = scan_afresh if arguments.no_cache else recall_or_scan
    scanned = look(find(paths), paths, ProgressBar())
    as_text = explained_text if arguments.explain else loads_text
    render = loads_json if arguments.format == "json" else as_text
    show(render(scanned.loads, scanned.failures, len(scanned.paths), perf_counter() - start))
    return ExitCode.CLEAN

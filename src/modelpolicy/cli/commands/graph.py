"""``modelpolicy graph``."""

import argparse
from pathlib import Path

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.progress_bar import ProgressBar
from modelpolicy.cli.starting_point import find
from modelpolicy.report.code.graph_json import graph_json
from modelpolicy.report.code.graph_text import graph_text
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.recall_scan import recall_or_scan, scan_afresh


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="default: what the settings say")
    parser.add_argument("--no-cache", action="store_true", help="read everything again")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Show the graph."""
    paths = [path.absolute() for path in arguments.paths]
    project = find(paths)
    search = scan_afresh if arguments.no_cache else recall_or_scan
    graph = map_models(project, search(project, paths, ProgressBar()))
    render = graph_json if arguments.format == "json" else graph_text
    show(render(graph))
    return ExitCode.CLEAN

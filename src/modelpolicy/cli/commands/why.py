"""``modelpolicy why MODEL``."""

import argparse

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.progress_bar import ProgressBar
from modelpolicy.cli.starting_point import find
from modelpolicy.report.code.graph_text import why_text
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.recall_scan import recall_or_scan, scan_afresh
from modelpolicy.usecases.stock.why import find_model


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("model", metavar="MODEL", help="hf:openai/whisper-base, openai/whisper-base or whisper-base")
    parser.add_argument("--no-cache", action="store_true", help="read everything again")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Say who loads the model."""
    project = find([])
    search = scan_afresh if arguments.no_cache else recall_or_scan
    graph = map_models(project, search(project, progress=ProgressBar()))
    show("\n\n".join(why_text(graph, model) for model in find_model(graph, project, arguments.model)))
    return ExitCode.CLEAN

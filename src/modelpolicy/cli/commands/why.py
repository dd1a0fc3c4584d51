"""``modelpolicy why MODEL``."""

import argparse

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.starting_point import find
from modelpolicy.report.graph_text import why_text
from modelpolicy.usecases.map import map_models
from modelpolicy.usecases.scan import scan
from modelpolicy.usecases.why import find_model


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("model", metavar="MODEL", help="hf:openai/whisper-base, openai/whisper-base or whisper-base")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Say who loads the model."""
    project = find([])
    graph = map_models(project, scan(project))
    show("\n\n".join(why_text(graph, model) for model in find_model(graph, project, arguments.model)))
    return ExitCode.CLEAN

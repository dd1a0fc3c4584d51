"""``modelpolicy cache why MODEL``."""

import argparse
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.starting_point import find

PURPOSE: Final = "say what lies on this disk of a model, and why it is needed or not"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument(
        "model", metavar="MODEL", help="hf:openai/whisper-base, openai/whisper-base, whisper-base or a pattern"
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Show everything that is known about the model's artifacts."""
    from modelpolicy.errors import InputError, Problem
    from modelpolicy.report.disk.cache_text import why_text
    from modelpolicy.usecases.documents.refresh import recorded
    from modelpolicy.usecases.stock.selection import Selection
    from modelpolicy.usecases.stock.stock import take_stock

    project = find([])
    judged = Selection((arguments.model,)).of(take_stock(project).judged, "id")
    if not judged:
        remedy = "run `modelpolicy cache ls` to see what is there, `modelpolicy why` for who would load it"
        raise InputError(Problem(arguments.model, 0, "nothing of this model lies in a known store", remedy))
    records = recorded(project)
    show("\n\n".join(why_text(one, records.get(one.artifact.model)) for one in judged))
    return ExitCode.CLEAN

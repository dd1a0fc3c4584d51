"""``modelpolicy init``."""

import argparse

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import tell
from modelpolicy.cli.starting_point import find
from modelpolicy.usecases.documents.init import initialise
from modelpolicy.usecases.stock.live_set import live_set_now
from modelpolicy.usecases.stock.register import register


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: none."""


def run(_: argparse.Namespace) -> ExitCode:
    """Write the files and name them."""
    project = find([])
    for path in initialise(project):
        tell(f"wrote {path}")
    register(project, live_set_now(project))
    tell("next: run `modelpolicy check`, and write into the registry what only people know (purpose, size, deletion)")
    return ExitCode.CLEAN

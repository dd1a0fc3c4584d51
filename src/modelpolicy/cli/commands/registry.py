"""``modelpolicy registry update``."""

import argparse

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import tell
from modelpolicy.cli.starting_point import find


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the only subcommand, and what it updates."""
    subparsers = parser.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    update = subparsers.add_parser("update", help="write into the registry what this machine knows better")
    update.add_argument("--sizes", action="store_true", required=True, help="the sizes of the models on this disk")


def run(_: argparse.Namespace) -> ExitCode:
    """Write the sizes, and name what was written."""
    from modelpolicy.usecases.sizes import update_sizes

    project = find([])
    changes = update_sizes(project)
    for change in changes:
        tell(f"{change.model}: {change.after}" + (f", was {change.before}" if change.before else ""))
    if changes and project.settings.documents:
        tell("next: run `modelpolicy docs`")
    tell(f"{len(changes)} sizes written to {project.settings.registry}" if changes else "nothing to write")
    return ExitCode.CLEAN

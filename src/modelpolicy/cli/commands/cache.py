"""``modelpolicy cache``: the models on this machine. Each subcommand is a module of ``cli.cache``."""

import argparse
from typing import Final

from modelpolicy.cli.cache import apply, ls, missing, plan, purge, restore, roots, verify, why
from modelpolicy.cli.cache.subcommand import Subcommand
from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.subcommands import add_command

SUBCOMMANDS: Final[dict[str, Subcommand]] = {
    "ls": ls,
    "why": why,
    "roots": roots,
    "missing": missing,
    "verify": verify,
    "plan": plan,
    "apply": apply,
    "restore": restore,
    "purge": purge,
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the subcommands, each with its purpose."""
    subparsers = parser.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    for name, subcommand in SUBCOMMANDS.items():
        subcommand.configure(add_command(subparsers, name, subcommand.PURPOSE))


def run(arguments: argparse.Namespace) -> ExitCode:
    """Run the subcommand."""
    return SUBCOMMANDS[arguments.subcommand].run(arguments)

"""Which commands there are, and what each can be asked."""

import argparse
import importlib
from collections.abc import Container
from typing import Final, Protocol, cast

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.version import VERSION

COMMANDS: Final = {
    "check": "hold the code against the registry and the documents",
    "scan": "list the places that load models, and which",
    "graph": "show the analyzers and the models that each loads",
    "why": "say who loads a model, and through which lines",
    "cache": "show the models on this machine, who needs them, and delete what nobody does",
    "roots": "show the projects whose models no deletion touches, add one, or forget one",
    "docs": "render the documents from the registry, or check that they are up to date",
    "registry": "write into the registry what this machine knows better",
    "smoke": "load and run the enabled analyzers, each in a process of its own",
    "trace": "run a program, and hold the models that it loads against code and registry",
    "rule": "explain a rule, or list all",
    "test": "run the cases that come with the rules",
    "init": "write settings and a registry for a project that has none",
    "import": "make a registry from a hand-written Markdown document",
    "schema": "print the registry's JSON Schema",
    "completion": "print a script that lets a shell complete commands and options",
}


class Command(Protocol):
    """A module in ``commands``."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace) -> ExitCode:
        """Do what the arguments ask for."""


def parser(wanted: Container[str]) -> argparse.ArgumentParser:
    """The parser. Only commands in ``wanted`` are imported and know their arguments: the others cost the hook time."""
    whole = argparse.ArgumentParser(
        prog="modelpolicy", description="Holds the ML models that code loads against the registry that documents them."
    )
    whole.add_argument("--version", action="version", version=f"modelpolicy {VERSION}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        subparser = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if name in wanted:
            command(name).configure(subparser)
    return whole


def command(name: str) -> Command:
    """The module of a command, imported now."""
    module = "import_document" if name == "import" else name
    return cast("Command", importlib.import_module(f"modelpolicy.cli.commands.{module}"))

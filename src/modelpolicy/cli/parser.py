"""Which commands there are, and what each can be asked."""

import argparse
import importlib
from collections.abc import Container
from typing import Final, Protocol, cast

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.subcommands import add_command
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
    "test": "run the tests of the project's policies, or the cases that come with the rules",
    "init": "write the settings and the registry that a project lacks",
    "import": "make a registry from a hand-written Markdown document",
    "schema": "print the JSON Schema of the registry, or of policy files",
    "completion": "print a script that lets a shell complete commands and options",
}


EXIT_CODES: Final = {
    ExitCode.CLEAN: "clean",
    ExitCode.FINDINGS: "findings",
    ExitCode.NOT_JUDGED: "could not judge",
    ExitCode.NOTHING_TO_CHECK: "nothing to check",
    ExitCode.REFUSED: "refused or done in part",
    ExitCode.INTERRUPTED: "interrupted",
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
        prog="modelpolicy",
        description="Holds the ML models that code loads against the registry that documents them.",
        epilog=f"Exit codes: {', '.join(f'{code} {meaning}' for code, meaning in EXIT_CODES.items())}.",
    )
    whole.add_argument("--version", action="version", version=f"modelpolicy {VERSION}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        subparser = add_command(commands, name, purpose)
        if name in wanted:
            command(name).configure(subparser)
    return whole


def command(name: str) -> Command:
    """The module of a command, imported now."""
    module = "import_document" if name == "import" else name
    return cast("Command", importlib.import_module(f"modelpolicy.cli.commands.{module}"))

"""The entry: chooses the command, turns errors into messages and exit codes."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final, NoReturn, Protocol, cast

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import tell
from modelpolicy.errors import InputError, NothingToCheckError, RefusedError
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
    "rule": "explain a rule, or list all",
    "test": "run the cases that come with the rules",
    "init": "write settings and a registry for a project that has none",
    "import": "make a registry from a hand-written Markdown document",
    "schema": "print the registry's JSON Schema",
}


class Command(Protocol):
    """A module in ``commands``."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: argparse.Namespace) -> ExitCode:
        """Do what the arguments ask for."""


def run() -> NoReturn:
    """Run the command of this process's arguments and exit."""
    # Syntax trees live to the end: looking for garbage among them again and again finds none.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one command line and give its exit code. Prints a traceback for a fault of modelpolicy alone."""
    arguments = _parser(argv).parse_args(argv)
    try:
        return _load(arguments.command).run(arguments)
    except NothingToCheckError as error:
        tell(str(error))
        return ExitCode.NOTHING_TO_CHECK
    except RefusedError as error:
        tell(str(error))
        return ExitCode.REFUSED
    except InputError as error:
        tell(str(error))
        return ExitCode.NOT_JUDGED
    except BrokenPipeError:
        # Whoever read stdout has had enough; without this, Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.NOT_JUDGED
    except Exception:  # noqa: BLE001 - the last resort: whatever it is, it must not look like a finding
        import traceback

        tell(f"{traceback.format_exc()}This is a fault of modelpolicy {VERSION}, please report it.")
        return ExitCode.NOT_JUDGED


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for ``argv``. Only the command in it is imported: the others cost the hook time."""
    parser = argparse.ArgumentParser(
        prog="modelpolicy", description="Holds the ML models that code loads against the registry that documents them."
    )
    parser.add_argument("--version", action="version", version=f"modelpolicy {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    wanted = next((argument for argument in argv if argument in COMMANDS), None)
    for name, purpose in COMMANDS.items():
        subparser = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if name == wanted:
            _load(name).configure(subparser)
    return parser


def _load(name: str) -> Command:
    module = "import_document" if name == "import" else name
    return cast("Command", importlib.import_module(f"modelpolicy.cli.commands.{module}"))

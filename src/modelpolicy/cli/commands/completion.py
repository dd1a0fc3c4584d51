"""``modelpolicy completion``."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.parser import COMMANDS
from modelpolicy.cli.parser import parser as parser_of
from modelpolicy.cli.printer import show

_SHELLS: Final = ("bash", "zsh", "fish", "tcsh")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("shell", choices=_SHELLS, help="the shell that is to complete")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the script."""
    import shtab

    others = [name for name in COMMANDS if name != "completion"]
    whole = parser_of(wanted=others)
    for action in _actions(whole):
        if action.type is Path:
            vars(action)["complete"] = shtab.FILE
    show(shtab.complete(whole, arguments.shell))
    return ExitCode.CLEAN


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument of every command, those of subcommands included."""
    for action in parser._actions:
        yield action
        for subparser in action.choices.values() if isinstance(action.choices, dict) else ():
            yield from _actions(subparser)

"""Commands and the commands below them, as the help shows them."""

import argparse
from typing import TypeAlias

Subcommands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(commands: Subcommands, name: str, purpose: str) -> argparse.ArgumentParser:
    """A parser for ``name``: ``purpose``, in a few words, stands in the list of commands and on top of its own help."""
    return commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")

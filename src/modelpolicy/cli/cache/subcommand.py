"""What a subcommand of ``modelpolicy cache`` is."""

import argparse
from typing import Protocol

from modelpolicy.cli.exit_codes import ExitCode


class Subcommand(Protocol):
    """A module of this package."""

    @property
    def PURPOSE(self) -> str:  # noqa: N802 - a module's constant
        """What it does, in a few words, for the help."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, arguments: argparse.Namespace) -> ExitCode:
        """Do what the arguments ask for."""

"""``modelpolicy schema``."""

import argparse
import json

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.registry.json_schema import registry_json_schema


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: none."""


def run(_: argparse.Namespace) -> ExitCode:
    """Print the schema."""
    show(json.dumps(registry_json_schema(), indent=2, ensure_ascii=False))
    return ExitCode.CLEAN

"""``modelpolicy schema [FILE]``."""

import argparse
import json

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "file", nargs="?", choices=("registry", "policies"), default="registry", help="default: registry"
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the schema."""
    if arguments.file == "policies":
        from modelpolicy.policies.json_schema import policies_json_schema as schema
    else:
        from modelpolicy.registry.json_schema import registry_json_schema as schema
    show(json.dumps(schema(), indent=2, ensure_ascii=False))
    return ExitCode.CLEAN

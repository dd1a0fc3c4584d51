"""``modelpolicy rule [CODE]``."""

import argparse

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.errors import InputError, Problem
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.page import page


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("code", nargs="?", metavar="CODE", help="MP101 or undocumented-model; without it, list all")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Explain a rule, or list all."""
    if arguments.code is None:
        show("\n".join(f"{rule.code}  {rule.name}  {rule.text.what_it_does}" for rule in ALL_RULES))
        return ExitCode.CLEAN
    for rule in ALL_RULES:
        if arguments.code in (rule.code, rule.code.lower(), rule.name):
            show(page(rule))
            return ExitCode.CLEAN
    codes = ", ".join(rule.code for rule in ALL_RULES)
    raise InputError(Problem(arguments.code, 0, "there is no such rule", f"name one of {codes}"))

"""``modelpolicy test``."""

import argparse
from time import perf_counter

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.rules.all_rules import ALL_RULES


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--rules", action="store_true", required=True, help="run the cases that come with the rules")


def run(_: argparse.Namespace) -> ExitCode:
    """Run the cases, and show how they went."""
    from modelpolicy.report.cases_text import cases_text
    from modelpolicy.usecases.try_cases import try_cases

    start = perf_counter()
    tried = list(try_cases(ALL_RULES))
    show(cases_text(tried, perf_counter() - start))
    return ExitCode.CLEAN if all(one.has_passed for one in tried) else ExitCode.FINDINGS

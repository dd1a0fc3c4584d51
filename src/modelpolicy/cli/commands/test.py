"""``modelpolicy test``."""

import argparse
from time import perf_counter

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show
from modelpolicy.cli.starting_point import find


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("names", nargs="*", metavar="POLICY", help="default: every policy of the project")
    parser.add_argument("--mutate", action="store_true", help="also make mistakes in the conditions; tests must notice")
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--builtin", action="store_true", help="test the policies that come with modelpolicy instead")
    whose.add_argument("--rules", action="store_true", help="run the cases that come with the rules instead")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of policies; default: text")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Run the tests, and show how they went."""
    return _try_rules() if arguments.rules else _try_policies(arguments)


def _try_policies(arguments: argparse.Namespace) -> ExitCode:
    from modelpolicy.policies.builtin import builtin_policies
    from modelpolicy.report.trials.trials_json import trials_json
    from modelpolicy.report.trials.trials_text import trials_text
    from modelpolicy.usecases.policies.policies import project_policies
    from modelpolicy.usecases.policies.try_policies import try_policies

    start = perf_counter()
    policies = builtin_policies() if arguments.builtin else project_policies(find([]))
    trials = list(try_policies(policies, arguments.names, mutate=arguments.mutate))
    render = trials_json if arguments.format == "json" else trials_text
    show(render(trials, perf_counter() - start))
    return ExitCode.FINDINGS if any(trial.failed or trial.survivors for trial in trials) else ExitCode.CLEAN


def _try_rules() -> ExitCode:
    from modelpolicy.report.trials.cases_text import cases_text
    from modelpolicy.rules.all_rules import ALL_RULES
    from modelpolicy.usecases.checking.try_cases import try_cases

    start = perf_counter()
    tried = list(try_cases(ALL_RULES))
    show(cases_text(tried, perf_counter() - start))
    return ExitCode.CLEAN if all(one.has_passed for one in tried) else ExitCode.FINDINGS

"""The cases that come with the rules, run as ``modelpolicy test --rules`` runs them."""

from dataclasses import replace

import pytest

from modelpolicy.cli.main import main
from modelpolicy.report.trials.cases_text import cases_text
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.mp105_wrong_status import RULE
from modelpolicy.usecases.checking.try_cases import try_cases

BLIND = replace(RULE, check=lambda _rule, _facts: ())


def test_command_runs_every_case_of_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--rules"]) == 0
    *rules, _, outcome = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in rules] == [rule.code for rule in ALL_RULES]
    total = sum(len(rule.valid) + len(rule.invalid) for rule in ALL_RULES)
    assert outcome.startswith(f"{total} cases passed: {len(ALL_RULES)} rules (")


def test_a_rule_that_finds_nothing_fails_its_invalid_cases_alone() -> None:
    failed = [tried.case for tried in try_cases([BLIND]) if not tried.has_passed]
    assert failed == list(RULE.invalid)


def test_a_failed_case_says_what_was_expected_and_what_was_found() -> None:
    shown = cases_text(list(try_cases([BLIND])), 0).splitlines()
    number = len(RULE.invalid)
    assert shown[0] == f"MP105 wrong-status  {number} of {number + len(RULE.valid)} cases failed"
    assert shown[1:4] == [
        f"  {RULE.invalid[0].title}",
        f"      expected: {', '.join(RULE.invalid[0].expected)}",
        "      found: no finding",
    ]
    assert shown[-1].startswith(f"{number} of {number + len(RULE.valid)} cases failed: 1 rule")


def test_a_case_fails_where_its_rule_does_not_say_what_the_case_says() -> None:
    case = replace(RULE.invalid[0], says=("enabled in the code", "words that nobody says"))
    shown = cases_text(list(try_cases([replace(RULE, valid=(), invalid=(case,))])), 0)
    assert "      not said: words that nobody says" in shown
    assert "enabled in the code\n" not in shown

"""Every rule reports its own cases, through the whole of ``modelpolicy check``."""

from pathlib import Path

import pytest

from modelpolicy.rules.case import Case
from modelpolicy.rules.rule import Rule
from modelpolicy.rules.tried import Tried
from modelpolicy.usecases.checking.try_cases import check_case, write_case
from tests.rules.projects import EVERY_CASE


@pytest.mark.parametrize(("rule", "case"), EVERY_CASE)
def test_rule_reports_exactly_what_its_case_says(rule: Rule, case: Case, tmp_path: Path) -> None:
    findings = check_case(write_case(tmp_path, case), case, rule).findings
    tried = Tried.of(rule, case, findings)
    assert (tried.found, tried.missing) == (case.expected, ())


@pytest.mark.parametrize(("rule", "case"), EVERY_CASE)
def test_every_finding_in_a_case_can_be_looked_up(rule: Rule, case: Case, tmp_path: Path) -> None:
    for found in check_case(write_case(tmp_path, case), case, rule).findings:
        for location in (found.location, *(related.location for related in found.related)):
            place = tmp_path / location.path
            lines = place.read_text().splitlines() if place.exists() else []
            assert location.line <= len(lines), (rule.code, found)
        assert found.model is None or found.model in found.message
        assert found.analyzer is None or found.analyzer in found.message
        assert "\n" not in found.message + found.remedy
        assert not found.message.endswith(".")
        assert not found.remedy.endswith(".")

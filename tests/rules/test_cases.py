"""Every rule reports its own cases, through the whole of ``modelpolicy check``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from modelpolicy.domain.finding import Finding
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.case import Case
from modelpolicy.rules.rule import Rule
from modelpolicy.rules.tried import Tried
from modelpolicy.usecases.checking.try_cases import check_case, write_case

EVERY_CASE = [
    pytest.param((rule, case), id=f"{rule.code}: {case.title}")
    for rule in ALL_RULES
    for case in (*rule.valid, *rule.invalid)
]


@dataclass(frozen=True)
class Checked:
    """A case, written out below ``root``, and what a check of it found."""

    rule: Rule
    case: Case
    root: Path
    findings: Sequence[Finding]


@pytest.fixture(scope="module", params=EVERY_CASE)
def checked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """Each case is checked once for all that is asked of it."""
    rule, case = request.param
    root = tmp_path_factory.mktemp("case")
    return Checked(rule, case, root, check_case(write_case(root, case), case, rule).findings)


def test_rule_reports_exactly_what_its_case_says(checked: Checked) -> None:
    tried = Tried.of(checked.rule, checked.case, checked.findings)
    assert (tried.found, tried.missing) == (checked.case.expected, ())


def test_every_finding_in_a_case_can_be_looked_up(checked: Checked) -> None:
    for found in checked.findings:
        for location in (found.location, *(related.location for related in found.related)):
            place = checked.root / location.path
            lines = place.read_text().splitlines() if place.exists() else []
            assert location.line <= len(lines), (checked.rule.code, found)
        assert found.model is None or found.model in found.message
        assert found.analyzer is None or found.analyzer in found.message
        assert "\n" not in found.message + found.remedy
        assert not found.message.endswith(".")
        assert not found.remedy.endswith(".")

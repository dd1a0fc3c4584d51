from dataclasses import replace

from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.report.findings.statistics import render
from tests.report.outcomes import finding


def test_the_most_frequent_rule_comes_first() -> None:
    rare = replace(finding(), code="MP001", name="unreadable-source")
    often = [replace(finding(line), fixable=line == 3) for line in range(10)]
    assert render(Outcome([rare, *often], {"files": 1}, 0)).splitlines() == [
        "10  MP101 undocumented-model  (fixable)",
        " 1  MP001 unreadable-source",
        "11 findings (11 errors) in 1 file: 1 file (0.00 s)",
    ]

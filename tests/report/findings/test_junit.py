"""JUnit's XML is read back by a parser of its own."""

from hypothesis import given
from junitparser import JUnitXml, TestCase

from modelpolicy.report.findings.junit import render
from modelpolicy.report.findings.outcome import Outcome
from tests.report.outcomes import finding, outcomes


def read(outcome: Outcome) -> JUnitXml:
    return JUnitXml.fromstring(render(outcome).encode())


def cases(report: JUnitXml) -> list[TestCase]:
    return [case for suite in report for case in suite]


@given(outcomes())
def test_every_finding_is_a_failed_test(outcome: Outcome) -> None:
    report = read(outcome)
    failed = [case for case in cases(report) if case.result]
    assert len(failed) == len(outcome.findings)
    assert [case.result[0].type for case in failed] == [found.severity for found in outcome.findings]
    for case, found in zip(failed, outcome.findings, strict=True):
        assert case.name.startswith(f"{found.code} {found.name} ")


@given(outcomes())
def test_the_numbers_are_those_of_the_tests(outcome: Outcome) -> None:
    report = read(outcome)
    assert (report.tests, report.failures) == (max(len(outcome.findings), 1), len(outcome.findings))
    assert sum(suite.tests for suite in report) == report.tests
    assert sum(suite.failures for suite in report) == report.failures
    assert len(cases(report)) == report.tests


def test_a_clean_check_is_one_test_that_passed() -> None:
    (case,) = cases(read(Outcome([], {"files": 1}, 0)))
    assert case.is_passed


def test_a_failure_says_where_and_what_to_do() -> None:
    (case,) = cases(read(Outcome([finding(line=7)], {}, 0, folder="video")))
    assert case.classname == "video/app.py"
    assert case.result[0].message == "app loads hf:a/b, which the registry does not have"
    assert case.result[0].text.splitlines() == ["app.py:7", "remedy: add hf:a/b", "see registry.yaml:7  its models"]

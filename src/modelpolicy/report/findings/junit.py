"""Findings as JUnit's XML, for dashboards that show test runs.

Format: the elements and attributes that Jenkins' schema ``junit-10.xsd`` has in common with Ant's and pytest's reports.
"""

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from modelpolicy.domain.finding import Finding
from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.report.shown import shown


def render(outcome: Outcome) -> str:
    """A suite a file with a failed test a finding; where there is none, one test that passed."""
    suites = Element("testsuites", name="modelpolicy", tests=str(len(outcome.findings) or 1), errors="0")
    suites.set("failures", str(len(outcome.findings)))
    suites.set("time", f"{outcome.seconds:.3f}")
    for path, findings in groupby(outcome.findings, key=lambda finding: outcome.in_repository(finding.location)):
        _add_suite(suites, path, list(findings))
    if not outcome.findings:
        SubElement(_suite(suites, "modelpolicy", 1, 0), "testcase", classname="modelpolicy", name="check", time="0")
    indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(suites, encoding="unicode")}'


def _add_suite(suites: Element, path: str, findings: list[Finding]) -> None:
    suite = _suite(suites, shown(path), len(findings), len(findings))
    for finding in findings:
        name = f"{finding.code} {finding.name} {shown(str(finding.location))}"
        case = SubElement(suite, "testcase", classname=shown(path), name=name, time="0")
        failure = SubElement(case, "failure", type=finding.severity, message=shown(finding.message))
        failure.text = _details(finding)


def _suite(suites: Element, name: str, tests: int, failures: int) -> Element:
    numbers = {"tests": tests, "failures": failures, "errors": 0, "skipped": 0, "time": 0}
    return SubElement(suites, "testsuite", {"name": name, **{key: str(value) for key, value in numbers.items()}})


def _details(finding: Finding) -> str:
    related = [f"see {related.location}  {related.message}" for related in finding.related]
    return "\n".join(shown(line) for line in (f"{finding.location}", f"remedy: {finding.remedy}", *related))

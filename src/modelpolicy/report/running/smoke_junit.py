"""Smoke runs as JUnit's XML: a test an analyzer."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from modelpolicy.domain.runtime import SmokeResult
from modelpolicy.report.running.smoke_place import commit, machines, minute
from modelpolicy.report.running.smoke_text import figures
from modelpolicy.report.shown import shown


def smoke_junit(results: Sequence[SmokeResult], seconds: float) -> str:
    """One suite; a failed analyzer is a failed test, of the type that its failure is of."""
    failures = sum(result.run.failure is not None for result in results)
    numbers = {"tests": len(results), "failures": failures, "errors": 0, "skipped": 0}
    counts = {name: str(number) for name, number in numbers.items()}
    suites = Element("testsuites", {"name": "modelpolicy smoke", **counts, "time": f"{seconds:.3f}"})
    suite = SubElement(suites, "testsuite", {"name": "smoke", **counts, "time": f"{seconds:.3f}"})
    for result in results:
        _add(suite, result)
    indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(suites, encoding="unicode")}'


def _add(suite: Element, result: SmokeResult) -> None:
    run = result.run
    case = SubElement(
        suite, "testcase", classname=f"smoke.{run.device}", name=shown(run.analyzer), time=f"{run.seconds:.3f}"
    )
    if run.failure:
        failure = SubElement(case, "failure", type=run.failure.kind, message=shown(run.failure.reason))
        failure.text = f"while: {run.failure.stage}\nlog: {shown(run.log)}"
    lines = ", ".join(f"{name} {figure}" for name, figure in figures(run).items())
    tried = f"tried {minute(result)} UTC at commit {commit(result)} on {machines([result])}"
    SubElement(case, "system-out").text = "\n".join(map(shown, (lines, tried, *run.warnings)))

"""Smoke runs as JUnit's XML: a test an analyzer."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.report.shown import shown
from modelpolicy.report.smoke_text import figures


def smoke_junit(runs: Sequence[SmokeRun], seconds: float) -> str:
    """One suite; a failed analyzer is a failed test, of the type that its failure is of."""
    failures = sum(run.failure is not None for run in runs)
    numbers = {"tests": len(runs), "failures": failures, "errors": 0, "skipped": 0}
    counts = {name: str(number) for name, number in numbers.items()}
    suites = Element("testsuites", {"name": "modelpolicy smoke", **counts, "time": f"{seconds:.3f}"})
    suite = SubElement(suites, "testsuite", {"name": "smoke", **counts, "time": f"{seconds:.3f}"})
    for run in runs:
        _add(suite, run)
    indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(suites, encoding="unicode")}'


def _add(suite: Element, run: SmokeRun) -> None:
    case = SubElement(
        suite, "testcase", classname=f"smoke.{run.device}", name=shown(run.analyzer), time=f"{run.seconds:.3f}"
    )
    if run.failure:
        failure = SubElement(case, "failure", type=run.failure.kind, message=shown(run.failure.reason))
        failure.text = f"while: {run.failure.stage}\nlog: {shown(run.log)}"
    lines = ", ".join(f"{name} {figure}" for name, figure in figures(run).items())
    SubElement(case, "system-out").text = "\n".join(map(shown, (lines, *run.warnings)))

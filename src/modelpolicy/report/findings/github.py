"""Findings as GitHub's workflow commands, which become annotations beside the code of a pull request.

Form and escapes: GitHub's documentation of workflow commands, section "Setting an error message".
"""

from typing import Final

from modelpolicy.domain.finding import Finding, Severity
from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.report.findings.text import summary

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def render(outcome: Outcome) -> str:
    """A command a finding, and a line that sums up, which GitHub shows in the log."""
    return "\n".join([*(_command(finding, outcome) for finding in outcome.findings), summary(outcome)])


def _command(finding: Finding, outcome: Outcome) -> str:
    location = finding.location
    properties = {
        "file": outcome.in_repository(location),
        "line": "" if location.cell is not None else str(location.line or 1),
        "col": str(location.column or ""),
        "title": f"{finding.code} {finding.name}",
    }
    given = ",".join(f"{key}={value.translate(_IN_PROPERTY)}" for key, value in properties.items() if value)
    cell = "" if location.cell is None else f"cell {location.cell}, line {location.line}: "
    message = f"{cell}{finding.message}\nremedy: {finding.remedy}"
    return f"::{_COMMANDS[finding.severity]} {given}::{message.translate(_IN_MESSAGE)}"

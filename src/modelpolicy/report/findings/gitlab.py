"""Findings as GitLab's code quality report.

Format: GitLab's documentation "Code Quality", section "Code Quality report format".
"""

import json
from typing import Any, Final

from modelpolicy.domain.finding import Finding, Severity
from modelpolicy.report.findings.outcome import Outcome

_SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "info": "info"}


def render(outcome: Outcome) -> str:
    """A list with an entry a finding. GitLab tells entries by their fingerprint: no two have the same."""
    entries = [_entry(finding, fingerprint, outcome) for finding, fingerprint in outcome.told_apart()]
    return json.dumps(entries, indent=2, ensure_ascii=False)


def _entry(finding: Finding, fingerprint: str, outcome: Outcome) -> dict[str, Any]:
    line = finding.location.line if finding.location.cell is None else 0
    return {
        "type": "issue",
        "check_name": f"{finding.code} {finding.name}",
        "description": f"{finding.message}: {finding.remedy}",
        "categories": ["Compatibility"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": fingerprint,
        "location": {"path": outcome.in_repository(finding.location), "lines": {"begin": line or 1}},
    }

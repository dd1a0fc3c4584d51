"""Findings as JSON, format ``modelpolicy-check/1``."""

import json
from collections import Counter
from typing import Any, Final, get_args

from modelpolicy.domain.finding import Finding
from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.suppression.suppress import By

FORMAT: Final = "modelpolicy-check/1"


def render(outcome: Outcome) -> str:
    """The findings and a summary: counts by severity and code, of what was let pass, and of what was looked at."""
    findings = outcome.findings
    severities = Counter(finding.severity for finding in findings)
    summary = {
        "findings": len(findings),
        "severities": dict(sorted(severities.items())),
        "codes": dict(sorted(Counter(finding.code for finding in findings).items())),
        "suppressed": {by: outcome.suppressed_by.get(by, 0) for by in get_args(By)},
        **outcome.looked_at,
        "seconds": round(outcome.seconds, 3),
    }
    document = {"format": FORMAT, "findings": [_finding(finding) for finding in findings], "summary": summary}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "path": finding.location.path,
        "line": finding.location.line,
        "column": finding.location.column,
        "message": finding.message,
        "remedy": finding.remedy,
        "analyzer": finding.analyzer,
        "model": finding.model,
        "related": [
            {"path": related.location.path, "line": related.location.line, "message": related.message}
            for related in finding.related
        ],
        "fixable": finding.fixable,
        "fingerprint": finding.fingerprint,
    }

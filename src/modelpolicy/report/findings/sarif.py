"""Findings as SARIF 2.1.0, which code scanning services and editors read.

Format: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01.
"""

import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from modelpolicy.domain.finding import Finding, Severity
from modelpolicy.domain.location import Location
from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.page import page
from modelpolicy.rules.rule import Rule
from modelpolicy.version import VERSION

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}


def render(outcome: Outcome) -> str:
    """One run, with every rule that there is and every finding."""
    rules = list(_rules(outcome))
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [
        _result(finding, fingerprint, index[finding.code], outcome) for finding, fingerprint in outcome.told_apart()
    ]
    driver = {"name": "modelpolicy", "version": VERSION, "semanticVersion": VERSION, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rules(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """The built-in rules, and whatever else a finding is of."""
    yield from map(_rule, ALL_RULES)
    known = {rule.code for rule in ALL_RULES}
    others = {finding.code: finding.name for finding in outcome.findings if finding.code not in known}
    yield from ({"id": code, "name": name} for code, name in sorted(others.items()))


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.text.what_it_does},
        "fullDescription": {"text": f"{rule.text.what_it_does} {rule.text.why_it_is_bad}"},
        "help": {"text": rule.text.what_to_do, "markdown": page(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, fingerprint: str, rule: int, outcome: Outcome) -> dict[str, Any]:
    details = {
        "name": finding.name,
        "remedy": finding.remedy,
        "confidence": finding.confidence,
        "analyzer": finding.analyzer,
        "model": finding.model,
        "fixable": finding.fixable,
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}\nRemedy: {finding.remedy}"},
        "locations": [_place(finding.location, outcome)],
        "relatedLocations": [
            {"id": number, **_place(related.location, outcome), "message": {"text": related.message}}
            for number, related in enumerate(finding.related, start=1)
        ],
        # The first is the one by which GitHub tells alerts from one upload to the next.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint, "modelpolicy/v1": finding.fingerprint},
        "properties": {key: value for key, value in details.items() if value is not None},
    }


def _place(location: Location, outcome: Outcome) -> dict[str, Any]:
    artifact = {"uri": quote(outcome.in_repository(location)), "uriBaseId": _ROOT}
    if location.cell is not None:
        # A line of a cell is no line of the file: what reads this must not take it for one.
        cell = {"name": f"cell {location.cell}, line {location.line}", "kind": "module"}
        return {"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": [cell]}
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(location, outcome)}}


def _region(location: Location, outcome: Outcome) -> dict[str, Any]:
    """Line 1 for a whole file: services that show results beside code leave out what has no line."""
    region: dict[str, Any] = {"startLine": location.line or 1}
    if location.column:
        region["startColumn"] = location.column
    if location in outcome.lines:
        region["snippet"] = {"text": outcome.lines[location]}
    return region

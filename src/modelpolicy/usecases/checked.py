"""The outcome of a check, and its form as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.location import Location


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings, sorted by place, how much was looked at, and the files that were read for it.

    ``inputs`` are relative to the project root; a file that was looked for in vain is one too.
    """

    findings: tuple[Finding, ...]
    looked_at: Mapping[str, int]
    inputs: tuple[str, ...] = ()


def to_data(checked: Checked) -> dict[str, Any]:
    """Findings and counts as JSON has them."""
    return {"findings": [_finding_data(finding) for finding in checked.findings], "looked_at": dict(checked.looked_at)}


def from_data(data: Mapping[str, Any]) -> Checked:
    """The reverse of ``to_data``.

    Raises:
        KeyError, TypeError: ``data`` is something else.
    """
    return Checked(tuple(_finding(finding) for finding in data["findings"]), dict(data["looked_at"]))


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "location": _location_data(finding.location),
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "remedy": finding.remedy,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "analyzer": finding.analyzer,
        "model": finding.model,
        "related": [[_location_data(related.location), related.message] for related in finding.related],
        "fixable": finding.fixable,
    }


def _finding(data: Mapping[str, Any]) -> Finding:
    related = tuple(Related(Location(*place), message) for place, message in data["related"])
    return Finding(**{**data, "location": Location(*data["location"]), "related": related})


def _location_data(location: Location) -> list[str | int | None]:
    return [location.path, location.line, location.column, location.cell]

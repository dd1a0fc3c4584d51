"""The outcome of a check, and its form as plain data."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.location import Location
from modelpolicy.suppression.suppress import By, Suppressed


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which a check comes out the same: from the day after ``over`` to ``last``, without end where ``None``."""

    over: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return (self.over is None or self.over < day) and (self.last is None or day <= self.last)


def period(today: date, last_days: Iterable[date]) -> Period:
    """The days around ``today`` on which the same of several things are over, given the last day of each."""
    days = sorted(last_days)
    over = [day for day in days if day < today]
    ahead = [day for day in days if day >= today]
    return Period(over[-1] if over else None, ahead[0] if ahead else None)


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings, sorted by place, how much was looked at, and the files that were read for it.

    ``inputs`` are relative to the project root; a file that was looked for in vain is one too. ``suppressed`` are the
    findings that do not count; ``mended`` says how many of each fingerprint the baseline has and the project no more.
    ``live_set`` is what the project needs, as plain data to remember; ``None`` where that is not known.
    """

    findings: tuple[Finding, ...]
    looked_at: Mapping[str, int]
    inputs: tuple[str, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    mended: Mapping[str, int] = field(default_factory=dict)
    period: Period = Period()
    live_set: Mapping[str, Any] | None = None

    @property
    def without_ignores(self) -> "Checked":
        """The same check, in which everything counts."""
        everything = (*self.findings, *(one.finding for one in self.suppressed))
        return replace(self, findings=tuple(sorted(everything, key=lambda found: found.sort_key)), suppressed=())

    @property
    def suppressed_by(self) -> Mapping[By, int]:
        """How many findings do not count, by what says so."""
        return Counter(one.by for one in self.suppressed)


def to_data(checked: Checked) -> dict[str, Any]:
    """Findings and counts as JSON has them."""
    return {
        "findings": [_finding_data(finding) for finding in checked.findings],
        "looked_at": dict(checked.looked_at),
        "suppressed": [[_finding_data(one.finding), one.by] for one in checked.suppressed],
        "mended": dict(checked.mended),
        "period": [day and day.isoformat() for day in (checked.period.over, checked.period.last)],
        "live_set": checked.live_set,
    }


def from_data(data: Mapping[str, Any]) -> Checked:
    """The reverse of ``to_data``.

    Raises:
        KeyError, TypeError, ValueError: ``data`` is something else.
    """
    over, last = (day and date.fromisoformat(day) for day in data["period"])
    return Checked(
        tuple(_finding(finding) for finding in data["findings"]),
        dict(data["looked_at"]),
        suppressed=tuple(Suppressed(_finding(finding), by) for finding, by in data["suppressed"]),
        mended=dict(data["mended"]),
        period=Period(over, last),
        live_set=data["live_set"],
    )


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

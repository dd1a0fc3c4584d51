"""One place where a rule fired."""

import hashlib
from dataclasses import dataclass
from typing import Final, Literal

from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.location import Location

Severity = Literal["error", "warning", "info"]

VIOLATION: Final = "MP901"
"""The code of what the users' policies find; the finding's name is the policy's."""


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """A second place that explains a finding, for example the registry's line beside the code's."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, where, and what to do about it."""

    location: Location
    code: str
    name: str
    message: str
    remedy: str
    severity: Severity = "error"
    confidence: Confidence = "high"
    analyzer: str | None = None
    model: str | None = None
    related: tuple[Related, ...] = ()
    fixable: bool = False

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """By place, then code, then message."""
        return self.location, self.code, self.message

    @property
    def fingerprint(self) -> str:
        """A name for this finding that survives lines moving: 16 hex digits.

        A policy's message does not count: it carries values that can change by themselves, such as days.
        """
        what = self.name if self.code == VIOLATION else self.message
        parts = (self.code, self.location.path, self.analyzer or "", self.model or "", what)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

"""The forms in which a check can be shown. Only the module of the one that is asked for is imported."""

import importlib
from typing import Final, Protocol, cast

from modelpolicy.report.findings.outcome import Outcome

FORMATS: Final = ("text", "json", "sarif", "github", "gitlab", "junit")
STATISTICS: Final = "statistics"
"""The counts by rule, instead of the findings."""


class _Format(Protocol):
    """A module ``findings_*``."""

    def render(self, outcome: Outcome) -> str:
        """The outcome in this form."""


def render(form: str, outcome: Outcome) -> str:
    """``outcome`` in one of ``FORMATS``, or as ``STATISTICS``."""
    return cast("_Format", importlib.import_module(f"modelpolicy.report.findings.{form}")).render(outcome)

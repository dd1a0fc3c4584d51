"""One thing that a document says, and code or registry deny."""

from dataclasses import dataclass

from modelpolicy.domain.confidence import Confidence


@dataclass(frozen=True, slots=True)
class Denial:
    """A line that is wrong: ``message`` says what it says and what is so, ``remedy`` what to write."""

    line: int
    message: str
    remedy: str
    analyzer: str | None = None
    model: str | None = None
    confidence: Confidence = "high"

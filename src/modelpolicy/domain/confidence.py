"""How certain a load or a finding is."""

from collections.abc import Iterable
from typing import Final, Literal

Confidence = Literal["high", "medium", "low"]

FROM_LEAST: Final[tuple[Confidence, ...]] = ("low", "medium", "high")


def rank(confidence: Confidence) -> int:
    """Higher for what is more certain."""
    return FROM_LEAST.index(confidence)


def lowest(confidences: Iterable[Confidence]) -> Confidence:
    """What needs all of several things is as certain as the least certain of them; ``high`` for none."""
    return min(confidences, key=rank, default="high")


def highest(confidences: Iterable[Confidence]) -> Confidence:
    """What one of several things shows is as certain as the most certain of them; ``low`` for none."""
    return max(confidences, key=rank, default="low")

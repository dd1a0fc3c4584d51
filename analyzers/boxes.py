"""Where in the picture something is."""

from collections.abc import Iterable
from typing import Final

from analyzers.result import Value

SIDES: Final = ("left", "top", "right", "bottom")


def describe_box(box: Iterable[float]) -> tuple[Value, ...]:
    """Four values, in pixels, of a box that is given as left, top, right and bottom."""
    return tuple(Value(name=side, amount=float(place), unit="pixel") for side, place in zip(SIDES, box, strict=True))

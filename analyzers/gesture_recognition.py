"""How hands move."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.hands import Hand, HandsAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

FAR: Final = 1.5  # palms: a way that is shorter is no gesture
STRAIGHT: Final = 0.8  # of the way: what goes straight covers it as distance
TURNS: Final = 2  # a hand that waves comes back


@dataclass(frozen=True, slots=True)
class _Sight:
    """A hand in a frame."""

    frame: Frame
    hand: Hand


class GestureRecognition(HandsAnalyzer):
    """Follows each hand five times a second, and names what it does for as long as it is seen.

    ``swipe_left``, ``swipe_right``, ``swipe_up`` and ``swipe_down`` go one way, a ``wave`` turns back twice or more,
    a hand that stays is ``still``, and ``other`` has no name. ``way`` and ``distance`` are measured in palms.
    """

    name = "gesture_recognition"
    rate: ClassVar[float] = 5.0

    def _segments(self, media: Media) -> Iterator[Segment]:
        return (_describe(sights) for sights in self._follow(media))

    def _follow(self, media: Media) -> Iterator[list[_Sight]]:
        """Collect each hand's sights until it is gone; left and right are told apart by the model."""
        followed: defaultdict[str, list[_Sight]] = defaultdict(list)
        for frame in media.frames(self.rate):
            hands = {hand.side: hand for hand in self._hands(frame)}
            for gone in followed.keys() - hands.keys():
                yield followed.pop(gone)
            for side, hand in hands.items():
                followed[side].append(_Sight(frame, hand))
        yield from followed.values()


def name_movement(places: NDArray[np.float64]) -> str:
    """Name the movement along ``places``, of shape (number, 2), measured in palms, y down."""
    steps = np.diff(places, axis=0)
    way, distance = _measure(places)
    if way < FAR:
        return "still"
    if distance >= STRAIGHT * way:
        x, y = places[-1] - places[0]
        sideways, upright = ("left", "right")[int(x > 0)], ("up", "down")[int(y > 0)]
        return f"swipe_{sideways if abs(x) > abs(y) else upright}"
    return "wave" if _turns(steps[:, 0]) >= TURNS else "other"


def _measure(places: NDArray[np.float64]) -> tuple[float, float]:
    """Measure the way along the places, and the distance between its ends."""
    way = np.linalg.norm(np.diff(places, axis=0), axis=1).sum()
    return float(way), float(np.linalg.norm(places[-1] - places[0]))


def _turns(steps: NDArray[np.float64]) -> int:
    directions = np.sign(steps[np.abs(steps) > FAR / 10])  # a hand that is held still trembles
    return int(np.count_nonzero(np.diff(directions)))


def _describe(sights: Sequence[_Sight]) -> Segment:
    palm = np.median([sight.hand.size for sight in sights])
    places = np.array([sight.hand.palm for sight in sights]) / palm
    way, distance = _measure(places)
    return Segment(
        start=sights[0].frame.start,
        end=sights[-1].frame.end,
        label=name_movement(places),
        text=f"{sights[0].hand.side} hand",
        values=(
            Value(name="way", amount=way, unit="ratio"),
            Value(name="distance", amount=distance, unit="ratio"),
            Value(name="confidence", amount=np.mean([sight.hand.confidence for sight in sights]), unit="probability"),
        ),
    )

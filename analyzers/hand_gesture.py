"""Which shapes hands make."""

from collections.abc import Iterator
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.boxes import describe_box
from analyzers.hands import Hand, HandsAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

FINGERS: Final = ("thumb", "index", "middle", "ring", "little")
SHAPES: Final = {
    frozenset(): "fist",
    frozenset(FINGERS): "open_hand",
    frozenset(FINGERS[1:]): "four",
    frozenset({"index"}): "pointing",
    frozenset({"thumb"}): "thumb",
    frozenset({"index", "middle"}): "victory",
    frozenset({"index", "middle", "ring"}): "three",
    frozenset({"thumb", "index"}): "pistol",
    frozenset({"thumb", "little"}): "telephone",
    frozenset({"index", "little"}): "horns",
}


class HandGesture(HandsAnalyzer):
    """Names the shape of every hand twice a second by the fingers that are stretched out; ``other`` has no name."""

    name = "hand_gesture"
    rate: ClassVar[float] = 2.0

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            for hand in self._hands(frame):
                yield _describe(frame, hand)


def stretched_fingers(points: NDArray[np.float64]) -> frozenset[str]:
    """Tell which fingers of a hand, given by its points, are stretched out, however the hand is turned."""
    # A bent finger's tip comes back towards the wrist, a thumb's towards the root of the little finger.
    origins = (17, 0, 0, 0, 0)
    reach = {
        finger: [np.linalg.norm(points[4 * place + joint] - points[origin]) for joint in (2, 4)]
        for place, (finger, origin) in enumerate(zip(FINGERS, origins, strict=True))
    }
    return frozenset(finger for finger, (middle, tip) in reach.items() if tip > middle)


def _describe(frame: Frame, hand: Hand) -> Segment:
    stretched = stretched_fingers(hand.points)
    return Segment(
        start=frame.start,
        end=frame.end,
        label=SHAPES.get(stretched, "other"),
        text=f"{hand.side} hand",
        values=(
            Value(name="confidence", amount=hand.confidence, unit="probability"),
            Value(name="stretched", amount=len(stretched), unit="count"),
            *describe_box((*hand.points.min(axis=0), *hand.points.max(axis=0))),
        ),
    )

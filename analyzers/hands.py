"""Hands in a picture, found with the model that lies in the MediaPipe package."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Frame


@dataclass(frozen=True, slots=True, eq=False)
class Hand:
    """A hand, its ``confidence`` (0 to 1), and its 21 points in pixels, of shape (21, 2).

    The points are numbered from the wrist, 0, over thumb and fingers, four points each, the tip last.
    """

    side: str
    confidence: float
    points: NDArray[np.float64]

    @property
    def palm(self) -> NDArray[np.float64]:
        """The middle of the wrist and of the roots of the four fingers."""
        middle: NDArray[np.float64] = self.points[[0, 5, 9, 13, 17]].mean(axis=0)
        return middle

    @property
    def size(self) -> float:
        """The distance from the wrist to the root of the middle finger, in pixels."""
        return float(np.linalg.norm(self.points[9] - self.points[0]))


class HandsAnalyzer(MediaAnalyzer):
    """Looks at hands, two at most."""

    _finder: Any

    @property
    def models(self) -> tuple[str, ...]:
        """The hand model that lies inside the installed package."""
        return ("bundled:mediapipe/hands",)

    def _load(self) -> None:
        import mediapipe as mp

        # Without static mode the model would carry a hand over from one video to the next.
        self._finder = mp.solutions.hands.Hands(static_image_mode=True, max_num_hands=2)

    def _hands(self, frame: Frame) -> Iterator[Hand]:
        height, width, _ = frame.pixels.shape
        found = self._finder.process(frame.pixels)
        for kinds, hand in zip(found.multi_handedness or (), found.multi_hand_landmarks or (), strict=True):
            (kind,) = kinds.classification
            yield Hand(
                # MediaPipe takes pictures for mirrored ones, as a phone shows its owner.
                side={"Left": "right", "Right": "left"}[kind.label],
                confidence=min(kind.score, 1.0),
                points=np.array([(point.x * width, point.y * height) for point in hand.landmark]),
            )

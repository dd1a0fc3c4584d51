"""What a body's pose says."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

# Points of MediaPipe's pose, left first; sides are the body's own.
SHOULDERS: Final = (11, 12)
WRISTS: Final = (15, 16)
HIPS: Final = (23, 24)
SEEN: Final = 0.5
CLOSED: Final = 0.5
OPEN: Final = 1.5


class BodyLanguage(MediaAnalyzer):
    """Reads the pose of the most prominent person twice a second, where shoulders, wrists and hips are seen.

    ``openness`` is the distance of the wrists as a share of the shoulders', below 0 where the arms are crossed.
    ``lean`` is how far the trunk leans from the upright, to the right of the picture where it is positive.
    """

    name = "body_language"
    rate: ClassVar[float] = 2.0
    _pose: Any

    @property
    def models(self) -> tuple[str, ...]:
        """The pose model that lies inside the installed package."""
        return ("bundled:mediapipe/pose",)

    def _load(self) -> None:
        import mediapipe as mp

        # Without static mode the model would carry a body over from one video to the next. Complexities other than 1
        # are not in the package and would be downloaded into it.
        self._pose = mp.solutions.pose.Pose(static_image_mode=True, model_complexity=1)

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            height, width, _ = frame.pixels.shape
            body = self._pose.process(frame.pixels).pose_landmarks
            if body and all(body.landmark[point].visibility > SEEN for point in (*SHOULDERS, *WRISTS, *HIPS)):
                yield _describe(frame, np.array([(point.x * width, point.y * height) for point in body.landmark]))


def _describe(frame: Frame, points: NDArray[np.float64]) -> Segment:
    return Segment(
        start=frame.start,
        end=frame.end,
        label=name_pose(points),
        values=(
            Value(name="openness", amount=measure_openness(points), unit="ratio"),
            Value(name="lean", amount=measure_lean(points), unit="degree"),
        ),
    )


def measure_openness(points: NDArray[np.float64]) -> float:
    """Measure how far the wrists are apart, along the shoulders and as a share of their distance."""
    shoulders = points[SHOULDERS[0]] - points[SHOULDERS[1]]
    wrists = points[WRISTS[0]] - points[WRISTS[1]]
    return float(wrists @ shoulders / (shoulders @ shoulders))


def measure_lean(points: NDArray[np.float64]) -> float:
    """Measure the angle between the trunk and the upright, in degrees."""
    across, down = points[list(SHOULDERS)].mean(axis=0) - points[list(HIPS)].mean(axis=0)
    return float(np.degrees(np.arctan2(across, -down)))


def name_pose(points: NDArray[np.float64]) -> str:
    """Name a pose, given by its points."""
    openness = measure_openness(points)
    if points[list(WRISTS), 1].max() < points[list(SHOULDERS), 1].min():
        return "arms_raised"
    if openness < 0:
        return "arms_crossed"
    return "closed" if openness < CLOSED else "open" if openness > OPEN else "neutral"

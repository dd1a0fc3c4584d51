"""How the camera moves."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

# What a camera's motion is called when the amount is below and above 0.
DIRECTIONS: Final = {
    "pan": ("pan_left", "pan_right"),
    "tilt": ("tilt_up", "tilt_down"),
    "zoom": ("zoom_out", "zoom_in"),
    "roll": ("roll_left", "roll_right"),
}
POINTS: Final = 150
LEAST_POINTS: Final = 8
WAVERING: Final = 1.0  # times its unrest that a motion is at least, to have a direction


@dataclass(frozen=True, slots=True)
class Motion:
    """What the camera did from ``start`` to ``end``.

    ``amounts`` are a second's share of the picture's width (pan) and height (tilt), the logarithm of a second's
    magnification (zoom), and a second's radians (roll). ``unrest`` is how much of each goes to and fro.
    """

    start: float
    end: float
    amounts: dict[str, float]
    unrest: dict[str, float] = field(default_factory=lambda: dict.fromkeys(DIRECTIONS, 0.0))

    @property
    def label(self) -> str:
        """The strongest motion, by how far it moves the picture's edge; ``shaky`` where it goes to and fro."""
        strongest = max(self.amounts, key=lambda name: abs(self.amounts[name]))
        amount = self.amounts[strongest]
        if abs(amount) >= CameraAnalysis.least and abs(amount) > WAVERING * self.unrest[strongest]:
            return DIRECTIONS[strongest][amount > 0]
        return "shaky" if max(self.unrest.values()) >= CameraAnalysis.least else "static"


class CameraAnalysis(MediaAnalyzer):
    """Follows points from picture to picture by optical flow and fits the motion that most of them share.

    What moves before the camera is outvoted. Where too few points can be followed, as over a cut or a plain wall, there
    is no segment. Motions are medians of ``steady`` seconds; one of less than ``least`` (see `Motion`) is none, and one
    that goes to and fro is ``shaky``.
    """

    name = "camera_analysis"
    step: ClassVar[float] = 0.1
    steady: ClassVar[float] = 0.5
    least: ClassVar[float] = 0.04

    def _segments(self, media: Media) -> Iterator[Segment]:
        for stretch in _stretches(self._motions(media)):
            smooth = _smooth(stretch, round(self.steady / self.step))
            for label, run in groupby(smooth, lambda motion: motion.label):
                yield _describe(label, tuple(run))

    def _motions(self, media: Media) -> Iterator[Motion | None]:
        for before, after in pairwise(_thin(media.small_frames(), self.step)):
            yield _measure(before, after)


def _thin(frames: Iterable[Frame], step: float) -> Iterator[Frame]:
    due = 0.0
    for frame in frames:
        if frame.start >= due - 1e-6:
            yield frame
            due = frame.start + step


def _measure(before: Frame, after: Frame) -> Motion | None:
    """Fit a shift, a magnification and a turn about the middle of the picture."""
    import cv2

    first, second = (cv2.cvtColor(frame.pixels, cv2.COLOR_RGB2GRAY) for frame in (before, after))
    points = np.asarray(cv2.goodFeaturesToTrack(first, maxCorners=POINTS, qualityLevel=0.01, minDistance=5))
    if points.size < LEAST_POINTS:  # OpenCV gives None where there is no point
        return None
    moved, followed, _ = cv2.calcOpticalFlowPyrLK(
        first, second, points, np.empty_like(points), winSize=(15, 15), maxLevel=4
    )
    kept = followed.ravel() == 1
    if np.count_nonzero(kept) < LEAST_POINTS:
        return None
    height, width = first.shape
    middle = np.array([width / 2, height / 2], np.float32)
    matrix, agree = cv2.estimateAffinePartial2D(points[kept] - middle, moved[kept] - middle, ransacReprojThreshold=1.0)
    if matrix is None or agree.sum() < max(LEAST_POINTS, len(points) / 2):
        return None
    return _motion(before, after, matrix, (width, height))


def _motion(before: Frame, after: Frame, matrix: NDArray[np.float64], size: tuple[int, int]) -> Motion:
    seconds = after.start - before.start
    cosine, sine = matrix[0, 0], matrix[1, 0]
    return Motion(
        before.start,
        after.start,
        {
            # The camera moves against its picture.
            "pan": -matrix[0, 2] / size[0] / seconds,
            "tilt": -matrix[1, 2] / size[1] / seconds,
            "zoom": math.log(math.hypot(cosine, sine)) / seconds,
            "roll": -math.atan2(sine, cosine) / seconds,
        },
    )


def _stretches(motions: Iterable[Motion | None]) -> Iterator[list[Motion]]:
    for known, stretch in groupby(motions, lambda motion: motion is not None):
        if known:
            yield [motion for motion in stretch if motion is not None]


def _smooth(motions: list[Motion], size: int) -> Iterator[Motion]:
    for place, motion in enumerate(motions):
        near = motions[max(0, place - size // 2) : place + size // 2 + 1]
        yield Motion(motion.start, motion.end, _middle(near), _unrest(near))


def _middle(motions: Sequence[Motion]) -> dict[str, float]:
    return {name: float(np.median([motion.amounts[name] for motion in motions])) for name in DIRECTIONS}


def _unrest(motions: Sequence[Motion]) -> dict[str, float]:
    """How much of each motion another one takes back."""
    amounts = {name: np.array([motion.amounts[name] for motion in motions]) for name in DIRECTIONS}
    return {name: float(np.abs(each).mean() - abs(each.mean())) for name, each in amounts.items()}


def _describe(label: str, run: tuple[Motion, ...]) -> Segment:
    amounts = _middle(run)
    return Segment(
        start=run[0].start,
        end=run[-1].end,
        label=label,
        values=(
            Value(name="pan", amount=amounts["pan"], unit="per_second"),
            Value(name="tilt", amount=amounts["tilt"], unit="per_second"),
            Value(name="zoom", amount=math.exp(amounts["zoom"]), unit="per_second"),
            Value(name="roll", amount=math.degrees(amounts["roll"]), unit="degree"),
        ),
    )

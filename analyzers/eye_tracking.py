"""Where people look."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

# Points of MediaPipe's face mesh, sides as seen in the picture: the corners, the lids and the iris.
EYES: Final = {"left": (33, 133, 159, 145, 468), "right": (362, 263, 386, 374, 473)}
CENTER: Final = (0.4, 0.6)


class EyeTracking(MediaAnalyzer):
    """Follows the eyes of the largest face five times a second; frames without a face give no segment.

    ``gaze`` is where the irises stand between the corners of the eyes: 0 is the picture's left, 1 its right.
    ``openness`` is the distance of the lids as a share of the eyes' width.
    """

    name = "eye_tracking"
    rate: ClassVar[float] = 5.0
    _mesh: Any

    @property
    def models(self) -> tuple[str, ...]:
        """The face mesh that lies inside the installed package."""
        return ("bundled:mediapipe/face_mesh",)

    def _load(self) -> None:
        import mediapipe as mp

        # Without static mode the mesh would carry a face over from one video to the next.
        self._mesh = mp.solutions.face_mesh.FaceMesh(static_image_mode=True, max_num_faces=1, refine_landmarks=True)

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            for face in self._mesh.process(frame.pixels).multi_face_landmarks or ():
                yield _describe(frame, face.landmark)


def _describe(frame: Frame, points: Any) -> Segment:
    height, width, _ = frame.pixels.shape
    eyes = [np.array([(points[i].x * width, points[i].y * height) for i in eye]) for eye in EYES.values()]
    gaze, openness = np.mean([_measure(eye) for eye in eyes], axis=0).tolist()
    return Segment(
        start=frame.start,
        end=frame.end,
        label=_direction(gaze),
        values=(
            Value(name="gaze", amount=gaze, unit="ratio"),
            Value(name="openness", amount=openness, unit="ratio"),
        ),
    )


def _direction(gaze: float) -> str:
    left, right = CENTER
    return "left" if gaze < left else "right" if gaze > right else "center"


def _measure(eye: NDArray[np.float64]) -> tuple[float, float]:
    left, right, upper, lower, iris = eye
    width = right - left
    gaze = (iris - left) @ width / (width @ width)
    return float(gaze), float(np.linalg.norm(lower - upper) / np.linalg.norm(width))

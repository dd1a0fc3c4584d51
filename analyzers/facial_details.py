"""What faces do: mouth, brows, and how the head is held."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

# Points of MediaPipe's face mesh, sides as seen in the picture.
FACE: Final = (234, 454, 10, 152)  # left, right, top, chin
MOUTH: Final = (61, 291, 13, 14)  # corners, inner edges of the lips
EYES: Final = (33, 263)  # outer corners
BROWS: Final = ((105, 159), (334, 386))  # the middle of a brow, and of the upper lid below it
OPEN: Final = 0.1


class FacialDetails(MediaAnalyzer):
    """Measures the clearest face twice a second; frames without a face give no segment.

    ``mouth_openness`` is the gap between the lips as a share of the mouth's width, ``mouth_width`` that width as a
    share of the face's, ``brow_height`` the distance from lid to brow as a share of the face's height. ``tilt`` is 0
    for an upright head, and grows with the clock.
    """

    name = "facial_details"
    rate: ClassVar[float] = 2.0
    _mesh: Any

    @property
    def models(self) -> tuple[str, ...]:
        """The face mesh that lies inside the installed package."""
        return ("bundled:mediapipe/face_mesh",)

    def _load(self) -> None:
        import mediapipe as mp

        # Without static mode the mesh would carry a face over from one video to the next.
        self._mesh = mp.solutions.face_mesh.FaceMesh(static_image_mode=True, max_num_faces=1)

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            height, width, _ = frame.pixels.shape
            for face in self._mesh.process(frame.pixels).multi_face_landmarks or ():
                yield _describe(frame, np.array([(point.x * width, point.y * height) for point in face.landmark]))


def _describe(frame: Frame, points: NDArray[np.float64]) -> Segment:
    left, right, top, chin = points[list(FACE)]
    corner, other_corner, upper_lip, lower_lip = points[list(MOUTH)]
    mouth_width = _distance(corner, other_corner)
    openness = _distance(upper_lip, lower_lip) / mouth_width
    brow_height = np.mean([_distance(points[brow], points[lid]) for brow, lid in BROWS])
    across, down = points[EYES[1]] - points[EYES[0]]
    return Segment(
        start=frame.start,
        end=frame.end,
        label="mouth_open" if openness > OPEN else "mouth_closed",
        values=(
            Value(name="mouth_openness", amount=openness, unit="ratio"),
            Value(name="mouth_width", amount=mouth_width / _distance(left, right), unit="ratio"),
            Value(name="brow_height", amount=brow_height / _distance(top, chin), unit="ratio"),
            Value(name="tilt", amount=np.degrees(np.arctan2(down, across)), unit="degree"),
        ),
    )


def _distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.linalg.norm(other - one))

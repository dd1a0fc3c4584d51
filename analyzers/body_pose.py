"""How people hold their bodies."""

from collections.abc import Iterator
from typing import Any, Final

from analyzers.media import Frame
from analyzers.result import Segment, Value
from analyzers.yolo import YoloAnalyzer

# The order in which COCO (https://cocodataset.org/#keypoints-2020) numbers the points of a body.
POINTS: Final = (
    "nose",
    *(
        f"{side}_{part}"
        for part in ("eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle")
        for side in ("left", "right")
    ),
)


class BodyPose(YoloAnalyzer):
    """Finds people and 17 points of each body; a point that is not seen lies at 0, 0."""

    name = "body_pose"
    model_id = "yolov8x-pose.pt"

    def _describe(self, frame: Frame, found: Any) -> Iterator[Segment]:
        for body in found.keypoints.xy.tolist():
            places = zip(POINTS, body, strict=True)
            yield Segment(
                start=frame.start,
                end=frame.end,
                label="person",
                values=tuple(
                    Value(name=f"{point}_{axis}", amount=amount, unit="pixel")
                    for point, place in places
                    for axis, amount in zip("xy", place, strict=True)
                ),
            )

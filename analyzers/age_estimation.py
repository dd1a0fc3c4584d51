"""How old people look."""

import os
from collections.abc import Iterator
from typing import Any, ClassVar

from analyzers.base import MediaAnalyzer
from analyzers.boxes import describe_box
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value


class AgeEstimation(MediaAnalyzer):
    """Estimates the apparent age of every face once a second with DeepFace (https://github.com/serengil/deepface)."""

    name = "age_estimation"
    rate: ClassVar[float] = 1.0
    _deepface: Any

    @property
    def models(self) -> tuple[str, ...]:
        """The attribute's weights in DeepFace's directory."""
        return ("deepface:Age",)

    def _load(self) -> None:
        os.environ.setdefault("DEEPFACE_BACKEND_ENGINE", "pytorch")  # the weights' file is another with TensorFlow
        from deepface import DeepFace

        try:
            DeepFace.build_model("Age", task="facial_attribute")
        except ValueError as error:
            raise OSError(f"DeepFace cannot load its weights ({error})") from error
        self._deepface = DeepFace

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            yield from self._estimate(frame)

    def _estimate(self, frame: Frame) -> Iterator[Segment]:
        for face in self._deepface.analyze(frame.bgr, actions=("age",), enforce_detection=False, silent=True):
            if not face["face_confidence"]:  # the whole picture stands in where no face was found
                continue
            place = face["region"]
            yield Segment(
                start=frame.start,
                end=frame.end,
                label="face",
                values=(
                    Value(name="age", amount=face["age"], unit="year"),
                    Value(name="confidence", amount=face["face_confidence"], unit="probability"),
                    *describe_box((place["x"], place["y"], place["x"] + place["w"], place["y"] + place["h"])),
                ),
            )

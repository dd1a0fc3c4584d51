"""Which emotions faces show."""

import os
from collections.abc import Iterator
from typing import Any, ClassVar

from analyzers.base import MediaAnalyzer
from analyzers.boxes import describe_box
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value


class EmotionDetection(MediaAnalyzer):
    """Rates seven emotions of every face once a second with FER, and names the likeliest."""

    name = "emotion_detection"
    rate: ClassVar[float] = 1.0
    _detector: Any

    @property
    def models(self) -> tuple[str, ...]:
        """The network that lies inside the installed package."""
        return ("bundled:fer/emotion_model",)

    def _load(self) -> None:
        os.environ.setdefault("KERAS_BACKEND", "torch")  # Keras would look for TensorFlow
        from fer.fer import FER

        self._detector = FER()

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            yield from self._rate_faces(frame)

    def _rate_faces(self, frame: Frame) -> Iterator[Segment]:
        for face in self._detector.detect_emotions(frame.bgr):
            left, top, width, height = face["box"]
            emotions: dict[str, float] = face["emotions"]
            yield Segment(
                start=frame.start,
                end=frame.end,
                label=max(emotions, key=emotions.__getitem__),
                values=(
                    *(Value(name=name, amount=share, unit="probability") for name, share in emotions.items()),
                    *describe_box((left, top, left + width, top + height)),
                ),
            )

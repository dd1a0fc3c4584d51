"""Where faces are."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from analyzers.base import MediaAnalyzer
from analyzers.boxes import describe_box
from analyzers.device import best_device
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

SMALLEST: Final = 20  # pixels: in a picture with a shorter side MTCNN fails, for no face can be in it


class FaceDetection(MediaAnalyzer):
    """Finds faces of at least 20 pixels once a second with MTCNN (https://arxiv.org/abs/1604.02878)."""

    name = "face_detection"
    rate: ClassVar[float] = 1.0
    _detector: Any

    @property
    def models(self) -> tuple[str, ...]:
        """The three networks that lie inside the installed package."""
        return ("bundled:facenet-pytorch/mtcnn",)

    def _load(self) -> None:
        from facenet_pytorch import MTCNN

        self._detector = MTCNN(keep_all=True, min_face_size=SMALLEST, device=best_device())

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            if min(frame.pixels.shape[:2]) > SMALLEST:
                yield from self._find_faces(frame)

    def _find_faces(self, frame: Frame) -> Iterator[Segment]:
        boxes, probabilities = self._detector.detect(frame.pixels)
        if boxes is None:
            return
        for box, probability in zip(boxes, probabilities, strict=True):
            yield Segment(
                start=frame.start,
                end=frame.end,
                label="face",
                values=(Value(name="confidence", amount=probability, unit="probability"), *describe_box(box)),
            )

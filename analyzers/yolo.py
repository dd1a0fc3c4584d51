"""YOLO models of Ultralytics (AGPL-3.0, hence imported only where a model is loaded)."""

from collections.abc import Iterator
from typing import Any, ClassVar

from analyzers.base import MediaAnalyzer
from analyzers.boxes import describe_box
from analyzers.device import best_device
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value


class YoloAnalyzer(MediaAnalyzer):
    """Finds things in single frames with the weights file ``model_id``.

    ``confidence`` is the least probability (0 to 1) at which something counts as found.
    """

    model_id: ClassVar[str]
    rate: ClassVar[float] = 1.0
    _model: Any

    def __init__(self, confidence: float = 0.25) -> None:
        super().__init__()
        self.confidence = confidence

    @property
    def models(self) -> tuple[str, ...]:
        """The weights file as Ultralytics names it."""
        return (f"ultralytics:{self.model_id}",)

    def _load(self) -> None:
        from ultralytics import YOLO

        self._model = YOLO(self.model_id)

    def _classes(self) -> list[int] | None:
        """Choose the class numbers to look for; ``None`` is all."""
        return None

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            (found,) = self._model.predict(
                frame.bgr,
                conf=self.confidence,
                classes=self._classes(),
                device=best_device(),
                verbose=False,
            )
            yield from self._describe(frame, found)

    def _describe(self, frame: Frame, found: Any) -> Iterator[Segment]:
        for number, probability, box in zip(
            found.boxes.cls.tolist(), found.boxes.conf.tolist(), found.boxes.xyxy.tolist(), strict=True
        ):
            yield Segment(
                start=frame.start,
                end=frame.end,
                label=found.names[int(number)],
                values=(Value(name="confidence", amount=probability, unit="probability"), *describe_box(box)),
            )

"""What the picture shows, told by BLIP-2."""

from collections.abc import Iterator
from typing import Any, ClassVar

from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment


class Blip2VideoAnalyzer(HubAnalyzer):
    """Captions a frame every two seconds with BLIP-2 (https://arxiv.org/abs/2301.12597)."""

    name = "blip2_video_analyzer"
    rate: ClassVar[float] = 0.5
    _processor: Any
    _model: Any

    def __init__(self, model_id: str = "Salesforce/blip2-opt-2.7b") -> None:
        super().__init__()
        self.model_id = model_id

    def _load(self) -> None:
        from transformers import Blip2ForConditionalGeneration, Blip2Processor

        self._processor = Blip2Processor.from_pretrained(self.model_id)
        self._model = Blip2ForConditionalGeneration.from_pretrained(self.model_id, dtype="auto").to(best_device())

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            yield Segment(start=frame.start, end=frame.end, label="caption", text=self._caption(frame))

    def _caption(self, frame: Frame) -> str:
        inputs = self._processor(images=frame.pixels, return_tensors="pt")
        tokens = self._model.generate(**inputs.to(best_device(), self._model.dtype), max_new_tokens=32)
        caption: str = self._processor.decode(tokens[0], skip_special_tokens=True)
        return caption.strip()

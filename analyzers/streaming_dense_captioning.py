"""A running commentary on the picture."""

from collections.abc import Iterator
from typing import Any, ClassVar

from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, join_repeats


class StreamingDenseCaptioning(HubAnalyzer):
    """Captions every second with BLIP (https://arxiv.org/abs/2201.12086); equal captions are joined."""

    name = "streaming_dense_captioning"
    model_id = "Salesforce/blip-image-captioning-base"
    rate: ClassVar[float] = 1.0
    _processor: Any
    _model: Any

    def _load(self) -> None:
        from transformers import BlipForConditionalGeneration, BlipProcessor

        self._processor = BlipProcessor.from_pretrained(self.model_id)
        self._model = BlipForConditionalGeneration.from_pretrained(self.model_id).to(best_device())

    def _segments(self, media: Media) -> Iterator[Segment]:
        return join_repeats(
            Segment(start=frame.start, end=frame.end, label="caption", text=self._caption(frame))
            for frame in media.frames(self.rate)
        )

    def _caption(self, frame: Frame) -> str:
        inputs = self._processor(images=frame.pixels, return_tensors="pt")
        tokens = self._model.generate(**inputs.to(best_device()), max_new_tokens=32)
        caption: str = self._processor.decode(tokens[0], skip_special_tokens=True)
        return caption.strip()

"""What a clip shows, told by Video-LLaVA."""

from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np

from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment


class VideoLlava(HubAnalyzer):
    """Describes clips of eight frames, the number that the model was trained on (https://arxiv.org/abs/2311.10122)."""

    name = "video_llava"
    model_id = "LanguageBind/Video-LLaVA-7B"
    prompt: ClassVar[str] = "USER: <video>\nWhat happens in this video? ASSISTANT:"
    rate: ClassVar[float] = 1.0
    clip_frames: ClassVar[int] = 8
    _processor: Any
    _model: Any

    def _load(self) -> None:
        from transformers import VideoLlavaForConditionalGeneration, VideoLlavaProcessor

        self._processor = VideoLlavaProcessor.from_pretrained(self.model_id)
        self._model = VideoLlavaForConditionalGeneration.from_pretrained(self.model_id, dtype="auto").to(best_device())

    def _segments(self, media: Media) -> Iterator[Segment]:
        for clip in media.clips(self.rate, self.clip_frames):
            yield Segment(start=clip[0].start, end=clip[-1].end, label="description", text=self._describe(clip))

    def _describe(self, clip: tuple[Frame, ...]) -> str:
        frames = np.stack([frame.pixels for frame in clip])
        inputs = self._processor(text=self.prompt, videos=frames, return_tensors="pt")
        inputs = inputs.to(best_device(), self._model.dtype)
        tokens = self._model.generate(**inputs, max_new_tokens=96, do_sample=False)
        answer: str = self._processor.decode(tokens[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)
        return answer.strip()

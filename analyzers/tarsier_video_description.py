"""What a clip shows, told by Tarsier."""

from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np

from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment


class TarsierVideoDescription(HubAnalyzer):
    """Describes clips of eight frames with Tarsier (https://arxiv.org/abs/2407.00634).

    Its network is LLaVA's. Unlike there, every row of a picture ends with one token, and every picture with another.
    """

    name = "tarsier_video_description"
    model_id = "omni-research/Tarsier-7b"
    rate: ClassVar[float] = 1.0
    clip_frames: ClassVar[int] = 8
    question: ClassVar[str] = "\nDescribe the video in detail. ASSISTANT: "
    end_of_row: ClassVar[int] = 32002
    end_of_picture: ClassVar[int] = 32003
    _tokenizer: Any
    _processor: Any
    _model: Any

    def _load(self) -> None:
        from transformers import AutoTokenizer, CLIPImageProcessor, LlavaForConditionalGeneration

        self._tokenizer = AutoTokenizer.from_pretrained(self.model_id)
        self._processor = CLIPImageProcessor.from_pretrained(self.model_id)
        self._model = LlavaForConditionalGeneration.from_pretrained(self.model_id, dtype="auto").to(best_device())

    def _segments(self, media: Media) -> Iterator[Segment]:
        for clip in media.clips(self.rate, self.clip_frames):
            yield Segment(start=clip[0].start, end=clip[-1].end, label="description", text=self._describe(clip))

    def _describe(self, clip: tuple[Frame, ...]) -> str:
        import torch

        pictures = self._processor([_square(frame) for frame in clip], return_tensors="pt")["pixel_values"]
        prompt = torch.tensor([self._prompt(len(clip))], device=best_device())
        tokens = self._model.generate(
            input_ids=prompt,
            attention_mask=torch.ones_like(prompt),
            pixel_values=pictures.to(best_device(), self._model.dtype),
            max_new_tokens=96,
            do_sample=False,
        )
        answer: str = self._tokenizer.decode(tokens[0, prompt.shape[1] :], skip_special_tokens=True)
        return answer.strip()

    def _prompt(self, pictures: int) -> list[int]:
        """Write the request for a number of pictures, in tokens."""
        config = self._model.config
        side = config.vision_config.image_size // config.vision_config.patch_size
        picture = [*([config.image_token_id] * side + [self.end_of_row]) * side, self.end_of_picture]
        before = self._tokenizer.encode("USER: ")
        after = self._tokenizer.encode(self.question, add_special_tokens=False)
        return [*before, *picture * pictures, *after]


def _square(frame: Frame) -> Any:
    """Stretch a picture to a square, as in the training: the processor alone would cut its sides off."""
    import cv2

    side = max(frame.pixels.shape[:2])
    return np.ascontiguousarray(cv2.resize(frame.pixels, (side, side), interpolation=cv2.INTER_CUBIC))

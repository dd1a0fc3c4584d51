"""Pictures held against sentences with CLIP (https://arxiv.org/abs/2103.00020)."""

from collections.abc import Sequence
from typing import Any

from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Frame


class ClipAnalyzer(HubAnalyzer):
    """Rates frames by the sentences that fit them."""

    _processor: Any
    _model: Any

    def __init__(self, model_id: str = "openai/clip-vit-base-patch32") -> None:
        super().__init__()
        self.model_id = model_id

    def _load(self) -> None:
        from transformers import CLIPModel, CLIPProcessor

        self._processor = CLIPProcessor.from_pretrained(self.model_id)
        self._model = CLIPModel.from_pretrained(self.model_id).to(best_device())

    def _fit(self, frame: Frame, sentences: Sequence[str]) -> list[float]:
        """Estimate the probability of each sentence, given that one of them describes the frame."""
        import torch

        inputs = self._processor(text=list(sentences), images=frame.pixels, return_tensors="pt", padding=True)
        with torch.inference_mode():
            logits = self._model(**inputs.to(best_device())).logits_per_image[0]
        probabilities: list[float] = logits.softmax(-1).tolist()
        return probabilities

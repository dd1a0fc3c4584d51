"""How much of the picture is background."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

VARIANT: Final = "b0"  # the smallest of six: the border of a background needs no finer one

# The classes of ADE20K (https://ade20k.csail.mit.edu) that surround things rather than being one.
BACKGROUND: Final = frozenset(
    {
        "building", "ceiling", "earth", "field", "floor", "grass", "hill", "house", "mountain", "path",
        "road", "rock", "sand", "sea", "sidewalk", "sky", "skyscraper", "tree", "wall", "water", "windowpane",
    }
)  # fmt: skip


class BackgroundSegmentation(HubAnalyzer):
    """Tells background from foreground, pixel by pixel, once a second."""

    name = "background_segmentation"
    model_id = f"nvidia/segformer-{VARIANT}-finetuned-ade-512-512"
    rate: ClassVar[float] = 1.0
    _processor: Any
    _model: Any

    def _load(self) -> None:
        from transformers import AutoImageProcessor, SegformerForSemanticSegmentation

        self._processor = AutoImageProcessor.from_pretrained(self.model_id)
        self._model = SegformerForSemanticSegmentation.from_pretrained(self.model_id).to(best_device())

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            share = self._background_share(frame)
            yield Segment(
                start=frame.start,
                end=frame.end,
                label="background" if share > 1 - share else "foreground",
                values=(
                    Value(name="background", amount=share, unit="ratio"),
                    Value(name="foreground", amount=1 - share, unit="ratio"),
                ),
            )

    def _background_share(self, frame: Frame) -> float:
        import torch

        inputs = self._processor(frame.pixels, return_tensors="pt").to(best_device())
        with torch.inference_mode():
            outputs = self._model(**inputs)
        (classes,) = self._processor.post_process_semantic_segmentation(outputs, target_sizes=[frame.pixels.shape[:2]])
        surroundings = [number for number, kind in self._model.config.id2label.items() if kind in BACKGROUND]
        background = torch.isin(classes, torch.tensor(surroundings, device=classes.device))
        return float(background.float().mean())

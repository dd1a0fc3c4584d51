"""How near things are."""

from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value


class DepthEstimation(HubAnalyzer):
    """Tells near from far once a second with MiDaS (https://arxiv.org/abs/2103.13413).

    MiDaS ranks nearness within a picture and knows no metres. What is nearer than half-way between the farthest and the
    nearest point counts as ``near``: its share of the picture, and where its centre lies.
    """

    name = "depth_estimation"
    model_id = "Intel/dpt-hybrid-midas"
    rate: ClassVar[float] = 1.0
    _processor: Any
    _model: Any

    def _load(self) -> None:
        from transformers import DPTForDepthEstimation, DPTImageProcessor

        self._processor = DPTImageProcessor.from_pretrained(self.model_id)
        self._model = DPTForDepthEstimation.from_pretrained(self.model_id).to(best_device())

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            yield describe_nearness(frame, self._rank(frame))

    def _rank(self, frame: Frame) -> NDArray[np.float32]:
        import torch

        inputs = self._processor(frame.pixels, return_tensors="pt").to(best_device())
        with torch.inference_mode():
            outputs = self._model(**inputs)
        (depth,) = self._processor.post_process_depth_estimation(outputs, target_sizes=[frame.pixels.shape[:2]])
        nearness: NDArray[np.float32] = depth["predicted_depth"].cpu().numpy()
        return nearness


def describe_nearness(frame: Frame, nearness: NDArray[np.float32]) -> Segment:
    """Describe what is near in a frame, given how near every pixel is, in any unit."""
    near = nearness >= (nearness.min() + nearness.max()) / 2
    rows, columns = np.nonzero(near)
    x, y = columns.mean(), rows.mean()
    return Segment(
        start=frame.start,
        end=frame.end,
        label=f"near_{('left', 'center', 'right')[min(2, int(3 * x / near.shape[1]))]}",
        values=(
            Value(name="near", amount=near.mean(), unit="ratio"),
            Value(name="near_x", amount=x, unit="pixel"),
            Value(name="near_y", amount=y, unit="pixel"),
        ),
    )

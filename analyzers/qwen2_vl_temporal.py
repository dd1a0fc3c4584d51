"""What happens over time."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from analyzers.media import Media
from analyzers.qwen2_vl import Qwen2VLAnalyzer
from analyzers.result import Segment


class Qwen2VLTemporal(Qwen2VLAnalyzer):
    """Shows the model clips of eight seconds, one frame a second, and has it describe what changes."""

    name = "qwen2_vl_temporal"
    question = "Describe what happens in this clip, in the order in which it happens."
    answer_tokens = 128
    rate: ClassVar[float] = 1.0
    clip_frames: ClassVar[int] = 8

    def _segments(self, media: Media) -> Iterator[Segment]:
        for clip in media.clips(self.rate, self.clip_frames):
            frames = np.stack([frame.pixels for frame in clip])
            text = self._answer("video", videos=[frames], do_sample_frames=False)
            yield Segment(start=clip[0].start, end=clip[-1].end, label="description", text=text)

"""How good the picture is."""

from collections.abc import Iterator
from typing import ClassVar, Final

from analyzers.clip import ClipAnalyzer
from analyzers.media import Media
from analyzers.result import Segment, Value

ASPECTS: Final = {
    "sharpness": ("a sharp, detailed photo", "a blurry, out-of-focus photo"),
    "light": ("a well-lit photo", "a photo that is too dark or too bright"),
    "cleanness": ("a clean photo", "a noisy photo with compression artifacts"),
    "appeal": ("a beautiful, professional photo", "an ugly, amateur photo"),
}


class ContentQuality(ClipAnalyzer):
    """Rates four aspects of quality and their mean once a second.

    Each aspect is a question with two opposite answers, after CLIP-IQA (https://arxiv.org/abs/2207.12396).
    """

    name = "content_quality"
    rate: ClassVar[float] = 1.0

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            scores = {aspect: self._fit(frame, answers)[0] for aspect, answers in ASPECTS.items()}
            scores["quality"] = sum(scores.values()) / len(scores)
            yield Segment(
                start=frame.start,
                end=frame.end,
                label="quality",
                values=tuple(Value(name=name, amount=score, unit="probability") for name, score in scores.items()),
            )

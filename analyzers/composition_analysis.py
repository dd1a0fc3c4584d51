"""How the picture is composed."""

from collections.abc import Iterator
from typing import ClassVar, Final

from analyzers.clip import ClipAnalyzer
from analyzers.media import Media
from analyzers.result import Segment, Value

LAYOUTS: Final = {
    "centered": "a photo with its subject in the center",
    "rule_of_thirds": "a photo composed by the rule of thirds",
    "symmetrical": "a symmetrical photo",
    "leading_lines": "a photo with lines that lead to its subject",
    "close_up": "a close-up that fills the frame",
    "wide": "a wide shot of a landscape or a room",
}


class CompositionAnalysis(ClipAnalyzer):
    """Names the likeliest of six layouts once a second."""

    name = "composition_analysis"
    rate: ClassVar[float] = 1.0

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            fits = dict(zip(LAYOUTS, self._fit(frame, tuple(LAYOUTS.values())), strict=True))
            yield Segment(
                start=frame.start,
                end=frame.end,
                label=max(fits, key=fits.__getitem__),
                values=tuple(Value(name=name, amount=fit, unit="probability") for name, fit in fits.items()),
            )

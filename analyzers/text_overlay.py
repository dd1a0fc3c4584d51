"""Which text is shown, and from when to when."""

from collections.abc import Iterator
from typing import Any, ClassVar

from analyzers.base import MediaAnalyzer
from analyzers.device import best_device
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value, join_repeats


class TextOverlay(MediaAnalyzer):
    """Reads text twice a second; text that stays is one segment."""

    name = "text_overlay"
    languages: ClassVar[tuple[str, ...]] = ("de", "en")
    rate: ClassVar[float] = 2.0
    _reader: Any

    @property
    def models(self) -> tuple[str, ...]:
        """One a language."""
        return tuple(f"easyocr:{language}" for language in self.languages)

    def _load(self) -> None:
        import easyocr

        self._reader = easyocr.Reader(list(self.languages), gpu=best_device() == "cuda", verbose=False)

    def _segments(self, media: Media) -> Iterator[Segment]:
        frames = media.frames(self.rate)
        return join_repeats(segment for frame in frames for segment in self._read(frame))

    def _read(self, frame: Frame) -> Iterator[Segment]:
        for box, text, probability in self._reader.readtext(frame.bgr):
            left, top = box[0]
            yield Segment(
                start=frame.start,
                end=frame.end,
                label="text",
                text=text,
                values=(
                    Value(name="confidence", amount=probability, unit="probability"),
                    Value(name="left", amount=left, unit="pixel"),
                    Value(name="top", amount=top, unit="pixel"),
                ),
            )

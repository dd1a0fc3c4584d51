"""How the film is told: its pace from act to act, its liveliest moment, and where it calls to action."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, Final

from analyzers.base import Analyzer, Found
from analyzers.media import Media
from analyzers.result import Segment, Value

# What happens, by analyzer and label: every segment of an analyzer where no label is named.
EVENTS: Final = {
    "cut_analysis": "cut",
    "scene_segmentation": "",
    "sound_effects": "",
    "speech_transcription": "",
    "text_overlay": "",
}
ACTS: Final = ("opening", "middle", "ending")


class TemporalFlow(Analyzer):
    """Counts what begins in each third of the film: cuts, scenes, sounds, phrases, texts. The pace is events a minute.

    The pattern is ``arc`` where the middle's pace is ``clear`` times those of the others or more, ``dip`` where it is
    as much slower; ``rising`` or ``falling`` where the ending's differs as much from the opening's; else ``steady``.
    The ``climax`` are the ``moment`` seconds in which most begins.
    """

    name = "temporal_flow"
    reads: ClassVar[tuple[str, ...]] = (*EVENTS, "comment_cta_detection")
    clear: ClassVar[float] = 1.3
    moment: ClassVar[float] = 3.0

    def _find(self, media: Media, found: Found) -> Iterator[Segment]:
        length = media.end
        times = sorted(_times(found))
        bounds = [number * length / len(ACTS) for number in range(len(ACTS) + 1)]
        paces = [_pace(times, start, end) for start, end in pairwise(bounds)]
        yield Segment(start=0, end=length, label=self._pattern(*paces), values=(_value(_pace(times, 0, length)),))
        for act, pace, (start, end) in zip(ACTS, paces, pairwise(bounds), strict=True):
            yield Segment(start=start, end=end, label=act, values=(_value(pace),))
        yield from self._climax(times, length)
        for call in found.get("comment_cta_detection", ()):
            position = Value(name="position", amount=min(1.0, call.start / max(length, 1e-9)), unit="ratio")
            yield Segment(start=call.start, end=call.end, label="call_to_action", text=call.text, values=(position,))

    def _pattern(self, opening: float, middle: float, ending: float) -> str:
        if middle > self.clear * max(opening, ending):
            return "arc"
        if self.clear * middle < min(opening, ending):
            return "dip"
        if ending > self.clear * opening:
            return "rising"
        return "falling" if opening > self.clear * ending else "steady"

    def _climax(self, times: Sequence[float], length: float) -> Iterator[Segment]:
        if not times or length < self.moment:
            return
        starts = [min(time, length - self.moment) for time in times]
        start = max(starts, key=lambda begin: _pace(times, begin, begin + self.moment))
        end = start + self.moment
        yield Segment(start=start, end=end, label="climax", values=(_value(_pace(times, start, end)),))


def _times(found: Found) -> Iterator[float]:
    for analyzer, label in EVENTS.items():
        # What is there from the first moment on did not happen then.
        yield from (event.start for event in found.get(analyzer, ()) if label in {"", event.label} and event.start > 0)


def _pace(times: Sequence[float], start: float, end: float) -> float:
    return 60 * sum(start <= time < end for time in times) / max(end - start, 1e-9)


def _value(pace: float) -> Value:
    return Value(name="pace", amount=pace, unit="per_minute")

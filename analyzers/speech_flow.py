"""How speech flows: its phrases, their melody, and the pauses between them."""

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Media
from analyzers.result import Segment, Value
from analyzers.voice import Voice, measure_voice


class SpeechFlow(MediaAnalyzer):
    """Divides speech into phrases at pauses of ``pause`` seconds, and says where the melody of each goes.

    ``movement`` is how much higher, in semitones, the last third of a phrase is than its first; ``range`` spans the
    middle nine tenths of its pitches. A movement of less than ``least`` is level. Silence longer than ``longest``
    seconds is no pause of somebody who goes on speaking.
    """

    name = "speech_flow"
    pause: ClassVar[float] = 0.2
    longest: ClassVar[float] = 3.0
    least: ClassVar[float] = 1.5

    def _segments(self, media: Media) -> Iterator[Segment]:
        voice = measure_voice(media.sound)
        phrases = list(voice.stretches(self.pause))
        for phrase in phrases:
            yield self._describe(voice, phrase)
        for before, after in pairwise(phrases):
            start, end = voice.times[before.stop - 1], voice.times[after.start]
            if end - start <= self.longest:
                yield Segment(start=start, end=end, label="pause")

    def _describe(self, voice: Voice, phrase: slice) -> Segment:
        pitches = voice.pitches[phrase][voice.voiced[phrase]]
        low, middle, high = np.quantile(pitches, (0.05, 0.5, 0.95))
        movement = _movement(voice, phrase)
        return Segment(
            start=voice.times[phrase][0],
            end=voice.times[phrase][-1],
            label="level" if abs(movement) < self.least else "rising" if movement > 0 else "falling",
            values=(
                Value(name="pitch", amount=middle, unit="hertz"),
                Value(name="range", amount=_semitones(low, high), unit="semitone"),
                Value(name="movement", amount=movement, unit="semitone"),
                Value(name="level", amount=float(voice.levels[phrase].mean()), unit="decibel"),
            ),
        )


def _movement(voice: Voice, phrase: slice) -> float:
    thirds = np.array_split(np.arange(phrase.start, phrase.stop), 3)
    first, last = (_middle(voice.pitches[third]) for third in (thirds[0], thirds[-1]))
    return _semitones(first, last) if np.isfinite([first, last]).all() else 0.0


def _middle(pitches: NDArray[np.float64]) -> float:
    known = pitches[np.isfinite(pitches)]
    return float(np.median(known)) if known.size else float("nan")


def _semitones(low: float, high: float) -> float:
    return float(12 * np.log2(high / low))

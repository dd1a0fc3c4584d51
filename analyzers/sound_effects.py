"""Which short sounds stand out."""

from collections.abc import Iterator
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.decode import SAMPLE_RATE
from analyzers.media import Media, Sound
from analyzers.result import Segment, Value
from analyzers.tonality import measure_tonality
from analyzers.voice import HOP, QUIET, join_gaps, measure_levels, runs

USUAL: Final = 60  # percent of the levels around: more hides what sounds in a short silence, less lets speech in
GAP: Final = 12  # of 10 ms: a word's syllables are nearer to each other than effects


class SoundEffects(MediaAnalyzer):
    """Finds sounds of at most ``longest`` seconds ``louder`` decibels above most of what is around them.

    A click is shorter than ``click`` seconds; a beep is a tone that keeps its frequency, given as ``frequency``; of
    what is noise, a whoosh swells and a hit is loudest at its beginning. Tones that move are voices, and no effects.
    """

    name = "sound_effects"
    louder: ClassVar[float] = 12.0
    longest: ClassVar[float] = 1.5
    click: ClassVar[float] = 0.06
    around: ClassVar[float] = 4.0

    def _segments(self, media: Media) -> Iterator[Segment]:
        sound = media.sound
        times, levels = measure_levels(sound, width=0.01)
        above = levels - self._usual(levels)
        heard = (above > self.louder / 2) & (levels > QUIET)
        for first, after in join_gaps(runs(heard), GAP):
            start, end = times[first], times[after - 1] + HOP / SAMPLE_RATE
            if above[first:after].max() > self.louder and end - start <= self.longest:
                yield from self._describe(sound, start, end, levels[first:after])

    def _usual(self, levels: NDArray[np.float64]) -> NDArray[np.float64]:
        from scipy.ndimage import percentile_filter

        size = round(self.around * SAMPLE_RATE / HOP)
        return np.asarray(percentile_filter(levels, USUAL, size=size, mode="nearest"))

    def _describe(self, sound: Sound, start: float, end: float, levels: NDArray[np.float64]) -> Iterator[Segment]:
        begin, stop = (round((time - sound.start) * SAMPLE_RATE) for time in (start, end))
        peak = Value(name="level", amount=float(levels.max()), unit="decibel")
        if end - start < self.click:
            yield Segment(start=start, end=end, label="click", values=(peak,))
            return
        tonality = measure_tonality(sound.samples[max(0, begin) : stop])
        if tonality.tones < 0.5:  # noqa: PLR2004 - more noise than tones
            label = "whoosh" if levels.argmax() > len(levels) / 3 else "hit"
            yield Segment(start=start, end=end, label=label, values=(peak,))
        elif tonality.steadiness > 0.8:  # noqa: PLR2004 - nearly all of it
            frequency = Value(name="frequency", amount=tonality.hertz, unit="hertz")
            yield Segment(start=start, end=end, label="beep", values=(peak, frequency))

"""How fast somebody speaks."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Media
from analyzers.result import Segment, Value
from analyzers.voice import Voice, measure_levels, measure_voice


class SpeechRate(MediaAnalyzer):
    """Counts the syllables of each stretch of speech that no ``pause`` seconds interrupt.

    A syllable is a voiced peak of the loudness between dips of ``dip`` decibels, after de Jong and Wempe (2009). The
    rate is taken between the first and the last, for where a stretch begins and ends depends on the background. Slow
    are less than ``usual[0]`` syllables a second, fast more than ``usual[1]``.
    """

    name = "speech_rate"
    pause: ClassVar[float] = 0.5
    dip: ClassVar[float] = 2.0
    usual: ClassVar[tuple[float, float]] = (3.0, 5.5)

    def _segments(self, media: Media) -> Iterator[Segment]:
        voice = measure_voice(media.sound)
        syllables = self._syllables(voice, measure_levels(media.sound, width=0.064)[1])
        for stretch in voice.stretches(self.pause):
            times = voice.times[syllables[(syllables >= stretch.start) & (syllables < stretch.stop)]]
            if len(times) > 1:
                rate = float((len(times) - 1) / (times[-1] - times[0]))
                yield Segment(
                    start=voice.times[stretch][0],
                    end=voice.times[stretch][-1],
                    label=self._label(rate),
                    values=(
                        Value(name="syllables", amount=len(times), unit="count"),
                        Value(name="rate", amount=rate, unit="per_second"),
                    ),
                )

    def _syllables(self, voice: Voice, loudness: NDArray[np.float64]) -> NDArray[np.intp]:
        from scipy.signal import find_peaks

        peaks, _ = find_peaks(loudness, prominence=self.dip, distance=6)
        return np.asarray([peak for peak in peaks if voice.voiced[max(0, peak - 2) : peak + 3].any()], np.intp)

    def _label(self, rate: float) -> str:
        slow, fast = self.usual
        return "slow" if rate < slow else "fast" if rate > fast else "usual"

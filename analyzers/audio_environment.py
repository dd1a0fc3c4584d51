"""In what surroundings the sound was recorded: silence, noise, speech or music."""

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Media, Sound
from analyzers.result import Segment, Value
from analyzers.tonality import measure_tonality
from analyzers.voice import QUIET


class AudioEnvironment(MediaAnalyzer):
    """Classifies each second by how much of it is tones, and how steady these are; equal seconds are one segment.

    Noise has less than ``tonal`` of its power in tones. Notes of music keep their frequency, with a steadiness of more
    than ``steady``; a voice glides and pauses. Where both are heard, the louder one decides. A second among others of
    another kind is taken for one of those.
    """

    name = "audio_environment"
    seconds: ClassVar[float] = 1.0
    tonal: ClassVar[float] = 0.25
    steady: ClassVar[float] = 0.55

    def _segments(self, media: Media) -> Iterator[Segment]:
        pieces = list(media.sound.split(self.seconds))
        measures = _settle(np.array([_measure(piece) for piece in pieces]))
        for label, run in groupby(range(len(pieces)), lambda number: self._label(*measures[number])):
            places = list(run)
            level, tones, steadiness = measures[places].mean(axis=0).tolist()
            yield Segment(
                start=pieces[places[0]].start,
                end=pieces[places[-1]].end,
                label=label,
                values=(
                    Value(name="level", amount=level, unit="decibel"),
                    Value(name="tones", amount=tones, unit="ratio"),
                    Value(name="steadiness", amount=steadiness, unit="ratio"),
                ),
            )

    def _label(self, level: float, tones: float, steadiness: float) -> str:
        if level < QUIET:
            return "silence"
        if tones < self.tonal:
            return "noise"
        return "music" if steadiness > self.steady else "speech"


def _measure(piece: Sound) -> tuple[float, float, float]:
    """Level in decibels of full scale, share of tones, steadiness of these."""
    power = float(np.mean(np.square(piece.samples, dtype=np.float64)))
    tonality = measure_tonality(piece.samples)
    return 10 * np.log10(max(power, 1e-10)), tonality.tones, tonality.steadiness


def _settle(measures: NDArray[np.float64]) -> NDArray[np.float64]:
    """Replace each second's measures by the medians of it and its neighbours."""
    from scipy.ndimage import median_filter

    return np.asarray(median_filter(measures, size=(3, 1), mode="nearest"))

"""What the sound is like: loudness, brightness, tempo, and where there is none."""

from collections.abc import Iterator
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.decode import SAMPLE_RATE
from analyzers.media import Media
from analyzers.result import Segment, Value
from analyzers.voice import QUIET, join_gaps, measure_levels, runs

TEMPO_HOP: Final = 128
WINDOW: Final = 1024


class AudioAnalysis(MediaAnalyzer):
    """Divides the sound where it is silent for ``silence`` seconds, and measures what is between.

    A ``beat`` is reported where the whole lasts at least ``bar`` seconds and has one: the strength of its onsets
    correlates by ``pulse`` with that of one beat later.
    """

    name = "audio_analysis"
    silence: ClassVar[float] = 0.2
    bar: ClassVar[float] = 4.0
    pulse: ClassVar[float] = 0.3

    def _segments(self, media: Media) -> Iterator[Segment]:
        sound = media.sound
        times, levels = measure_levels(sound)
        bounds = [sound.start]
        for first, after in join_gaps(runs(levels > QUIET), round(self.silence / (times[1] - times[0]))):
            bounds += [times[first], times[after] if after < len(times) else sound.end]
        for number, (start, end) in enumerate(zip(bounds, [*bounds[1:], sound.end], strict=True)):
            if end - start <= 1 / SAMPLE_RATE:
                continue
            if number % 2:
                begin, stop = (round((time - sound.start) * SAMPLE_RATE) for time in (start, end))
                values = tuple(self._measure(sound.samples[begin:stop]))
                yield Segment(start=start, end=end, label="sound", values=values)
            else:
                yield Segment(start=start, end=end, label="silence")
        if sound.end - sound.start >= self.bar:
            for tempo in self._tempo(sound.samples):
                yield Segment(start=sound.start, end=sound.end, label="beat", values=(tempo,))

    def _measure(self, samples: NDArray[np.float32]) -> Iterator[Value]:
        import librosa

        level = 20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
        yield Value(name="level", amount=level, unit="decibel")
        yield Value(name="peak", amount=20 * np.log10(np.abs(samples).max()), unit="decibel")
        padded = np.pad(samples, (0, max(0, WINDOW - len(samples))))
        centroids = librosa.feature.spectral_centroid(y=padded, sr=SAMPLE_RATE, n_fft=WINDOW, hop_length=WINDOW // 2)
        yield Value(name="centroid", amount=float(np.median(centroids)), unit="hertz")

    def _tempo(self, samples: NDArray[np.float32]) -> Iterator[Value]:
        import librosa
        from librosa.onset import onset_strength

        onsets = onset_strength(y=samples, sr=SAMPLE_RATE, hop_length=TEMPO_HOP)
        (tempo,) = librosa.feature.tempo(onset_envelope=onsets, sr=SAMPLE_RATE, hop_length=TEMPO_HOP)
        likeness = librosa.autocorrelate(onsets - onsets.mean())
        beat = round(60 / tempo * SAMPLE_RATE / TEMPO_HOP)
        if likeness[max(0, beat - 2) : beat + 3].max() > self.pulse * likeness[0]:
            yield Value(name="tempo", amount=tempo, unit="per_minute")

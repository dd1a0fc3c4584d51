"""Loudness and pitch of a sound, and where somebody speaks in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzers.decode import SAMPLE_RATE
from analyzers.media import Sound

HOP: Final = 160  # 10 ms
QUIET: Final = -50.0  # decibel below full scale, where what is recorded is the room
PITCHES: Final = (70.0, 500.0)  # hertz, from a deep man's to a child's voice
PERIODIC: Final = 0.5  # the least correlation of one period with the next in a voice

Curve = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """What is heard every 10 ms: at ``times`` in seconds.

    ``levels`` are in decibels of full scale, over 25 ms; ``pitches`` in hertz, not a number where nothing is voiced.
    """

    times: Curve
    levels: Curve
    pitches: Curve

    @property
    def voiced(self) -> NDArray[np.bool_]:
        """Where there is a pitch."""
        return np.isfinite(self.pitches)

    def stretches(self, pause: float) -> Iterator[slice]:
        """Where somebody speaks with no pause of ``pause`` seconds or more; at least a fifth of it is voiced."""
        heard = self.levels > _threshold(self.levels)
        for start, stop in join_gaps(runs(heard), round(pause * SAMPLE_RATE / HOP)):
            if self.voiced[start:stop].mean() >= 0.2:  # noqa: PLR2004 - said above
                yield slice(start, stop)


def measure_levels(sound: Sound, width: float = 0.025) -> tuple[Curve, Curve]:
    """Times in seconds and levels in decibels of full scale, every 10 ms, each over ``width`` seconds."""
    import librosa

    power = librosa.feature.rms(y=sound.samples, frame_length=round(width * SAMPLE_RATE), hop_length=HOP)[0]
    return sound.start + np.arange(len(power)) * HOP / SAMPLE_RATE, 20 * np.log10(np.maximum(power, 1e-5))


def measure_voice(sound: Sound) -> Voice:
    """Measure level and pitch, the latter by autocorrelation after Boersma (1993)."""
    import librosa
    from librosa.effects import preemphasis

    times, levels = measure_levels(sound)
    width = round(3 * SAMPLE_RATE / PITCHES[0])
    lags = slice(round(SAMPLE_RATE / PITCHES[1]), round(SAMPLE_RATE / PITCHES[0]))
    hann = np.hanning(width)
    padded = np.pad(preemphasis(sound.samples), width // 2)
    frames = librosa.util.frame(padded, frame_length=width, hop_length=HOP)[:, : len(times)] * hann[:, None]
    # What a window takes from the correlation of far-off samples is given back.
    likeness = librosa.autocorrelate(frames, axis=0)[: lags.stop] / librosa.autocorrelate(hann)[: lags.stop, None]
    likeness = likeness / np.maximum(likeness[0], 1e-9)
    best = likeness[lags].argmax(axis=0) + lags.start
    voiced = (likeness[best, np.arange(len(best))] > PERIODIC) & (levels > QUIET)
    return Voice(times, levels, np.where(voiced, SAMPLE_RATE / _refine(likeness, best), np.nan))


def runs(mask: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """The first place of each stretch that is true, and the place after its last."""
    for true, places in groupby(range(len(mask)), mask.__getitem__):
        if true:
            stretch = list(places)
            yield stretch[0], stretch[-1] + 1


def join_gaps(stretches: Iterator[tuple[int, int]], gap: int) -> Iterator[tuple[int, int]]:
    """Join stretches with fewer than ``gap`` places between them."""
    last: tuple[int, int] | None = None
    for start, stop in stretches:
        if last is not None and start - last[1] < gap:
            last = (last[0], stop)
            continue
        if last is not None:
            yield last
        last = (start, stop)
    if last is not None:
        yield last


def _threshold(levels: Curve) -> float:
    """The level that speech has and its background has not."""
    floor, peak = np.quantile(levels, (0.1, 0.95))
    return float(max(QUIET, min(peak - 12, max(peak - 30, floor + 8))))


def _refine(likeness: Curve, best: NDArray[np.intp]) -> Curve:
    """Lags of the maxima of parabolas through three values each."""
    columns = np.arange(len(best))
    left, middle, right = (likeness[np.minimum(best + step, len(likeness) - 1), columns] for step in (-1, 0, 1))
    bend = np.minimum(left - 2 * middle + right, -1e-9)
    shift: Curve = np.clip((left - right) / bend / 2, -0.5, 0.5)
    return best + shift

"""Whether sound and picture happen at the same time."""

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.change import measure_change
from analyzers.decode import SAMPLE_RATE
from analyzers.media import Media, Sound
from analyzers.result import Segment, Value

STEP: Final = 0.01  # seconds
BLUR: Final = 1.5  # steps: with more, the end of a flash would pull at its beginning
FARTHEST: Final = 100  # steps: sound and picture that are farther apart do not belong together
TOLERANCE: Final = 0.045  # seconds: the least that viewers notice (ITU-R BT.1359)
FAINT: Final = 2.0  # levels of 255, beyond what usually changes: less is the codec's doing
QUIET: Final = 0.01  # of full volume


class AudioVisualSync(MediaAnalyzer):
    """Compares when the picture changes with when sounds begin.

    ``offset`` is how much later the sound is, ``match`` how well the two fit with that offset, from 0 to 1. Without
    a match that is better than chance the label is ``unclear``, and there is no offset.
    """

    name = "audio_visual_sync"

    def _segments(self, media: Media) -> Iterator[Segment]:
        onsets, changes = _find_onsets(media.sound), _find_changes(media)
        offset, match = measure_offset(changes, onsets)
        values = (Value(name="match", amount=match, unit="ratio"), Value(name="offset", amount=offset, unit="second"))
        if match > chance_match(changes, onsets):
            yield Segment(start=0, end=media.end, label=name_offset(offset), values=values)
        else:
            yield Segment(start=0, end=media.end, label="unclear", values=values[:1])


def measure_offset(changes: NDArray[np.float64], onsets: NDArray[np.float64]) -> tuple[float, float]:
    """Measure by how many seconds onsets come later than changes, both given per `STEP`, and how well they match."""
    size = max(len(changes), len(onsets)) + 2 * FARTHEST
    one, other = (_normalise(np.pad(events, (FARTHEST, size - FARTHEST - len(events)))) for events in (changes, onsets))
    matches = np.array([one @ np.roll(other, -delay) for delay in range(-FARTHEST, FARTHEST + 1)])
    best = int(matches.argmax())
    return (best - FARTHEST + _refine(matches[best - 1 : best + 2])) * STEP, float(max(0.0, matches[best]))


def chance_match(changes: NDArray[np.float64], onsets: NDArray[np.float64]) -> float:
    """Estimate the match that events can reach by chance: the fewer there are, the better.

    Of 1200 simulated pairs of unrelated series, of 3 to 100 events each, not one matched better.
    """
    events = min(int(np.count_nonzero(series)) for series in (changes, onsets))
    return 1.2 / math.sqrt(max(1, events))


def _normalise(events: NDArray[np.float64]) -> NDArray[np.float64]:
    """Blur, so that near misses count, and scale to a mean of 0 and a length of 1."""
    reach = np.arange(-5.0, 6.0)
    blurred = np.convolve(events, np.exp(-((reach / BLUR) ** 2) / 2), mode="same")
    centred: NDArray[np.float64] = blurred - blurred.mean()
    return centred / max(float(np.linalg.norm(centred)), 1e-9)


def _refine(top: NDArray[np.float64]) -> float:
    """Find the summit of the parabola through three neighbours, in steps from the middle one."""
    if len(top) < 3:  # noqa: PLR2004 - at the edge a neighbour is missing
        return 0.0
    left, middle, right = top
    bend = left - 2 * middle + right
    return float((left - right) / (2 * bend)) if bend else 0.0


def _find_changes(media: Media) -> NDArray[np.float64]:
    """Measure how much more the picture changes than it usually does, in levels."""
    starts, changes = measure_change(media.small_frames())
    unusual = changes[:, 0] - np.median(changes[:, 0])
    unusual[unusual < FAINT] = 0
    return np.bincount(np.rint(starts / STEP).astype(int), weights=unusual).astype(np.float64)


def _find_onsets(sound: Sound) -> NDArray[np.float64]:
    """Measure how much louder each step is than the one before."""
    length = round(STEP * SAMPLE_RATE)
    steps = sound.samples[: len(sound.samples) // length * length].reshape(-1, length)
    loudness = np.sqrt((steps.astype(np.float64) ** 2).mean(axis=1))
    onsets = np.diff(loudness, prepend=loudness[:1])
    onsets[onsets < QUIET] = 0
    return np.pad(onsets, (round(sound.start / STEP), 0))


def name_offset(offset: float) -> str:
    """Name an offset, given in seconds."""
    if abs(offset) <= TOLERANCE:
        return "in_sync"
    return "sound_late" if offset > 0 else "sound_early"

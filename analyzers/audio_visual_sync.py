"""Whether sound and picture happen at the same time."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.decode import SAMPLE_RATE
from analyzers.media import Media, Sound
from analyzers.result import Segment, Value

STEP: Final = 0.01  # seconds
BLUR: Final = 1.5  # steps: with more, the end of a flash would pull at its beginning
FARTHEST: Final = 100  # steps: sound and picture that are farther apart do not belong together
TOLERANCE: Final = 0.045  # seconds: the least that viewers notice (ITU-R BT.1359)
CLEAR: Final = 0.3


class AudioVisualSync(MediaAnalyzer):
    """Compares when the picture changes with when sounds begin.

    ``offset`` is how much later the sound is, ``match`` how well the two fit with that offset, from 0 to 1. Without
    a clear match the label is ``unclear``.
    """

    name = "audio_visual_sync"

    def _segments(self, media: Media) -> Iterator[Segment]:
        onsets = _find_onsets(media.sound)
        offset, match = measure_offset(_find_changes(media), onsets)
        yield Segment(
            start=0,
            end=media.end,
            label=_judge(offset, match),
            values=(
                Value(name="offset", amount=offset, unit="second"),
                Value(name="match", amount=match, unit="ratio"),
            ),
        )


def measure_offset(changes: NDArray[np.float64], onsets: NDArray[np.float64]) -> tuple[float, float]:
    """Measure by how many seconds onsets come later than changes, both given per `STEP`, and how well they match."""
    size = max(len(changes), len(onsets)) + 2 * FARTHEST
    one, other = (_normalise(np.pad(events, (FARTHEST, size - FARTHEST - len(events)))) for events in (changes, onsets))
    matches = np.array([one @ np.roll(other, -delay) for delay in range(-FARTHEST, FARTHEST + 1)])
    best = int(matches.argmax())
    return (best - FARTHEST + _refine(matches[best - 1 : best + 2])) * STEP, float(max(0.0, matches[best]))


def _normalise(events: NDArray[np.float64]) -> NDArray[np.float64]:
    """Blur, so that near misses count, and scale to a mean of 0 and a length of 1."""
    reach = np.arange(-5, 6)
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
    changes: list[tuple[float, float]] = []
    last: NDArray[np.int16] | None = None
    for frame in media.small_frames():
        pixels = frame.pixels.astype(np.int16)
        changes.append((frame.start, 0.0 if last is None else float(np.abs(pixels - last).mean())))
        last = pixels
    places = np.rint([start / STEP for start, _ in changes]).astype(int)
    return np.bincount(places, weights=[change for _, change in changes]).astype(np.float64)


def _find_onsets(sound: Sound) -> NDArray[np.float64]:
    """Measure how much louder each step is than the one before."""
    length = round(STEP * SAMPLE_RATE)
    steps = sound.samples[: len(sound.samples) // length * length].reshape(-1, length)
    loudness = np.sqrt((steps.astype(np.float64) ** 2).mean(axis=1))
    onsets = np.maximum(np.diff(loudness, prepend=loudness[:1]), 0)
    return np.pad(onsets, (round(sound.start / STEP), 0))


def _judge(offset: float, match: float) -> str:
    if match < CLEAR:
        return "unclear"
    if abs(offset) <= TOLERANCE:
        return "in_sync"
    return "sound_late" if offset > 0 else "sound_early"

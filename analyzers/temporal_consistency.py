"""Whether the picture stays what it is from one moment to the next."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Media
from analyzers.result import Segment, Value

GRID: Final = (16, 16)
JUMP: Final = 0.1  # mean change of the picture, as a share of full brightness
RETURN: Final = 0.25  # seconds: what comes back within them flickers, and is no jump
PIECE: Final = 2.0  # seconds
SHORTEST: Final = 0.5  # seconds: too short a piece has no frequency
SLOWEST: Final = 2.0  # hertz: slower changes are seen as such, not as flicker
FLICKER: Final = 0.02  # of full brightness, from dark to bright


class TemporalConsistency(MediaAnalyzer):
    """Finds jumps, from which the picture does not come back, and between them pieces that flicker or are steady.

    ``change`` is the mean change of the picture at a jump, ``flicker`` the difference between the dark and the bright
    of the strongest oscillation; both are shares of full brightness.
    """

    name = "temporal_consistency"

    def _segments(self, media: Media) -> Iterator[Segment]:
        frames = [(frame.start, frame.end, _shrink(frame.pixels)) for frame in media.small_frames()]
        starts, ends = np.array([(start, end) for start, end, _ in frames]).T
        pictures = np.stack([picture for _, _, picture in frames])
        jumps = find_jumps(starts, pictures)
        for jump in jumps:
            change = Value(name="change", amount=_change(pictures[jump - 1], pictures[jump]), unit="ratio")
            yield Segment(start=starts[jump], end=starts[jump], label="jump", values=(change,))
        for first, last in pairwise((0, *jumps, len(frames))):
            yield from _describe_shot(starts[first:last], ends[last - 1], pictures[first:last])


def find_jumps(starts: NDArray[np.float64], pictures: NDArray[np.float32]) -> list[int]:
    """Find the pictures that are unlike all those shortly before them, and are followed by more of their kind."""
    changes = np.abs(np.diff(pictures, axis=0)).mean(axis=(1, 2, 3))
    return [
        place
        for place in (np.flatnonzero(changes > JUMP) + 1).tolist()
        if _nearest_return(starts, pictures, place) > changes[place - 1] / 2
    ]


def _nearest_return(starts: NDArray[np.float64], pictures: NDArray[np.float32], place: int) -> float:
    """Measure how near any picture shortly after ``place`` comes to any shortly before it."""
    first, last = np.searchsorted(starts, (starts[place] - RETURN, starts[place] + RETURN))
    before, after = pictures[first:place], pictures[place:last]
    return min(_change(one, other) for one in before for other in after)


def _describe_shot(starts: NDArray[np.float64], end: float, pictures: NDArray[np.float32]) -> Iterator[Segment]:
    brightness = pictures.mean(axis=(1, 2, 3))
    count = max(1, round((end - starts[0]) / PIECE))
    pieces = np.array_split(np.arange(len(starts)), min(count, len(starts)))
    borders = [*(starts[piece[0]] for piece in pieces), end]
    for piece, (start, until) in zip(pieces, pairwise(borders), strict=True):
        flicker, frequency = measure_flicker(starts[piece], brightness[piece])
        yield Segment(
            start=start,
            end=until,
            label="flicker" if flicker > FLICKER else "steady",
            values=(
                Value(name="flicker", amount=flicker, unit="ratio"),
                *([Value(name="frequency", amount=frequency, unit="hertz")] if flicker > FLICKER else ()),
            ),
        )


def measure_flicker(times: NDArray[np.float64], brightness: NDArray[np.float64]) -> tuple[float, float]:
    """Measure the strongest oscillation, from dark to bright, and in hertz.

    What is too short to have one has none, and what has too few pictures a second to show one.
    """
    length = times[-1] - times[0]
    if length < SHORTEST or (len(times) - 1) / length < 2 * SLOWEST:
        return 0.0, 0.0
    even = np.linspace(times[0], times[-1], len(times))
    wave = np.interp(even, times, brightness)
    wave -= np.polyval(np.polyfit(even, wave, 1), even)
    window = np.hanning(len(wave))
    size = 8 * len(wave)
    strengths = 4 * np.abs(np.fft.rfft(wave * window, size)) / window.sum()
    frequencies = np.fft.rfftfreq(size, even[1] - even[0])
    strengths[frequencies < SLOWEST] = 0
    strongest = int(strengths.argmax())
    return float(strengths[strongest]), float(frequencies[strongest])


def _shrink(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    import cv2

    small: NDArray[np.float32] = cv2.resize(pixels, GRID, interpolation=cv2.INTER_AREA).astype(np.float32)
    return small / np.float32(255)


def _change(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(np.abs(other - one).mean())

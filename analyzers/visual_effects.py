"""Which effects the film was edited with."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Media
from analyzers.result import Segment, Value

LEAP: Final = 60.0  # levels from one frame to the next that no fade gains
AHEAD: Final = 3  # frames over which a fade outgrows noise
SLOW: Final = 0.4  # the share of its pace so far below which a fade is over


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """What each frame looks like: times in seconds, and levels of 0 to 255.

    ``brightness`` and ``colour`` (the distance of the channels) are means, ``contrast`` is the spread of the
    brightness, ``change`` the mean difference from the frame before, as high as can be for the first.
    """

    starts: NDArray[np.float64]
    ends: NDArray[np.float64]
    brightness: NDArray[np.float64]
    contrast: NDArray[np.float64]
    colour: NDArray[np.float64]
    change: NDArray[np.float64]

    def segment(self, label: str, first: int, last: int, *values: Value) -> Segment:
        """What begins with frame ``first`` and ends with frame ``last``."""
        return Segment(start=self.starts[first], end=self.ends[last], label=label, values=values)


class VisualEffects(MediaAnalyzer):
    """Finds fades from and to a plain colour, flashes, freezes of at least ``frozen`` seconds, and black and white.

    A picture is plain when its brightness spreads less than ``plain`` levels. A fade is at least ``fade`` frames long.
    """

    name = "visual_effects"
    plain: ClassVar[float] = 4.0
    fade: ClassVar[int] = 4
    flash: ClassVar[float] = 40.0
    frozen: ClassVar[float] = 0.5

    def _segments(self, media: Media) -> Iterator[Segment]:
        looks = _look(media)
        yield from self._fades(looks)
        yield from self._flashes(looks)
        yield from self._freezes(looks)
        yield from self._colourless(looks)

    def _fades(self, looks: Looks) -> Iterator[Segment]:
        for first, last in _runs(looks.contrast < self.plain):
            plainest = first + int(np.argmin(looks.contrast[first : last + 1]))
            # Both are in proportion to what a fade leaves of the picture; together they waver less where it moves.
            visible = looks.contrast + np.abs(looks.brightness - looks.brightness[plainest])
            begin, end = _climb(visible, first, -1), _climb(visible, last, 1)
            target = Value(name="brightness", amount=float(looks.brightness[plainest]), unit="level")
            if first - begin >= self.fade:
                yield looks.segment("fade_out", begin, first, target)
            if end - last >= self.fade:
                yield looks.segment("fade_in", last, end, target)

    def _flashes(self, looks: Looks) -> Iterator[Segment]:
        """One or two frames that are brighter than those on both sides, which are alike."""
        number = 1
        while number < len(looks.starts) - 1:
            length = self._flash_length(looks.brightness, number)
            if length:
                peak = Value(name="brightness", amount=float(looks.brightness[number]), unit="level")
                yield looks.segment("flash", number, number + length - 1, peak)
            number += max(1, length)

    def _flash_length(self, brightness: NDArray[np.float64], number: int) -> int:
        before = brightness[number - 1]
        for length in (1, 2):
            after = brightness[number + length : number + length + 1]
            lowest = brightness[number : number + length].min()
            if after.size and lowest - max(before, after[0]) > self.flash and abs(before - after[0]) < self.flash / 2:
                return length
        return 0

    def _freezes(self, looks: Looks) -> Iterator[Segment]:
        """A picture that stands still, in a film that moves elsewhere."""
        still = looks.change < max(0.15, 0.05 * float(np.quantile(looks.change, 0.9)))
        if still[1:].all():
            return
        for first, last in _runs(still & (looks.contrast >= self.plain)):
            if looks.ends[last] - looks.starts[first - 1] >= self.frozen:
                yield looks.segment("freeze", first - 1, last)

    def _colourless(self, looks: Looks) -> Iterator[Segment]:
        for first, last in _runs((looks.colour < self.plain) & (looks.contrast >= self.plain)):
            if looks.ends[last] - looks.starts[first] >= self.frozen:
                yield looks.segment("black_and_white", first, last)


def _look(media: Media) -> Looks:
    import cv2

    rows = []
    before: NDArray[np.uint8] | None = None
    for frame in media.small_frames():
        grey = np.asarray(cv2.cvtColor(frame.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
        red, green, blue = cv2.split(frame.pixels)
        apart = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
        change = 255.0 if before is None else cv2.mean(cv2.absdiff(grey, before))[0]
        mean, spread = cv2.meanStdDev(grey)
        rows.append((frame.start, frame.end, float(mean[0, 0]), float(spread[0, 0]), cv2.mean(apart)[0], change))
        before = grey
    return Looks(*np.array(rows).T)


def _runs(mask: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and last place of each stretch that is true."""
    for true, places in groupby(range(len(mask)), mask.__getitem__):
        if true:
            run = list(places)
            yield run[0], run[-1]


def _climb(visible: NDArray[np.float64], origin: int, step: int) -> int:
    """Go on by ``step`` as long as more becomes visible at a like pace, and not by a leap as at a cut."""
    place = origin
    while 0 <= place + step < len(visible):
        ahead = min(max(place + AHEAD * step, 0), len(visible) - 1)
        pace = (visible[place] - visible[origin]) / max(1, abs(place - origin))
        slows = visible[ahead] - visible[place] <= max(0.01 * visible[place], SLOW * pace * abs(ahead - place))
        if slows or visible[place + step] - visible[place] > LEAP:
            break
        place += step
    return place

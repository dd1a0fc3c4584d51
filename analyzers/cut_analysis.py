"""Where the film is cut."""

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.change import LAGS, measure_change
from analyzers.media import Media
from analyzers.result import Segment, Value


class CutAnalysis(MediaAnalyzer):
    """Finds hard cuts by the difference of neighbouring frames, and the shots between them.

    A cut's difference is ``least`` levels at least and stands out ``factor`` times from those around it, which in a pan
    or among noise are as high. What looks after one or two frames as it did before was a flash.
    """

    name = "cut_analysis"
    least: ClassVar[float] = 8.0
    factor: ClassVar[float] = 3.0

    def _segments(self, media: Media) -> Iterator[Segment]:
        starts, changes = measure_change(media.small_frames())
        cuts = self._cuts(changes)
        for cut in cuts:
            change = Value(name="change", amount=float(changes[cut, 0]), unit="level")
            yield Segment(start=starts[cut], end=starts[cut], label="cut", values=(change,))
        for start, end in pairwise([float(starts[0]), *starts[cuts].tolist(), media.end]):
            length = Value(name="length", amount=end - start, unit="second")
            yield Segment(start=start, end=end, label="shot", values=(length,))

    def _cuts(self, changes: NDArray[np.float64]) -> list[int]:
        change = changes[:, 0]
        return [
            number
            for number in np.flatnonzero(change >= self.least).tolist()
            if change[number] >= self.factor * _around(change, number) and not self._returns(changes, number)
        ]

    def _returns(self, changes: NDArray[np.float64], number: int) -> bool:
        """Whether a flash begins or ends with frame ``number``: soon after, it looks as it did before."""
        flashes = ((number + length, length) for length in range(1, LAGS))
        back = [changes[last, lag] for last, lag in flashes if last < len(changes)]
        gone = [changes[number, lag] for lag in range(1, LAGS) if lag < number]
        return min([*back, *gone], default=np.inf) < self.least


def _around(change: NDArray[np.float64], number: int) -> float:
    """The mean change of the two frames before and the two after; the first frame has none."""
    near = [*change[max(1, number - 2) : number], *change[number + 1 : number + 3]]
    return float(np.mean(near)) if near else 0.0

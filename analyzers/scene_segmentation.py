"""Which scenes the film has, and which of them play in the same setting."""

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

BINS: Final = (12, 4, 4)  # of hue, saturation and brightness


class SceneSegmentation(MediaAnalyzer):
    """Divides the film where the colours of the ``seconds`` before and after differ, not at cuts within a setting.

    What is shorter than ``seconds`` is no scene: a dissolve is a bound, a longer one is a scene of its own. The measure
    is the Hellinger distance of colour histograms, 0 for the same colours and 1 for none in common. Scenes whose
    distance is less than ``distance`` are the same setting and have its number.
    """

    name = "scene_segmentation"
    seconds: ClassVar[float] = 1.0
    distance: ClassVar[float] = 0.4

    def _segments(self, media: Media) -> Iterator[Segment]:
        frames = [(frame.start, _histogram(frame)) for frame in media.small_frames()]
        starts, histograms = [start for start, _ in frames], np.array([histogram for _, histogram in frames])
        bounds = [0, *self._bounds(np.array(starts), histograms), len(frames)]
        settings: list[NDArray[np.float64]] = []
        for first, after in pairwise(bounds):
            setting = self._setting(settings, histograms[first:after].mean(axis=0))
            yield Segment(
                start=starts[first],
                end=starts[after] if after < len(starts) else media.end,
                label="scene",
                values=(Value(name="setting", amount=setting, unit="count"),),
            )

    def _bounds(self, starts: NDArray[np.float64], histograms: NDArray[np.float64]) -> list[int]:
        """Where the distance between before and after is highest, best first, no two within ``seconds``."""
        numbers = np.arange(len(starts))
        # The nearest frame counts, however far away it is: where pictures are missing there can be a gap.
        before = np.minimum(np.searchsorted(starts, starts - self.seconds), numbers - 1)
        after = np.maximum(np.searchsorted(starts, starts + self.seconds), numbers + 1)
        sums = np.concatenate([np.zeros((1, histograms.shape[1])), histograms.cumsum(axis=0)])
        places = numbers[1:]
        earlier = (sums[places] - sums[before[1:]]) / (places - before[1:])[:, None]
        later = (sums[after[1:]] - sums[places]) / (after[1:] - places)[:, None]
        distances = _distance(earlier, later)
        bounds: list[int] = []
        for place in places[np.argsort(-distances, kind="stable")]:
            if distances[place - 1] < self.distance:
                break
            if all(abs(starts[place] - starts[bound]) >= self.seconds for bound in bounds):
                bounds.append(int(place))
        return sorted(bounds)

    def _setting(self, settings: list[NDArray[np.float64]], scene: NDArray[np.float64]) -> int:
        """The number of the nearest setting, from 1; of a new one where none is near."""
        distances = [float(_distance(setting, scene)) for setting in settings]
        if distances and min(distances) < self.distance:
            return distances.index(min(distances)) + 1
        settings.append(scene)
        return len(settings)


def _histogram(frame: Frame) -> NDArray[np.float64]:
    import cv2

    picture = cv2.cvtColor(frame.pixels, cv2.COLOR_RGB2HSV)
    counts = cv2.calcHist([picture], [0, 1, 2], None, list(BINS), [0, 180, 0, 256, 0, 256]).ravel()
    shares: NDArray[np.float64] = np.asarray(counts, np.float64) / counts.sum()
    return shares


def _distance(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    common = np.sqrt(first * second).sum(axis=-1)
    return np.asarray(np.sqrt(np.clip(1 - common, 0, 1)))

"""Which colours the picture has."""

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from analyzers.base import MediaAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment, Value

# The basic colour terms of Berlin and Kay (1969), where screens show their most typical shades.
NAMES: Final = {
    "black": (0, 0, 0), "white": (255, 255, 255), "grey": (128, 128, 128), "red": (215, 25, 30),
    "green": (30, 150, 50), "blue": (30, 70, 200), "yellow": (250, 220, 40), "orange": (245, 130, 30),
    "purple": (130, 40, 150), "pink": (250, 150, 190), "brown": (120, 70, 30),
}  # fmt: skip

Colours = NDArray[np.float32 | np.float64]  # the last axis has the three channels


class ColorAnalysis(MediaAnalyzer):
    """Names the prevailing colour of each second and gives a palette of up to ``colours`` colours, largest first.

    The pixels are clustered in CIELAB, where distances are what the eye sees; clusters nearer than ``near`` are one.
    """

    name = "color_analysis"
    colours: ClassVar[int] = 6
    pixels: ClassVar[int] = 1500
    near: ClassVar[float] = 8.0

    def _segments(self, media: Media) -> list[Segment]:
        from threadpoolctl import threadpool_limits

        seconds = groupby(media.small_frames(), lambda frame: int(frame.start))
        with threadpool_limits(1):  # for so few pixels, more threads take ten times as long
            return [self._segment(tuple(frames)) for _, frames in seconds]

    def _segment(self, frames: tuple[Frame, ...]) -> Segment:
        palette = self._palette(_sample(frames, self.pixels))
        return Segment(
            start=frames[0].start,
            end=frames[-1].end,
            label=_name(palette[0][1]),
            values=tuple(
                value
                for rank, (share, color) in enumerate(palette, 1)
                for value in _describe(rank, share, _to_rgb(color))
            ),
        )

    def _palette(self, pixels: Colours) -> list[tuple[float, Colours]]:
        """Shares (0 to 1) and CIELAB colours of the clusters, largest first."""
        from sklearn.cluster import KMeans

        count = min(self.colours, len(np.unique(pixels, axis=0)))
        found = KMeans(count, n_init=3, random_state=0).fit(pixels)
        shares = np.bincount(found.labels_, minlength=count) / len(pixels)
        palette: list[tuple[float, Colours]] = []
        for number in np.argsort(-shares, kind="stable"):
            _merge(palette, float(shares[number]), found.cluster_centers_[number], self.near)
        return sorted(palette, key=lambda colour: -colour[0])


def _merge(palette: list[tuple[float, Colours]], share: float, color: Colours, near: float) -> None:
    for place, (other_share, other) in enumerate(palette):
        if np.linalg.norm(other - color) < near:
            total = share + other_share
            palette[place] = (total, (color * share + other * other_share) / total)
            return
    palette.append((share, color))


def _sample(frames: tuple[Frame, ...], count: int) -> Colours:
    """About ``count`` pixels in CIELAB, evenly from the first, the middle and the last frame."""
    import cv2

    chosen = {number: frames[number] for number in (0, len(frames) // 2, len(frames) - 1)}
    pixels = np.concatenate([frame.pixels.reshape(-1, 3) for frame in chosen.values()])
    pixels = pixels[:: max(1, len(pixels) // count)]
    return np.asarray(cv2.cvtColor(pixels[None].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0], np.float32)


def _to_rgb(color: Colours) -> Colours:
    import cv2

    rgb = np.asarray(cv2.cvtColor(color.astype(np.float32)[None, None], cv2.COLOR_LAB2RGB)[0, 0], np.float64)
    return np.clip(rgb * 255, 0, 255)


def _name(color: Colours) -> str:
    import cv2

    typical = np.array([list(NAMES.values())], np.float32) / 255
    distances = np.linalg.norm(cv2.cvtColor(typical, cv2.COLOR_RGB2LAB)[0] - color, axis=1)
    return list(NAMES)[int(np.argmin(distances))]


def _describe(rank: int, share: float, rgb: Colours) -> Iterator[Value]:
    yield Value(name=f"share_{rank}", amount=share, unit="ratio")
    for channel, level in zip(("red", "green", "blue"), rgb.tolist(), strict=True):
        yield Value(name=f"{channel}_{rank}", amount=level, unit="level")

"""Pictures whose content and motion are known: windows onto random textures."""

from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.analyzers.films import Pixels


def texture(seed: int, height: int = 600, width: int = 900, grain: int = 24) -> Pixels:
    """Blotches of about ``grain`` pixels in all colours."""
    rough = np.random.default_rng(seed).integers(0, 256, (height // grain + 1, width // grain + 1, 3), dtype=np.uint8)
    fine: Pixels = cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    return fine


def window(canvas: Pixels, center: tuple[float, float], size: tuple[int, int], scale: float = 1.0) -> Pixels:
    """What a camera of ``size`` (width, height) sees around ``center`` (x, y), magnified ``scale`` times."""
    width, height = size
    x, y = center
    matrix = np.array([[scale, 0, width / 2 - scale * x], [0, scale, height / 2 - scale * y]])
    return warp(canvas, matrix, size)


def warp(canvas: Pixels, matrix: NDArray[np.float64], size: tuple[int, int]) -> Pixels:
    """Move, magnify or turn a picture, as an affine matrix says; what lies beyond its edge is its mirror."""
    seen = cv2.warpAffine(canvas, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return seen.astype(np.uint8)


def pan(canvas: Pixels, size: tuple[int, int], step: tuple[float, float], frames: int) -> Iterator[Pixels]:
    """Move the camera by ``step`` (x, y) pixels a frame, the middle of the way in the middle of the canvas."""
    height, width = canvas.shape[:2]
    for number in range(frames):
        way = number - frames / 2
        yield window(canvas, (width / 2 + way * step[0], height / 2 + way * step[1]), size)


def zoom(canvas: Pixels, size: tuple[int, int], step: float, frames: int) -> Iterator[Pixels]:
    """Magnify ``step`` times a frame, the middle at the canvas' own size."""
    height, width = canvas.shape[:2]
    for number in range(frames):
        yield window(canvas, (width / 2, height / 2), size, step ** (number - frames / 2))


def still(canvas: Pixels, size: tuple[int, int], frames: int) -> Iterator[Pixels]:
    yield from pan(canvas, size, (0, 0), frames)


def noisy(pictures: Iterable[Pixels], deviation: float, seed: int = 0) -> Iterator[Pixels]:
    """Add the noise of a poor sensor."""
    random = np.random.default_rng(seed)
    for picture in pictures:
        noise = random.normal(0, deviation, picture.shape)
        yield np.clip(picture + noise, 0, 255).astype(np.uint8)


def faded(picture: Pixels, shares: Iterable[float], colour: int = 0) -> Iterator[Pixels]:
    """Mix the picture (share 1) with a plain colour (share 0)."""
    for share in shares:
        yield np.rint(picture * share + colour * (1 - share)).astype(np.uint8)

"""Palettes of pictures painted in known colours."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analyzers.color_analysis import NAMES, ColorAnalysis
from analyzers.result import Segment
from tests.analyzers.canvas import noisy
from tests.analyzers.films import Pixels, look, write_film

# Within 5 in CIELAB, two colours side by side look like shades of one.
TOLERANCE = 5.0


def striped(colours: list[tuple[int, int, int]], shares: list[float], height: int = 90, width: int = 160) -> Pixels:
    picture = np.empty((height, width, 3), np.uint8)
    ends = np.rint(np.cumsum(shares) * width).astype(int)
    for colour, start, end in zip(colours, [0, *ends[:-1]], ends, strict=True):
        picture[:, start:end] = colour
    return picture


def lab(rgb: tuple[float, ...]) -> NDArray[np.float64]:
    return np.asarray(cv2.cvtColor(np.array([[rgb]], np.float32) / 255, cv2.COLOR_RGB2LAB)[0, 0], np.float64)


def palette(segment: Segment) -> list[tuple[float, tuple[float, ...]]]:
    amounts = [value.amount for value in segment.values]
    return [(amounts[begin], tuple(amounts[begin + 1 : begin + 4])) for begin in range(0, len(amounts), 4)]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("size", "noise"), [((90, 160), 0), ((160, 90), 0), ((301, 533), 0), ((90, 160), 6)])
def test_the_palette_is_what_was_painted(tmp_path: Path, seed: int, size: tuple[int, int], noise: float) -> None:
    random = np.random.default_rng(seed)
    count = int(random.integers(2, 6))
    names = random.permutation(list(NAMES))[:count]
    shares = sorted((random.dirichlet(np.full(count, 8)) * 0.6 + 0.4 / count).tolist(), reverse=True)
    film = write_film(
        tmp_path / "film.mp4", noisy([striped([NAMES[name] for name in names], shares, *size)] * 10, noise)
    )

    (segment,) = look(ColorAnalysis(), film).segments
    found = palette(segment)

    for name, share in zip(names, shares, strict=True):
        distances = [float(np.linalg.norm(lab(colour) - lab(NAMES[name]))) for _, colour in found]
        nearest = int(np.argmin(distances))
        assert distances[nearest] < TOLERANCE
        assert found[nearest][0] == pytest.approx(share, abs=0.03)


@pytest.mark.parametrize("name", NAMES)
def test_a_plain_picture_has_one_colour_and_its_name(tmp_path: Path, name: str) -> None:
    (segment,) = look(ColorAnalysis(), write_film(tmp_path / "film.mp4", [striped([NAMES[name]], [1])] * 10)).segments
    assert segment.label == name
    assert [share for share, _ in palette(segment)] == [1]


def test_each_second_has_its_own_palette_largest_first(tmp_path: Path) -> None:
    red, blue = NAMES["red"], NAMES["blue"]
    film = write_film(
        tmp_path / "film.mp4", [striped([red, blue], [0.7, 0.3])] * 10 + [striped([red, blue], [0.2, 0.8])] * 10
    )
    first, second = look(ColorAnalysis(), film).segments
    assert [(first.label, first.start, first.end), (second.label, second.start)] == [("red", 0, 1), ("blue", 1)]
    assert [share for share, _ in palette(first)] == pytest.approx([0.7, 0.3], abs=0.02)
    assert [share for share, _ in palette(second)] == pytest.approx([0.8, 0.2], abs=0.02)
    assert [value.unit for value in first.values] == ["ratio", "level", "level", "level"] * 2

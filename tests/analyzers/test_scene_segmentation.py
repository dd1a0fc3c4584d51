"""Scenes: where they begin, and which play in the same setting."""

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest

from analyzers.media import Frame, Media
from analyzers.result import Segment
from analyzers.scene_segmentation import SceneSegmentation
from tests.analyzers.canvas import noisy, pan, texture
from tests.analyzers.films import Making, Pixels, look, scenes, write_film

SIZE = (160, 90)
RED, GREEN, BLUE = (0.9, 0.15, 0.15), (0.15, 0.8, 0.2), (0.1, 0.2, 0.9)


def tinted(tint: tuple[float, float, float], seed: int) -> Pixels:
    """A texture in shades of a colour."""
    shades: Pixels = (texture(seed)[..., :1] * np.array(tint)).astype(np.uint8)
    return shades


def find(film: Path) -> tuple[Segment, ...]:
    return look(SceneSegmentation(), film).segments


def settings(film: Path) -> list[float]:
    return [scene.values[0].amount for scene in find(film)]


@pytest.mark.parametrize(("rate", "lengths"), [(10, (15, 20, 12)), (25, (50, 30, 80)), (30, (40, 100, 33))])
@pytest.mark.parametrize("noise", [0, 8])
def test_scenes_begin_within_a_frame(tmp_path: Path, rate: int, lengths: tuple[int, ...], noise: float) -> None:
    shots = [
        frame
        for tint, frames in zip((RED, GREEN, BLUE), lengths, strict=True)
        for frame in pan(tinted(tint, 1), SIZE, (2, 1), frames)
    ]
    found = find(write_film(tmp_path / "film.mp4", noisy(shots, noise), making=Making(rate=rate)))

    ends = [frames / rate for frames in accumulate(lengths)]
    assert [scene.start for scene in found] == pytest.approx([0, *ends[:-1]], abs=1 / rate)
    assert [scene.end for scene in found] == pytest.approx(ends, abs=1 / rate)


def test_a_cut_within_a_setting_is_not_a_scene(tmp_path: Path) -> None:
    shots = [frame for seed in (1, 2, 3) for frame in pan(tinted(RED, seed), SIZE, (1, 0), 15)]
    assert len(find(write_film(tmp_path / "film.mp4", shots))) == 1


def test_a_setting_that_comes_back_keeps_its_number(tmp_path: Path) -> None:
    shots = [
        frame
        for seed, tint in enumerate((RED, GREEN, RED, BLUE, GREEN))
        for frame in pan(tinted(tint, seed), SIZE, (1, 0), 15)
    ]
    assert settings(write_film(tmp_path / "film.mp4", shots)) == [1, 2, 1, 3, 2]


@pytest.mark.parametrize("frames", [3, 5, 8])
def test_a_dissolve_is_one_bound_within_it(tmp_path: Path, frames: int) -> None:
    first, second = tinted(RED, 1)[:90, :160], tinted(BLUE, 1)[:90, :160]
    shares = [0.0] * 25 + list(np.linspace(0, 1, frames)) + [1.0] * 25
    mixed = [np.rint(first * (1 - share) + second * share).astype(np.uint8) for share in shares]
    _, scene = find(write_film(tmp_path / "film.mp4", mixed))
    assert 2.5 <= scene.start <= 2.5 + frames / 10


@pytest.mark.filterwarnings("error")
def test_a_gap_without_pictures_is_bridged() -> None:
    class Gap(Media):
        def __init__(self) -> None:
            """A red film that stands still for ten seconds and goes on in blue."""

        @property
        def end(self) -> float:
            return 14.0

        def small_frames(self) -> Iterator[Frame]:
            for start in (0.0, 1.0, 2.0, 12.0, 13.0):
                yield Frame(start, start + 1, tinted(RED if start < 12 else BLUE, 1)[:90, :160])

    first, second = SceneSegmentation()._segments(Gap())
    assert (first.end, second.start) == (12, 12)


def test_one_picture_is_one_scene(tmp_path: Path) -> None:
    (scene,) = find(write_film(tmp_path / "film.mp4", scenes(1)[:1]))
    assert (scene.start, scene.end) == pytest.approx((0, 0.1))
    assert scene.values[0].amount == 1

"""Cuts, to the frame."""

from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest

from analyzers.cut_analysis import CutAnalysis
from analyzers.result import Segment
from tests.analyzers.canvas import faded, noisy, pan, still, texture, zoom
from tests.analyzers.films import Making, Pixels, look, scenes, write_film

SIZE = (160, 90)


def found(film: Path, label: str) -> list[Segment]:
    return [segment for segment in look(CutAnalysis(), film).segments if segment.label == label]


def cuts(film: Path) -> list[float]:
    return [segment.start for segment in found(film, "cut")]


@pytest.mark.parametrize(("rate", "lengths"), [(10, (8, 5, 14, 20)), (25, (12, 30, 3, 25)), (30, (45, 6, 20, 9, 30))])
@pytest.mark.parametrize("noise", [0, 12])
@pytest.mark.parametrize("size", [(160, 90), (90, 160), (321, 179)])
def test_cuts_are_found_within_a_frame(
    tmp_path: Path, rate: int, lengths: tuple[int, ...], noise: float, size: tuple[int, int]
) -> None:
    shots = [frame for seed, frames in enumerate(lengths) for frame in pan(texture(seed), size, (2, 1), frames)]
    film = write_film(tmp_path / "film.mp4", noisy(shots, noise), making=Making(rate=rate))

    expected = [frames / rate for frames in accumulate(lengths)]
    assert cuts(film) == pytest.approx(expected[:-1], abs=1 / rate)
    assert [shot.end for shot in found(film, "shot")] == pytest.approx(expected, abs=1 / rate)


@pytest.mark.parametrize("speed", [1, 5, 12])
def test_a_moving_camera_is_not_cut(tmp_path: Path, speed: float) -> None:
    film = write_film(tmp_path / "film.mp4", pan(texture(1), SIZE, (speed, -speed / 2), 40), making=Making(rate=25))
    assert cuts(film) == []


def test_a_fast_zoom_is_not_cut(tmp_path: Path) -> None:
    assert cuts(write_film(tmp_path / "film.mp4", zoom(texture(2), SIZE, 1.05, 30), making=Making(rate=25))) == []


@pytest.mark.parametrize("frames", [1, 2])
def test_a_flash_is_not_a_cut(tmp_path: Path, frames: int) -> None:
    scene = list(still(texture(3), SIZE, 20))
    scene[9 : 9 + frames] = [np.full_like(scene[0], 255)] * frames
    assert cuts(write_film(tmp_path / "film.mp4", scene, making=Making(rate=25))) == []


def test_a_fade_is_not_a_cut(tmp_path: Path) -> None:
    (scene,) = still(texture(4), SIZE, 1)
    shares = [*np.linspace(1, 0, 25), *np.linspace(0, 1, 25)]
    assert cuts(write_film(tmp_path / "film.mp4", faded(scene, shares), making=Making(rate=25))) == []


def test_a_cut_says_how_much_changes(tmp_path: Path) -> None:
    (cut,) = found(write_film(tmp_path / "film.mp4", scenes(2)), "cut")
    (change,) = cut.values
    assert (change.name, change.unit) == ("change", "level")
    assert change.amount == pytest.approx(40, abs=2)


@pytest.mark.parametrize("frames", [1, 2, 10])
def test_a_film_without_cuts_is_one_shot(tmp_path: Path, frames: int) -> None:
    pictures: list[Pixels] = list(still(texture(5), SIZE, frames))
    (shot,) = look(CutAnalysis(), write_film(tmp_path / "film.mp4", pictures)).segments
    assert (shot.label, shot.start) == ("shot", 0)
    assert shot.end == pytest.approx(frames / 10)

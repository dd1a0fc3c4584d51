"""Effects of known times."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from analyzers.result import Segment
from analyzers.visual_effects import VisualEffects
from tests.analyzers.canvas import faded, noisy, pan, still, texture
from tests.analyzers.films import Making, Pixels, look, scenes, write_film

SIZE = (160, 90)


def find(tmp_path: Path, pictures: Iterable[Pixels], rate: int = 25) -> tuple[Segment, ...]:
    return look(VisualEffects(), write_film(tmp_path / "film.mp4", pictures, making=Making(rate=rate))).segments


def moving(frames: int, seed: int = 1) -> list[Pixels]:
    return list(pan(texture(seed), SIZE, (2, 1), frames))


@pytest.mark.parametrize("colour", [0, 255])
@pytest.mark.parametrize("times", [(25, 8), (25, 25), (25, 50), (10, 12), (60, 60)])
@pytest.mark.parametrize(("noise", "seed"), [(0, 1), (0, 2), (2, 3), (2, 4)])
def test_fades_have_a_start_and_an_end(
    tmp_path: Path, colour: int, times: tuple[int, int], noise: float, seed: int
) -> None:
    rate, frames = times
    # 20 frames of picture, the fade out, 5 plain ones, the fade in, 20 of picture
    away = np.linspace(1, 0, frames + 1)
    shares = [*[1.0] * 20, *away, *[0.0] * 4, *away[::-1], *[1.0] * 20]
    pictures = zip(pan(texture(seed), SIZE, (1, 0.5), len(shares)), shares, strict=True)
    film = [next(faded(picture, (share,), colour)) for picture, share in pictures]
    fade_out, fade_in = find(tmp_path, noisy(film, noise), rate)

    allowed = max(2, 0.1 * frames) / rate
    assert (fade_out.label, fade_in.label) == ("fade_out", "fade_in")
    assert (fade_out.start, fade_out.end) == pytest.approx((20 / rate, (20 + frames) / rate), abs=allowed)
    assert (fade_in.start, fade_in.end) == pytest.approx(((frames + 26) / rate, (2 * frames + 26) / rate), abs=allowed)
    assert fade_out.values[0].amount == pytest.approx(colour, abs=6)


@pytest.mark.parametrize("length", [1, 2])
@pytest.mark.parametrize("rate", [10, 25, 30])
def test_a_flash_is_found_within_a_frame(tmp_path: Path, length: int, rate: int) -> None:
    film = moving(40)
    film[17 : 17 + length] = [np.full_like(film[0], 250)] * length
    (flash,) = find(tmp_path, film, rate)
    assert flash.label == "flash"
    assert (flash.start, flash.end) == pytest.approx((17 / rate, (17 + length) / rate), abs=1 / rate)


@pytest.mark.parametrize("rate", [10, 25])
@pytest.mark.parametrize("noise", [0, 4])
def test_a_freeze_is_found_within_two_frames(tmp_path: Path, rate: int, noise: float) -> None:
    film = list(noisy(moving(60), noise))
    film[20:45] = [film[20]] * 25
    (freeze,) = find(tmp_path, film, rate)
    assert freeze.label == "freeze"
    assert (freeze.start, freeze.end) == pytest.approx((20 / rate, 45 / rate), abs=2 / rate)


def test_black_and_white_is_found_within_a_frame(tmp_path: Path) -> None:
    film = moving(75)
    for number in range(25, 50):
        film[number] = np.repeat(film[number].mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    (found,) = find(tmp_path, film)
    assert found.label == "black_and_white"
    assert (found.start, found.end) == pytest.approx((1, 2), abs=0.04)


@pytest.mark.parametrize("seed", range(4))
def test_a_film_without_effects_has_none(tmp_path: Path, seed: int) -> None:
    assert find(tmp_path, [*moving(30, seed), *moving(30, seed + 10)]) == ()


def test_a_film_that_stands_still_all_along_is_not_frozen(tmp_path: Path) -> None:
    assert find(tmp_path, still(texture(3), SIZE, 40)) == ()


def test_a_cut_to_black_is_not_a_fade(tmp_path: Path) -> None:
    assert find(tmp_path, [*moving(20), *[np.zeros((90, 160, 3), np.uint8)] * 20]) == ()


@pytest.mark.parametrize("frames", [1, 2, 3])
def test_few_pictures_have_no_effects(tmp_path: Path, frames: int) -> None:
    assert find(tmp_path, scenes(1)[:frames]) == ()

"""Flicker and jumps of made pictures, in numbers."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from analyzers.result import Segment
from analyzers.temporal_consistency import TemporalConsistency, measure_flicker
from tests.analyzers.films import Making, Pixels, look, write_film

RATE = 25
SIZE = (60, 80, 3)


def texture(seed: int) -> Pixels:
    """A picture of coarse blocks in random colours."""
    blocks = np.random.default_rng(seed).integers(60, 196, (6, 8, 3), np.uint8)
    return blocks.repeat(10, axis=0).repeat(10, axis=1)


def lit(picture: Pixels, light: Callable[[float], float], seconds: float) -> list[Pixels]:
    """The picture for some seconds, brightened by a share of full brightness that depends on the time."""
    times = np.arange(round(seconds * RATE)) / RATE
    return [np.clip(picture + 255 * light(time), 0, 255).astype(np.uint8) for time in times]


def steady(picture: Pixels, seconds: float) -> list[Pixels]:
    return lit(picture, lambda _: 0.0, seconds)


def find(path: Path, pictures: list[Pixels]) -> tuple[Segment, ...]:
    return look(TemporalConsistency(), write_film(path / "film.mp4", pictures, making=Making(rate=RATE))).segments


def spans(segments: tuple[Segment, ...]) -> list[tuple[str, float, float]]:
    return [(found.label, round(found.start, 2), round(found.end, 2)) for found in segments]


def test_a_picture_that_stays_is_steady(tmp_path: Path) -> None:
    found = find(tmp_path, steady(texture(0), 4))
    assert spans(found) == [("steady", 0, 2), ("steady", 2, 4)]
    assert all(value.amount < 0.005 for segment in found for value in segment.values)


@pytest.mark.parametrize("hertz", [3.0, 5.0, 8.3])
@pytest.mark.parametrize("depth", [0.04, 0.2])
def test_flicker_has_a_depth_and_a_frequency(tmp_path: Path, hertz: float, depth: float) -> None:
    found = find(tmp_path, lit(texture(0), lambda time: depth / 2 * np.sin(2 * np.pi * hertz * time), 2))

    (segment,) = found
    assert spans(found) == [("flicker", 0, 2)]
    flicker, frequency = segment.values
    assert (flicker.unit, frequency.unit) == ("ratio", "hertz")
    assert flicker.amount == pytest.approx(depth, abs=0.013)  # H.264 smooths faint flicker
    assert frequency.amount == pytest.approx(hertz, abs=0.25)  # two seconds tell half a hertz apart


def test_cuts_are_jumps_to_the_frame(tmp_path: Path) -> None:
    found = find(tmp_path, [*steady(texture(0), 0.8), *steady(texture(1), 1.2), *steady(texture(2), 1)])

    assert spans(found) == [
        ("steady", 0, 0.8),
        ("jump", 0.8, 0.8),
        ("steady", 0.8, 2),
        ("jump", 2, 2),
        ("steady", 2, 3),
    ]
    for jump in (found[1], found[3]):
        (change,) = jump.values
        assert change.unit == "ratio"
        assert change.amount == pytest.approx(0.17, abs=0.05)  # the mean distance of two even spreads of 136 is 45


def test_a_flash_is_no_jump(tmp_path: Path) -> None:
    white = np.full(SIZE, 255, np.uint8)
    found = find(tmp_path, [*steady(texture(0), 1), white, *steady(texture(0), 0.96)])
    assert "jump" not in {segment.label for segment in found}


def test_a_strobe_flickers_and_does_not_jump(tmp_path: Path) -> None:
    bright, dark = np.full(SIZE, 220, np.uint8), np.full(SIZE, 30, np.uint8)
    found = find(tmp_path, [bright if number % 6 < 3 else dark for number in range(50)])
    assert {segment.label for segment in found} == {"flicker"}
    assert found[0].values[1].amount == pytest.approx(25 / 6, abs=0.1)


def test_a_camera_that_pans_neither_flickers_nor_jumps(tmp_path: Path) -> None:
    wide = np.concatenate([texture(seed) for seed in range(4)], axis=1)
    found = find(tmp_path, [wide[:, 4 * step : 4 * step + SIZE[1]] for step in range(50)])
    assert spans(found) == [("steady", 0, 2)]


def test_a_slow_fade_does_not_flicker(tmp_path: Path) -> None:
    found = find(tmp_path, lit(texture(0), lambda time: 0.2 * time / 4, 4))
    assert {segment.label for segment in found} == {"steady"}


def test_only_what_flickers_is_said_to(tmp_path: Path) -> None:
    flickering = lit(texture(1), lambda time: 0.05 * np.sin(2 * np.pi * 6 * time), 2)
    found = find(tmp_path, [*steady(texture(0), 2), *flickering])
    assert spans(found) == [("steady", 0, 2), ("jump", 2, 2), ("flicker", 2, 4)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_film_of_few_pictures_is_steady(tmp_path: Path, count: int) -> None:
    assert spans(find(tmp_path, [texture(0)] * count)) == [("steady", 0, count / RATE)]


def test_brightness_that_does_not_change_has_no_frequency_to_speak_of() -> None:
    flicker, _ = measure_flicker(np.arange(50) / RATE, np.full(50, 0.5))
    assert flicker == pytest.approx(0)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("count", [2, 3])
def test_too_few_pictures_a_second_show_no_flicker(count: int) -> None:
    assert measure_flicker(np.arange(count, dtype=float), np.arange(count, dtype=float) % 2) == (0.0, 0.0)

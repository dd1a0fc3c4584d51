"""Camera motions of known direction and speed."""

import math
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
import pytest

from analyzers.camera_analysis import CameraAnalysis
from analyzers.result import Segment
from tests.analyzers.canvas import noisy, pan, still, texture, warp, window, zoom
from tests.analyzers.films import Making, Pixels, look, scenes, write_film

WAYS = {"pan_right": (1, 0), "pan_left": (-1, 0), "tilt_down": (0, 1), "tilt_up": (0, -1)}
SIZES = [(320, 180), (180, 320), (161, 121)]


def find(tmp_path: Path, pictures: Iterable[Pixels], rate: int = 25) -> tuple[Segment, ...]:
    return look(CameraAnalysis(), write_film(tmp_path / "film.mp4", pictures, making=Making(rate=rate))).segments


def amounts(segment: Segment) -> dict[str, float]:
    return {value.name: value.amount for value in segment.values}


def main(segments: tuple[Segment, ...]) -> Segment:
    return max(segments, key=lambda segment: segment.end - segment.start)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("rate", "speed"), [(25, 0.1), (25, 0.5), (10, 0.2), (60, 0.3)])
@pytest.mark.parametrize("label", WAYS)
def test_pans_and_tilts_have_a_direction_and_a_speed(
    tmp_path: Path, size: tuple[int, int], rate: int, speed: float, label: str
) -> None:
    way = WAYS[label]
    step = (way[0] * speed * size[0] / rate, way[1] * speed * size[1] / rate)
    (segment,) = find(tmp_path, pan(texture(7), size, step, 2 * rate), rate)

    assert segment.label == label
    assert (segment.start, segment.end) == pytest.approx((0, 2), abs=0.15)
    assert amounts(segment)[label.partition("_")[0]] == pytest.approx(speed * sum(way), rel=0.1)


@pytest.mark.parametrize(
    ("label", "rate", "a_second"), [("zoom_in", 25, 1.3), ("zoom_out", 30, 0.8), ("zoom_in", 10, 1.1)]
)
@pytest.mark.parametrize("noise", [0, 6])
def test_zooms_have_a_direction_and_a_speed(
    tmp_path: Path, label: str, rate: int, a_second: float, noise: float
) -> None:
    pictures = noisy(zoom(texture(8), (320, 180), a_second ** (1 / rate), 2 * rate), noise)
    (segment,) = find(tmp_path, pictures, rate)
    assert segment.label == label
    assert amounts(segment)["zoom"] == pytest.approx(a_second, rel=0.03)


@pytest.mark.parametrize(("label", "degrees"), [("roll_right", 20), ("roll_left", -12)])
def test_rolls_have_a_direction_and_a_speed(tmp_path: Path, label: str, degrees: float) -> None:
    canvas = texture(9)
    # OpenCV turns the picture counter-clockwise: the camera turns clockwise, to the right.
    turns = [
        np.array(cv2.getRotationMatrix2D((450, 300), degrees * number / 25, 1), np.float64) for number in range(50)
    ]
    pictures = [window(warp(canvas, turn, (900, 600)), (450, 300), (320, 180)) for turn in turns]
    (segment,) = find(tmp_path, pictures)
    assert segment.label == label
    assert amounts(segment)["roll"] == pytest.approx(degrees, rel=0.1)


@pytest.mark.parametrize("noise", [0, 10])
def test_what_moves_before_a_still_camera_is_not_its_motion(tmp_path: Path, noise: float) -> None:
    pictures = list(still(texture(10), (320, 180), 50))
    for number, picture in enumerate(pictures):
        cv2.circle(picture, (20 + 5 * number, 90), 25, (250, 250, 250), -1)
        cv2.circle(picture, (20 + 5 * number, 90), 12, (20, 20, 20), -1)
    (segment,) = find(tmp_path, noisy(pictures, noise))
    assert segment.label == "static"
    assert (segment.start, segment.end) == pytest.approx((0, 2), abs=0.15)


def test_motions_follow_each_other(tmp_path: Path) -> None:
    size, canvas = (320, 180), texture(11)
    middle = 450.0
    way = [(middle, 300.0)] * 40 + [(middle + 3 * number, 300.0) for number in range(40)]
    way += [(way[-1][0], 300.0 + 3 * number) for number in range(40)]
    found = find(tmp_path, [window(canvas, place, size) for place in way])

    assert [segment.label for segment in found] == ["static", "pan_right", "tilt_down"]
    assert [segment.start for segment in found] == pytest.approx([0, 1.6, 3.2], abs=0.3)


def trembling(seed: int, deviation: float, step: float) -> list[Pixels]:
    """Three seconds held in a hand that trembles by ``deviation`` pixels while it moves to the right."""
    offsets = np.random.default_rng(seed).normal(0, deviation, (75, 2))
    canvas = texture(seed)
    return [window(canvas, (350 + step * n + x, 300 + y), (320, 180)) for n, (x, y) in enumerate(offsets)]


@pytest.mark.parametrize("seed", range(4))
def test_a_hand_that_trembles_is_shaky_most_of_the_time(tmp_path: Path, seed: int) -> None:
    found = find(tmp_path, trembling(seed, 4, 0))
    shaky = sum(segment.end - segment.start for segment in found if segment.label == "shaky")
    assert shaky > 0.6 * 3


@pytest.mark.parametrize("seed", range(4))
def test_a_pan_in_a_hand_that_trembles_is_a_pan(tmp_path: Path, seed: int) -> None:
    (segment,) = find(tmp_path, trembling(seed, 0.8, 3))
    assert segment.label == "pan_right"
    assert amounts(segment)["pan"] == pytest.approx(3 * 25 / 320, rel=0.1)


def test_a_cut_is_not_a_motion(tmp_path: Path) -> None:
    shots = [*still(texture(12), (320, 180), 30), *still(texture(13), (320, 180), 30)]
    assert {segment.label for segment in find(tmp_path, shots)} == {"static"}


def test_a_plain_wall_says_nothing_about_the_camera(tmp_path: Path) -> None:
    assert find(tmp_path, scenes(2), rate=10) == ()


def test_one_picture_has_no_motion(tmp_path: Path) -> None:
    assert find(tmp_path, still(texture(14), (320, 180), 1)) == ()


def test_magnifications_are_a_seconds(tmp_path: Path) -> None:
    (segment,) = find(tmp_path, still(texture(15), (320, 180), 30))
    assert amounts(segment) == pytest.approx({"pan": 0, "tilt": 0, "zoom": 1, "roll": 0}, abs=0.01)
    assert [value.unit for value in segment.values] == ["per_second", "per_second", "per_second", "degree"]
    assert math.isclose(segment.start, 0)
    assert np.isfinite(segment.end)

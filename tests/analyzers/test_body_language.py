"""Poses, end to end with the model that lies in the MediaPipe package, and their measures on drawn bodies."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analyzers.body_language import BodyLanguage, measure_lean, measure_openness, name_pose
from tests.analyzers.films import look, write_film
from tests.analyzers.people import crossed_arms, portrait

Place = tuple[float, float]


@pytest.fixture(scope="module")
def reader() -> BodyLanguage:
    pytest.importorskip("cv2", exc_type=ImportError)  # its desktop builds need the system's libGL
    pytest.importorskip("mediapipe")
    return BodyLanguage()


def body(left_wrist: Place, right_wrist: Place, lean: float = 0.0) -> NDArray[np.float64]:
    """A body that faces the camera, its left on the picture's right; the trunk is 2 high, the shoulders 1 wide."""
    points = np.zeros((33, 2))
    points[[23, 24]] = (0.3, 2), (-0.3, 2)
    shift = 2 * np.tan(np.radians(lean))
    points[[11, 12]] = (0.5 + shift, 0), (-0.5 + shift, 0)
    points[[15, 16]] = left_wrist, right_wrist
    return points * 100 + 400


def test_crossed_arms_are_read(tmp_path: Path, reader: BodyLanguage) -> None:
    found = look(reader, write_film(tmp_path / "film.mp4", [crossed_arms()] * 10)).segments

    assert [(pose.start, pose.end, pose.label) for pose in found] == [
        (0, 0.5, "arms_crossed"),
        (0.5, 1, "arms_crossed"),
    ]
    for pose in found:
        openness, lean = pose.values
        assert (openness.unit, lean.unit) == ("ratio", "degree")
        assert openness.amount == pytest.approx(-0.4, abs=0.25)  # about 30 pixels across shoulders of 74
        assert lean.amount == pytest.approx(0, abs=8)


def test_a_body_of_which_too_little_is_seen_is_left_out(tmp_path: Path, reader: BodyLanguage) -> None:
    assert look(reader, write_film(tmp_path / "film.mp4", [portrait()] * 10)).segments == ()


def test_nobody_has_no_pose(film: Path, reader: BodyLanguage) -> None:
    assert look(reader, film).segments == ()


@pytest.mark.parametrize(
    ("left_wrist", "right_wrist", "openness", "name"),
    [
        ((0.5, -1), (-0.5, -1), 1, "arms_raised"),
        ((-0.3, 1), (0.3, 1), -0.6, "arms_crossed"),
        ((0.1, 1), (-0.1, 1), 0.2, "closed"),
        ((0.5, 2), (-0.5, 2), 1, "neutral"),
        ((1.5, 0.5), (-1.5, 0.5), 3, "open"),
    ],
)
def test_a_pose_has_an_openness_and_a_name(left_wrist: Place, right_wrist: Place, openness: float, name: str) -> None:
    points = body(left_wrist, right_wrist)
    assert measure_openness(points) == pytest.approx(openness)
    assert name_pose(points) == name


@pytest.mark.parametrize("lean", [-20, 0, 35])
def test_the_trunk_leans_by_degrees(lean: float) -> None:
    assert measure_lean(body((0.5, 2), (-0.5, 2), lean)) == pytest.approx(lean)

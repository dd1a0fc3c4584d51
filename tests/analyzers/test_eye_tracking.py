"""Eyes, end to end with the face mesh that lies in the MediaPipe package."""

from pathlib import Path

import numpy as np
import pytest

from analyzers.eye_tracking import EyeTracking
from analyzers.result import Analysis
from tests.analyzers.films import Pixels, look, write_film


@pytest.fixture(scope="module")
def face() -> Pixels:
    """A portrait of NASA (public domain), the head straight and the eyes open."""
    from skimage import data

    portrait: Pixels = data.astronaut()[:256, 96:352]
    return portrait


@pytest.fixture(scope="module")
def tracker() -> EyeTracking:
    pytest.importorskip("cv2", exc_type=ImportError)  # its desktop builds need the system's libGL
    pytest.importorskip("mediapipe")
    return EyeTracking()


def gaze(analysis: Analysis) -> float:
    return float(np.mean([segment.values[0].amount for segment in analysis.segments]))


def test_eyes_are_followed_five_times_a_second(tmp_path: Path, face: Pixels, tracker: EyeTracking) -> None:
    analysis = look(tracker, write_film(tmp_path / "face.mp4", [face] * 10))

    times = [(segment.start, segment.end) for segment in analysis.segments]
    assert times == [pytest.approx((step / 5, (step + 1) / 5)) for step in range(5)]
    for segment in analysis.segments:
        assert segment.label == "center"
        where, openness = segment.values
        assert (where.name, where.unit) == ("gaze", "ratio")
        assert 0.4 <= where.amount <= 0.6
        assert (openness.name, openness.unit) == ("openness", "ratio")
        assert 0.2 < openness.amount < 0.6


def test_a_mirrored_face_looks_the_other_way(tmp_path: Path, face: Pixels, tracker: EyeTracking) -> None:
    looks = gaze(look(tracker, write_film(tmp_path / "face.mp4", [face] * 5)))
    mirrored = [np.ascontiguousarray(face[:, ::-1])] * 5
    assert gaze(look(tracker, write_film(tmp_path / "mirror.mp4", mirrored))) == pytest.approx(1 - looks, abs=0.05)


def test_the_measure_does_not_depend_on_the_heads_tilt(tmp_path: Path, face: Pixels, tracker: EyeTracking) -> None:
    upright = gaze(look(tracker, write_film(tmp_path / "face.mp4", [face] * 5)))
    lying = gaze(look(tracker, write_film(tmp_path / "tilt.mp4", [np.rot90(face).copy()] * 5)))
    assert lying == pytest.approx(upright, abs=0.1)


def test_no_face_gives_no_segment(film: Path, tracker: EyeTracking) -> None:
    assert look(tracker, film).segments == ()


def test_a_video_is_measured_the_same_after_another(tmp_path: Path, face: Pixels, tracker: EyeTracking) -> None:
    film = write_film(tmp_path / "face.mp4", [face] * 5)
    shifted = write_film(tmp_path / "shifted.mp4", [np.roll(face, 24, axis=1)] * 5)
    alone = look(tracker, film)
    look(tracker, shifted)
    assert look(tracker, film) == alone

"""Hands, end to end with the model that lies in the MediaPipe package, and their shapes and ways as numbers."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analyzers.gesture_recognition import GestureRecognition, name_movement
from analyzers.hand_gesture import FINGERS, SHAPES, HandGesture, stretched_fingers
from tests.analyzers.films import Making, Pixels, look, write_film
from tests.analyzers.people import pointing_hand

FIVE_A_SECOND = Making(rate=5)


@pytest.fixture(autouse=True)
def _libraries() -> None:
    pytest.importorskip("cv2", exc_type=ImportError)  # its desktop builds need the system's libGL
    pytest.importorskip("mediapipe")


def shifted(picture: Pixels, right: int = 0, down: int = 0) -> Pixels:
    """The picture on a grey ground, moved from its middle."""
    ground = np.full((480, 640, 3), 128, np.uint8)
    top, left = 105 + down, 160 + right
    ground[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return ground


def drawn_hand(*stretched: str) -> NDArray[np.float64]:
    """The points of an upright right hand, fingers that are not stretched bent over the palm."""
    points = np.zeros((21, 2))
    for place, finger in enumerate(FINGERS):
        root = np.array([-4.0 + 2 * place, -8.0]) if place else np.array([-4.0, -3.0])
        way = np.array([0.0, -2.0]) if place else np.array([-2.0, -1.0])
        if finger not in stretched and not place:
            way = np.array([2.0, -1.0])
        turn = -1 if finger not in stretched and place else 1
        knuckle = root + way
        points[4 * place + 1 : 4 * place + 5] = [root, knuckle, knuckle + turn * way, knuckle + 2 * turn * way]
    return points


def test_a_pointing_hand_is_found(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [pointing_hand()] * 10)

    found = look(HandGesture(), film).segments

    assert [(hand.start, hand.end) for hand in found] == [(0, 0.5), (0.5, 1)]
    for hand in found:
        assert (hand.label, hand.text) == ("pointing", "left hand")
        confidence, stretched, left, top, right, bottom = hand.values
        assert 0.5 < confidence.amount <= 1
        assert (stretched.amount, stretched.unit) == (1, "count")
        # Read off by eye: from the cuff to the tip of the finger.
        assert [side.amount for side in (left, top, right, bottom)] == pytest.approx([211, 146, 327, 210], abs=15)


def test_no_hand_makes_no_shape_and_no_gesture(film: Path) -> None:
    assert look(HandGesture(), film).segments == ()
    assert look(GestureRecognition(), film).segments == ()


@pytest.mark.parametrize(("fingers", "shape"), SHAPES.items(), ids=SHAPES.values())
@pytest.mark.parametrize("angle", [0, 70, 200])
def test_a_shape_is_its_stretched_fingers_however_it_is_turned(
    fingers: frozenset[str], shape: str, angle: float
) -> None:
    turn = np.radians(angle)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])

    stretched = stretched_fingers(drawn_hand(*fingers) @ rotation.T * 7 + 300)

    assert stretched == fingers
    assert SHAPES[stretched] == shape


@pytest.mark.parametrize(
    ("way", "label"),
    [
        ([(step * 18, 0) for step in range(-6, 6)], "swipe_right"),
        ([(-step * 18, 0) for step in range(-6, 6)], "swipe_left"),
        ([(0, step * 14) for step in range(-6, 6)], "swipe_down"),
        ([(0, -step * 14) for step in range(-6, 6)], "swipe_up"),
        ([(x, 0) for x in (-60, 0, 60, 0, -60, 0, 60, 0, -60)], "wave"),
        ([(0, 0)] * 6, "still"),
    ],
)
def test_a_moving_hand_makes_a_gesture(tmp_path: Path, way: Sequence[tuple[int, int]], label: str) -> None:
    pictures = [shifted(pointing_hand(), right, down) for right, down in way]
    film = write_film(tmp_path / "film.mp4", pictures, making=FIVE_A_SECOND)

    (gesture,) = look(GestureRecognition(), film).segments

    assert [gesture.start, gesture.end] == pytest.approx([0, len(way) / 5])
    assert (gesture.label, gesture.text) == (label, "left hand")
    steps = np.diff(np.array(way), axis=0)
    measured = {value.name: value.amount for value in gesture.values}
    palm = 70  # pixels, from the wrist to the root of the middle finger
    assert measured["way"] == pytest.approx(np.abs(steps).sum() / palm, rel=0.15, abs=0.3)
    assert 0.5 < measured["confidence"] <= 1


def test_a_hand_that_was_away_makes_two_gestures(tmp_path: Path) -> None:
    nothing = np.full((480, 640, 3), 128, np.uint8)
    hand = [shifted(pointing_hand())] * 4
    film = write_film(tmp_path / "film.mp4", [*hand, nothing, nothing, *hand], making=FIVE_A_SECOND)
    found = look(GestureRecognition(), film).segments
    assert [time for gesture in found for time in (gesture.start, gesture.end)] == pytest.approx([0, 0.8, 1.2, 2])


def test_a_detour_is_neither_a_swipe_nor_a_wave() -> None:
    assert name_movement(np.array([(0, 0), (0, -2), (2, -2), (2, 0)], float)) == "other"


def test_a_hand_that_trembles_is_still() -> None:
    trembling = np.array([(0.05 * (-1) ** step, 0) for step in range(10)])
    assert name_movement(trembling) == "still"

"""Faces, end to end: on the real weights that lie in packages, and on weights of which the answer is known."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from analyzers.__main__ import SOME_FAILED, main
from analyzers.age_estimation import AgeEstimation
from analyzers.base import Analyzer
from analyzers.emotion_detection import EmotionDetection
from analyzers.face_detection import FaceDetection
from analyzers.facial_details import FacialDetails
from analyzers.result import Result, Segment
from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.analyzers.films import Pixels, look, write_film
from tests.analyzers.people import old_portrait, portrait

FACE = {"left": 82, "top": 62, "right": 175, "bottom": 172}
"""Where forehead, ears and chin are in `portrait`, read off by eye."""


@pytest.fixture(scope="module", autouse=True)
def _libraries() -> None:
    pytest.importorskip("cv2", exc_type=ImportError)  # its desktop builds need the system's libGL
    pytest.importorskip("torch")
    complete_torchvision()


@pytest.fixture(scope="module")
def faces() -> FaceDetection:
    pytest.importorskip("facenet_pytorch")
    return FaceDetection()


@pytest.fixture(scope="module")
def emotions() -> EmotionDetection:
    if find_spec("fer") is None:  # importing it is left to the analyzer, which first tells Keras what to run on
        pytest.skip("fer is not installed")
    return EmotionDetection()


@pytest.fixture(scope="module")
def details() -> FacialDetails:
    pytest.importorskip("mediapipe")
    return FacialDetails()


def find(analyzer: Analyzer, path: Path, *pictures: Pixels) -> tuple[Segment, ...]:
    """What an analyzer finds in a film that shows each picture for a second."""
    film = write_film(path / "film.mp4", [picture for picture in pictures for _ in range(10)])
    return look(analyzer, film).segments


def amounts(segment: Segment) -> dict[str, float]:
    return {value.name: value.amount for value in segment.values}


def test_a_face_has_a_place_and_a_time(tmp_path: Path, faces: FaceDetection) -> None:
    found = find(faces, tmp_path, portrait(), np.zeros_like(portrait()), portrait())

    assert [(face.start, face.end, face.label) for face in found] == [(0, 1, "face"), (2, 3, "face")]
    for face in found:
        where = amounts(face)
        assert where.pop("confidence") > 0.99
        assert where == {side: pytest.approx(place, abs=12) for side, place in FACE.items()}
        assert [value.unit for value in face.values] == ["probability", *["pixel"] * 4]


def test_every_face_is_found(tmp_path: Path, faces: FaceDetection) -> None:
    found = find(faces, tmp_path, np.concatenate([portrait(), portrait()], axis=1))
    assert sorted(round(amounts(face)["left"] / 256, 1) for face in found) == [0.3, 1.3]


@pytest.mark.parametrize("size", [(2, 2), (16, 200), (21, 33)])
def test_no_face_is_in_a_picture_that_is_smaller_than_one(
    tmp_path: Path, faces: FaceDetection, size: tuple[int, int]
) -> None:
    assert find(faces, tmp_path, np.full((*size, 3), 90, np.uint8)) == ()


def test_a_smile_is_happy(tmp_path: Path, emotions: EmotionDetection) -> None:
    (face,) = find(emotions, tmp_path, portrait())

    assert face.label == "happy"
    shares = amounts(face)
    assert {side: shares.pop(side) for side in FACE} == {
        side: pytest.approx(place, abs=30) for side, place in FACE.items()
    }
    assert set(shares) == {"angry", "disgust", "fear", "happy", "neutral", "sad", "surprise"}
    assert shares["happy"] > 0.9
    assert sum(shares.values()) == pytest.approx(1, abs=0.04)  # FER rounds to hundredths


def test_no_face_shows_no_emotion(tmp_path: Path, emotions: EmotionDetection) -> None:
    assert find(emotions, tmp_path, np.zeros((96, 128, 3), np.uint8)) == ()


def test_a_face_is_measured_twice_a_second(tmp_path: Path, details: FacialDetails) -> None:
    found = find(details, tmp_path, portrait())

    assert [(face.start, face.end) for face in found] == [(0, 0.5), (0.5, 1)]
    for face in found:
        measured = amounts(face)
        assert measured["tilt"] == pytest.approx(0, abs=6)
        assert 0.3 < measured["mouth_width"] < 0.6
        assert 0.1 < measured["brow_height"] < 0.25
        assert [value.unit for value in face.values] == ["ratio", "ratio", "ratio", "degree"]


def test_teeth_are_seen_in_an_open_mouth(tmp_path: Path, details: FacialDetails) -> None:
    (smile, *_) = find(details, tmp_path, portrait())
    (serious, *_) = find(details, tmp_path, old_portrait())

    assert (smile.label, serious.label) == ("mouth_open", "mouth_closed")
    assert amounts(smile)["mouth_openness"] > amounts(serious)["mouth_openness"] + 0.1
    assert amounts(smile)["mouth_width"] > amounts(serious)["mouth_width"]


@pytest.mark.parametrize(("quarter", "tilt"), [(1, -90), (3, 90)])
def test_a_head_that_lies_is_tilted(tmp_path: Path, details: FacialDetails, quarter: int, tilt: float) -> None:
    upright = find(details, tmp_path, portrait())[0]
    lying = find(details, tmp_path, np.rot90(portrait(), quarter).copy())[0]
    assert amounts(lying)["tilt"] - amounts(upright)["tilt"] == pytest.approx(tilt, abs=10)


def test_no_face_has_no_details(film: Path, details: FacialDetails) -> None:
    assert look(details, film).segments == ()


@pytest.fixture
def deepface_weights(stores: Path) -> Iterator[Path]:
    """DeepFace's file of the age network, and no network that it kept from before."""
    pytest.importorskip("deepface")
    from deepface.modules import modeling

    file = stores / ".deepface" / "weights" / "age_model_weights.pth"
    file.parent.mkdir(parents=True, exist_ok=True)
    yield file
    file.unlink(missing_ok=True)
    vars(modeling).pop("cached_models", None)


def put_ages(file: Path, *likely: int) -> None:
    """Save weights to which every face is as likely of one of these ages as of another."""
    import torch
    from deepface.models.demography.pytorch.Age import base_model

    with torch.device("meta"):
        shapes = {name: weight.shape for name, weight in base_model().state_dict().items()}
    zero = torch.zeros(())
    weights = {name: zero.expand(shape) for name, shape in shapes.items()}  # one number on disk instead of 135 million
    (bias,) = (name for name, shape in shapes.items() if shape == (101,))
    weights[bias] = torch.full((101,), -100.0)
    weights[bias][list(likely)] = 0.0
    torch.save(weights, file)


def test_the_age_is_the_mean_of_the_likely_ones(tmp_path: Path, deepface_weights: Path) -> None:
    put_ages(deepface_weights, 30, 44)

    found = find(AgeEstimation(), tmp_path, portrait(), np.zeros_like(portrait()), portrait())

    assert [(face.start, face.end, face.label) for face in found] == [(0, 1, "face"), (2, 3, "face")]
    for face in found:
        measured = amounts(face)
        assert measured.pop("age") == 37
        assert 0 < measured.pop("confidence") <= 1
        assert measured == {side: pytest.approx(place, abs=30) for side, place in FACE.items()}
        assert [value.unit for value in face.values] == ["year", "probability", *["pixel"] * 4]


@pytest.mark.usefixtures("deepface_weights")
def test_weights_that_are_not_there_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # nothing answers there: no download
    with pytest.raises(OSError, match=r"DeepFace cannot load its weights .*age_model_weights"):
        AgeEstimation().load()


@pytest.mark.usefixtures("deepface_weights")
def test_what_deepface_prints_is_no_part_of_the_result(
    film: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert main([str(film), "--only", "age_estimation", "--json", "-"]) == SOME_FAILED
    out, err = capsys.readouterr()
    (failure,) = Result.model_validate_json(out).failures
    assert failure.reason.startswith("cannot load deepface:Age: DeepFace cannot load its weights")
    assert "will be downloaded from" in err

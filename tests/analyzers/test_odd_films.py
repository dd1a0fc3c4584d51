"""Analyzers whose models lie in packages, and those without one, on films of odd kinds: a result, never a crash."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from analyzers.audio_visual_sync import AudioVisualSync
from analyzers.base import Analyzer
from analyzers.body_language import BodyLanguage
from analyzers.emotion_detection import EmotionDetection
from analyzers.face_detection import FaceDetection
from analyzers.facial_details import FacialDetails
from analyzers.gesture_recognition import GestureRecognition
from analyzers.hand_gesture import HandGesture
from analyzers.media import Media
from analyzers.temporal_consistency import TemporalConsistency
from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.analyzers.films import Making, Pixels, cut_off, look, tone, write_film
from tests.analyzers.people import portrait

PACKAGES: dict[type[Analyzer], str] = {
    AudioVisualSync: "cv2",
    BodyLanguage: "mediapipe",
    EmotionDetection: "facenet_pytorch",  # FER needs it; FER itself is imported by the analyzer alone
    FaceDetection: "facenet_pytorch",
    FacialDetails: "mediapipe",
    GestureRecognition: "mediapipe",
    HandGesture: "mediapipe",
    TemporalConsistency: "cv2",
}


def noise() -> list[Pixels]:
    return list(np.random.default_rng(0).integers(0, 255, (12, 64, 48, 3), np.uint8))


FILMS: dict[str, Callable[[Path], Path]] = {
    "one picture": lambda path: write_film(path, [portrait()], tone(0.1)),
    "two by two": lambda path: write_film(path, [np.full((2, 2, 3), 90, np.uint8)] * 5, tone(0.5)),
    "odd sizes": lambda path: write_film(path, [portrait()[:101, :77]] * 12, tone(1.2)),
    "on its side": lambda path: write_film(path, [portrait()] * 5, tone(0.5), Making(rotation=90)),
    "noise": lambda path: write_film(path, noise(), tone(1.2)),
    "sound goes on": lambda path: write_film(path, [portrait()] * 5, tone(2)),
    "sound ends early": lambda path: write_film(path, [portrait()] * 12, tone(0.2)),
    "cut off": lambda path: cut_off(write_film(path, noise() * 3, tone(3.6), Making(faststart=True)), 0.5),
}


@cache
def loaded(kind: type[Analyzer]) -> Analyzer:
    pytest.importorskip("cv2", exc_type=ImportError)  # its desktop builds need the system's libGL
    pytest.importorskip("torch")
    complete_torchvision()
    pytest.importorskip(PACKAGES[kind])
    analyzer = kind()
    analyzer.load()
    return analyzer


@pytest.fixture(scope="module", autouse=True)
def _unload() -> Iterator[None]:
    yield
    loaded.cache_clear()


@pytest.mark.parametrize("make", FILMS.values(), ids=FILMS)
@pytest.mark.parametrize("kind", PACKAGES, ids=lambda kind: kind.name)
def test_what_is_found_lies_in_the_film(tmp_path: Path, kind: type[Analyzer], make: Callable[[Path], Path]) -> None:
    film = make(tmp_path / "film.mp4")
    with Media(film) as media:
        end = media.end

    analysis = look(loaded(kind), film)

    assert analysis.analyzer == kind.name
    assert all(0 <= segment.start <= segment.end <= end + 1e-6 for segment in analysis.segments)

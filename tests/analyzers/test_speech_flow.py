"""Phrases, pauses and melodies of synthetic speech, which are known."""

from pathlib import Path

import numpy as np
import pytest

from analyzers.result import Segment
from analyzers.speech_flow import SpeechFlow
from tests.analyzers.films import SOUND_RATE, look, scenes, write_film
from tests.analyzers.sounds import Samples, join, noise, silence, speech


def find(tmp_path: Path, sound: Samples, hiss: float = 0) -> tuple[Segment, ...]:
    track = sound + noise(len(sound) / SOUND_RATE, hiss)[: len(sound)]
    return look(SpeechFlow(), write_film(tmp_path / "film.mp4", scenes(1), track)).segments


def amounts(segment: Segment) -> dict[str, float]:
    return {value.name: value.amount for value in segment.values}


@pytest.mark.parametrize("pitch", [85, 120, 180, 260, 380])
@pytest.mark.parametrize("hiss", [0, 0.004])
def test_the_pitch_is_found_within_3_percent(tmp_path: Path, pitch: float, hiss: float) -> None:
    (phrase,) = find(tmp_path, join(silence(0.4), speech(10, 5, (pitch, pitch)), silence(0.4)), hiss)
    assert amounts(phrase)["pitch"] == pytest.approx(pitch, rel=0.03)
    assert phrase.label == "level"


@pytest.mark.parametrize(
    ("label", "pitch"),
    [("rising", (110, 180)), ("falling", (220, 140)), ("rising", (200, 190, 280)), ("level", (150, 152))],
)
@pytest.mark.parametrize("seed", range(3))
def test_the_melody_has_a_direction(tmp_path: Path, label: str, pitch: tuple[float, ...], seed: int) -> None:
    (phrase,) = find(tmp_path, join(silence(0.3), speech(12, 5, pitch, seed=seed), silence(0.3)))
    assert phrase.label == label
    thirds = np.interp([1 / 6, 5 / 6], np.linspace(0, 1, len(pitch)), pitch)
    assert amounts(phrase)["movement"] == pytest.approx(12 * np.log2(thirds[1] / thirds[0]), abs=1)


def speak(seconds: float, seed: int) -> Samples:
    """Speech that begins and ends loud, so that its bounds are known."""
    said = speech(round(seconds * 5), 5, seed=seed)
    return said[: np.flatnonzero(np.abs(said) > 0.05)[-1]][np.flatnonzero(np.abs(said) > 0.05)[0] :]


@pytest.mark.parametrize("pauses", [(0.4, 0.8), (0.3, 1.5)])
@pytest.mark.parametrize("seed", range(3))
def test_pauses_are_found_within_50_ms(tmp_path: Path, pauses: tuple[float, float], seed: int) -> None:
    phrases = [speak(1.6, seed), speak(2.2, seed + 10), speak(1.2, seed + 20)]
    first, second = pauses
    found = find(tmp_path, join(phrases[0], silence(first), phrases[1], silence(second), phrases[2]))

    begin = len(phrases[0]) / SOUND_RATE
    then = begin + first + len(phrases[1]) / SOUND_RATE
    heard = [segment for segment in found if segment.label == "pause"]
    assert [pause.start for pause in heard] == pytest.approx([begin, then], abs=0.05)
    assert [pause.end for pause in heard] == pytest.approx([begin + first, then + second], abs=0.05)


def test_a_long_silence_is_not_a_pause(tmp_path: Path) -> None:
    found = find(tmp_path, join(speech(8, 5), silence(4), speech(8, 5)))
    assert "pause" not in [segment.label for segment in found]
    assert len(found) == 2


@pytest.mark.parametrize("sound", [silence(2), noise(2)], ids=["silence", "noise"])
def test_what_is_not_speech_has_no_flow(tmp_path: Path, sound: Samples) -> None:
    assert find(tmp_path, sound) == ()

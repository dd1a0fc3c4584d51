"""Short sounds of known kind and time."""

from pathlib import Path

import numpy as np
import pytest

from analyzers.result import Segment
from analyzers.sound_effects import SoundEffects
from tests.analyzers.films import SOUND_RATE, look, scenes, write_film
from tests.analyzers.sounds import Samples, as_sound, beep, chord, clicks, join, noise, silence, speech


def find(tmp_path: Path, sound: Samples, hiss: float = 0) -> tuple[Segment, ...]:
    track = sound + noise(len(sound) / SOUND_RATE, hiss)[: len(sound)]
    return look(SoundEffects(), write_film(tmp_path / "film.mp4", scenes(1), track)).segments


def hit(seconds: float, amplitude: float = 0.5) -> Samples:
    """Noise that is loudest at once and dies away."""
    sound = noise(seconds, amplitude / 3, seed=5)
    return as_sound(sound * np.exp(-np.linspace(0, 5, len(sound))))


def whoosh(seconds: float, amplitude: float = 0.5) -> Samples:
    """Noise that swells and dies away."""
    sound = noise(seconds, amplitude / 3, slope=0.5, seed=6)
    return as_sound(sound * np.sin(np.linspace(0, np.pi, len(sound))) ** 2)


@pytest.mark.parametrize("hertz", [350, 1000, 3200])
@pytest.mark.parametrize("seconds", [0.15, 0.4, 1.0])
@pytest.mark.parametrize("hiss", [0, 0.01])
def test_a_beep_has_a_time_and_a_frequency(tmp_path: Path, hertz: float, seconds: float, hiss: float) -> None:
    (found,) = find(tmp_path, join(silence(1.5), beep(seconds, hertz), silence(2)), hiss)
    assert found.label == "beep"
    assert (found.start, found.end) == pytest.approx((1.5, 1.5 + seconds), abs=0.05)
    assert found.values[1].amount == pytest.approx(hertz, rel=0.02)
    assert [value.unit for value in found.values] == ["decibel", "hertz"]


@pytest.mark.parametrize("hiss", [0, 0.01])
@pytest.mark.parametrize("per_minute", [60, 150])
def test_every_click_is_found_within_30_ms(tmp_path: Path, hiss: float, per_minute: float) -> None:
    found = find(tmp_path, join(silence(0.5), clicks(4, per_minute)), hiss)
    assert {segment.label for segment in found} == {"click"}
    expected = 0.5 + np.arange(0, 4 - 0.01, 60 / per_minute)
    assert [segment.start for segment in found] == pytest.approx(expected.tolist(), abs=0.03)


@pytest.mark.parametrize("seconds", [0.4, 0.9])
@pytest.mark.parametrize("hiss", [0, 0.005])
def test_a_hit_dies_away_and_a_whoosh_swells(tmp_path: Path, seconds: float, hiss: float) -> None:
    track = join(silence(2), hit(seconds), silence(2), whoosh(seconds), silence(2))
    first, second = find(tmp_path, track, hiss)
    assert (first.label, second.label) == ("hit", "whoosh")
    assert first.start == pytest.approx(2, abs=0.03)
    assert second.start <= 4 + 1.5 * seconds <= second.end
    assert second.start >= 4 + seconds - 0.03


def test_a_beep_in_a_silence_of_speech_is_found(tmp_path: Path) -> None:
    track = join(speech(12, 4), silence(1.3), beep(0.3, 1000), silence(1.3), speech(12, 4, seed=1))
    beeps = [
        segment.start
        for segment in find(tmp_path, track)
        if segment.label == "beep" and segment.values[1].amount == pytest.approx(1000, rel=0.02)
    ]
    assert beeps == pytest.approx([4.3], abs=0.05)


@pytest.mark.parametrize(
    "sound",
    [silence(4), noise(4), speech(20, 5), chord(4, 262, 330), join(silence(2), speech(5, 5), silence(2))],
    ids=["silence", "noise", "speech", "music", "one word"],
)
def test_what_does_not_stand_out_is_no_effect(tmp_path: Path, sound: Samples) -> None:
    assert [segment.label for segment in find(tmp_path, sound)] == []

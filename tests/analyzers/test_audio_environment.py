"""Surroundings that are known."""

from pathlib import Path

import numpy as np
import pytest

from analyzers.audio_environment import AudioEnvironment
from analyzers.result import Segment
from tests.analyzers.films import look, scenes, write_film
from tests.analyzers.sounds import Samples, beep, chord, join, noise, silence, speech


def find(tmp_path: Path, sound: Samples) -> tuple[Segment, ...]:
    return look(AudioEnvironment(), write_film(tmp_path / "film.mp4", scenes(1), sound)).segments


def tune(seed: int, note: float) -> Samples:
    """Eight notes or chords in C major, each ``note`` seconds long."""
    random = np.random.default_rng(seed)
    scale = 261.6 * 2 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12]) / 12)
    return join(*[chord(note, *random.choice(scale, int(random.integers(1, 4)))) for _ in range(8)])


KNOWN = [
    *[
        ("noise", noise(4, amplitude, slope, seed=int(10 * slope)))
        for amplitude in (0.02, 0.2)
        for slope in (0, 0.5, 1)
    ],
    *[("speech", speech(16, rate, pitch, seed=int(rate))) for rate in (3, 5) for pitch in ((120, 95), (200, 260, 190))],
    *[("music", tune(seed, note)) for seed, note in enumerate((0.5, 1.0, 0.3))],
    ("music", beep(4, 440)),
    ("silence", silence(4)),
    ("silence", noise(4, 0.001)),
]


@pytest.mark.parametrize(("label", "sound"), KNOWN)
def test_surroundings_are_told_apart(tmp_path: Path, label: str, sound: Samples) -> None:
    assert {segment.label for segment in find(tmp_path, sound)} == {label}


@pytest.mark.parametrize("hiss", [0.003, 0.01])
def test_noise_behind_something_does_not_hide_it(tmp_path: Path, hiss: float) -> None:
    for label, sound in (("speech", speech(20, 5, (130, 100))), ("music", tune(3, 0.5))):
        assert {segment.label for segment in find(tmp_path, sound + noise(4, hiss))} == {label}


def test_changes_are_found_within_a_second(tmp_path: Path) -> None:
    found = find(tmp_path, join(silence(3), noise(4), speech(25, 5), tune(4, 0.5), silence(2)))
    assert [segment.label for segment in found] == ["silence", "noise", "speech", "music", "silence"]
    assert [segment.start for segment in found] == pytest.approx([0, 3, 7, 12, 16], abs=1)
    assert found[-1].end == pytest.approx(18, abs=0.1)


def test_the_level_is_in_decibels_of_full_scale(tmp_path: Path) -> None:
    (found,) = find(tmp_path, noise(3, 0.1))
    (level, tones, steadiness) = found.values
    assert (level.name, level.unit) == ("level", "decibel")
    assert (tones.unit, steadiness.unit) == ("ratio", "ratio")
    assert level.amount == pytest.approx(-24.4, abs=1)  # 0.1, and what lies above 8 kHz is gone

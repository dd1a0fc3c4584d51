"""Silence, loudness, brightness and tempo of sounds that are known."""

from pathlib import Path

import numpy as np
import pytest

from analyzers.audio_analysis import AudioAnalysis
from analyzers.errors import NoAudioError
from analyzers.result import Segment
from tests.analyzers.films import SOUND_RATE, look, scenes, tone, write_film
from tests.analyzers.sounds import Samples, beep, chord, clicks, join, noise, silence, speech


def find(tmp_path: Path, sound: Samples) -> tuple[Segment, ...]:
    return look(AudioAnalysis(), write_film(tmp_path / "film.mp4", scenes(1), sound)).segments


def amounts(segment: Segment) -> dict[str, float]:
    return {value.name: value.amount for value in segment.values}


SOUNDS = {
    "tone": beep(1.2, 440),
    "quiet tone": beep(1.2, 300, 0.02),
    "noise": noise(1.2),
    "chord": chord(1.2, 262, 330, 392),
    "speech": speech(5, 5),
}


@pytest.mark.parametrize("sound", SOUNDS)
@pytest.mark.parametrize("lengths", [(0.5, 0.8), (1.3, 0.25), (0.31, 2.0)])
@pytest.mark.parametrize("hiss", [0, 0.0005])
def test_silence_is_found_within_50_ms(tmp_path: Path, sound: str, lengths: tuple[float, float], hiss: float) -> None:
    first, second = lengths
    track = join(silence(first), SOUNDS[sound], silence(second), SOUNDS[sound])
    found = find(tmp_path, track + noise(len(track) / SOUND_RATE, hiss)[: len(track)])

    length = len(SOUNDS[sound]) / SOUND_RATE
    ends = np.cumsum([first, length, second, length])
    assert [segment.label for segment in found][:4] == ["silence", "sound", "silence", "sound"]
    assert [segment.end for segment in found][:3] == pytest.approx(ends[:3], abs=0.05)
    assert found[3].end == pytest.approx(ends[3], abs=0.06)


@pytest.mark.parametrize("amplitude", [0.5, 0.05])
def test_loudness_is_in_decibels_of_full_scale(tmp_path: Path, amplitude: float) -> None:
    (found, *_) = find(tmp_path, beep(3, 500, amplitude))
    peak = 20 * np.log10(amplitude)
    assert amounts(found)["peak"] == pytest.approx(peak, abs=1)
    assert amounts(found)["level"] == pytest.approx(peak - 3.01, abs=0.5)  # of a sine
    assert {value.name: value.unit for value in found.values} == {
        "level": "decibel",
        "peak": "decibel",
        "centroid": "hertz",
    }


@pytest.mark.parametrize("hertz", [300, 1000, 4000])
def test_brightness_is_the_middle_of_the_spectrum(tmp_path: Path, hertz: float) -> None:
    (found, *_) = find(tmp_path, beep(3, hertz))
    assert amounts(found)["centroid"] == pytest.approx(hertz, rel=0.05)


@pytest.mark.parametrize("per_minute", [76, 90, 120, 138])
@pytest.mark.parametrize("hiss", [0, 0.004, 0.02])
def test_the_tempo_is_found_within_two_percent(tmp_path: Path, per_minute: float, hiss: float) -> None:
    (found,) = [
        segment for segment in find(tmp_path, clicks(12, per_minute) + noise(12, hiss)) if segment.label == "beat"
    ]
    assert amounts(found)["tempo"] == pytest.approx(per_minute, rel=0.02)


def test_what_has_no_beat_has_no_tempo(tmp_path: Path) -> None:
    for sound in (noise(6), beep(6, 440), silence(6)):
        assert "beat" not in [segment.label for segment in find(tmp_path, sound)]


def test_nothing_but_silence_is_one_segment(tmp_path: Path) -> None:
    (found,) = find(tmp_path, silence(2))
    assert (found.label, found.start) == ("silence", 0)
    assert found.end == pytest.approx(2, abs=0.05)


def test_a_short_dip_is_not_silence(tmp_path: Path) -> None:
    (found, *_) = find(tmp_path, join(tone(1), silence(0.1), tone(1)))
    assert found.label == "sound"
    assert found.end == pytest.approx(2.1, abs=0.06)


def test_a_film_without_a_sound_track_says_so(silent_film: Path) -> None:
    with pytest.raises(NoAudioError, match="no sound track"):
        look(AudioAnalysis(), silent_film)

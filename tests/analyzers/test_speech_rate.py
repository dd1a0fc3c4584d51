"""The rate of synthetic speech, which is known."""

from pathlib import Path

import pytest

from analyzers.result import Segment
from analyzers.speech_rate import SpeechRate
from tests.analyzers.films import SOUND_RATE, look, scenes, write_film
from tests.analyzers.sounds import Samples, beep, join, noise, silence, speech


def find(tmp_path: Path, sound: Samples) -> tuple[Segment, ...]:
    return look(SpeechRate(), write_film(tmp_path / "film.mp4", scenes(1), sound)).segments


def rate(segment: Segment) -> float:
    return segment.values[1].amount


@pytest.mark.parametrize("syllables_a_second", [2, 3.5, 5, 6.5])
@pytest.mark.parametrize(
    ("pitch", "hiss", "amplitude"),
    [((120, 100), 0, 0.3), ((220, 260, 180), 0, 0.1), ((110, 140, 90), 0.006, 0.3), ((300, 250), 0.003, 0.5)],
)
def test_the_rate_is_found_within_a_tenth(
    tmp_path: Path, syllables_a_second: float, pitch: tuple[float, ...], hiss: float, amplitude: float
) -> None:
    said = join(silence(0.7), speech(20, syllables_a_second, pitch, amplitude, seed=int(pitch[0])), silence(0.6))
    (found,) = find(tmp_path, said + noise(len(said) / SOUND_RATE, hiss)[: len(said)])
    assert rate(found) == pytest.approx(syllables_a_second, rel=0.1)
    assert found.values[0].amount == pytest.approx(20, abs=2)


def test_each_stretch_has_its_own_rate_and_name(tmp_path: Path) -> None:
    found = find(tmp_path, join(speech(8, 2.4), silence(1), speech(15, 4, seed=1), silence(1), speech(20, 6.5, seed=2)))
    assert [segment.label for segment in found] == ["slow", "usual", "fast"]
    assert [rate(segment) for segment in found] == pytest.approx([2.4, 4, 6.5], rel=0.1)
    starts = [0, 8 / 2.4 + 1, 8 / 2.4 + 15 / 4 + 2]
    assert [segment.start for segment in found] == pytest.approx(starts, abs=0.2)


@pytest.mark.parametrize("sound", [silence(2), noise(2), beep(0.3, 200)], ids=["silence", "noise", "beep"])
def test_what_is_not_speech_has_no_rate(tmp_path: Path, sound: Samples) -> None:
    assert find(tmp_path, sound) == ()

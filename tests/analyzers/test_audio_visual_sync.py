"""How late sound is, measured on films that flash and click."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analyzers.audio_visual_sync import AudioVisualSync, chance_match, measure_offset
from analyzers.errors import NoAudioError
from analyzers.result import Segment
from tests.analyzers.films import SOUND_RATE, Making, Pixels, look, tone, write_film

EVENTS = (0.52, 1.16, 1.92, 2.24, 3.4, 4.12, 4.68, 5.2)
SECONDS = 6


def flashes(rate: int, events: tuple[float, ...] = EVENTS) -> list[Pixels]:
    """Pictures in grey, of which those that begin at one of the events or within 80 ms of it are white."""
    times = np.arange(SECONDS * rate) / rate
    lit = [any(-1e-6 <= time - event < 0.08 for event in events) for time in times]
    return [np.full((48, 64, 3), 255 if white else 60, np.uint8) for white in lit]


def clicks(offset: float, events: tuple[float, ...] = EVENTS) -> NDArray[np.float32]:
    """Beeps of 60 ms that begin at the events, later by the offset, in a faint noise."""
    sound = 0.002 * np.random.default_rng(0).standard_normal(SECONDS * SOUND_RATE).astype(np.float32)
    beep = tone(0.06, 1000)
    for event in events:
        begin = round((event + offset) * SOUND_RATE)
        sound[begin : begin + len(beep)] += beep
    return sound


def judge(path: Path, pictures: list[Pixels], sound: NDArray[np.float32], rate: int) -> Segment:
    film = write_film(path / "film.mp4", pictures, sound, Making(rate=rate))
    (found,) = look(AudioVisualSync(), film).segments
    assert [found.start, found.end] == pytest.approx([0, SECONDS])
    units = [("match", "ratio"), ("offset", "second")]
    assert [(value.name, value.unit) for value in found.values] == units[: 1 if found.label == "unclear" else 2]
    return found


@pytest.mark.parametrize("rate", [25, 50])
@pytest.mark.parametrize(
    ("offset", "label"),
    [
        (0.0, "in_sync"),
        (0.02, "in_sync"),
        (0.12, "sound_late"),
        (0.333, "sound_late"),
        (-0.08, "sound_early"),
        (-0.45, "sound_early"),
    ],
)
def test_the_offset_is_known_within_40_ms(tmp_path: Path, rate: int, offset: float, label: str) -> None:
    found = judge(tmp_path, flashes(rate), clicks(offset), rate)

    match, measured = (value.amount for value in found.values)
    assert measured == pytest.approx(offset, abs=0.04)
    assert match == pytest.approx(2**-0.5, abs=0.05)  # the end of a flash, half of the changes, has no sound
    assert found.label == label


def test_a_delay_of_the_track_counts_as_one_of_the_sound(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", flashes(25), clicks(0.1), Making(rate=25, delay=0.2))
    (found,) = look(AudioVisualSync(), film).segments
    assert found.values[1].amount == pytest.approx(0.3, abs=0.04)


def test_sounds_that_have_nothing_to_do_with_the_picture_are_unclear(tmp_path: Path) -> None:
    elsewhere = (0.2, 0.93, 1.5, 2.66, 3.1, 3.85, 4.9, 5.7)
    assert judge(tmp_path, flashes(25), clicks(0, elsewhere), 25).label == "unclear"


def test_unrelated_events_match_less_than_chance_allows() -> None:
    rng = np.random.default_rng(0)
    for _ in range(100):
        changes, onsets = np.zeros(2000), np.zeros(2000)
        changes[rng.integers(0, 500, 12) * 4] = 50
        onsets[rng.integers(0, 2000, 12)] = 0.3
        assert measure_offset(changes, onsets)[1] < chance_match(changes, onsets)


def test_one_flash_and_one_sound_are_unclear(tmp_path: Path) -> None:
    assert judge(tmp_path, flashes(25, EVENTS[:1]), clicks(0.1, EVENTS[:1]), 25).label == "unclear"


def test_what_always_changes_tells_nothing(tmp_path: Path) -> None:
    pictures = list(np.random.default_rng(0).integers(0, 255, (SECONDS * 25, 48, 64, 3), np.uint8))
    assert judge(tmp_path, pictures, clicks(0), 25).label == "unclear"


def test_a_picture_that_stays_is_unclear(tmp_path: Path) -> None:
    found = judge(tmp_path, flashes(25, ()), clicks(0), 25)
    assert found.label == "unclear"


def test_silence_is_unclear(tmp_path: Path) -> None:
    found = judge(tmp_path, flashes(25), np.zeros(SECONDS * SOUND_RATE, np.float32), 25)
    assert (found.label, found.values[0].amount) == ("unclear", 0)


def test_a_sound_of_an_instant_is_unclear(tmp_path: Path) -> None:
    assert judge(tmp_path, flashes(25), tone(0.004), 25).label == "unclear"


def test_without_sound_there_is_nothing_to_compare(silent_film: Path) -> None:
    with pytest.raises(NoAudioError):
        look(AudioVisualSync(), silent_film)

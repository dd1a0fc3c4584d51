"""Frames and sound: what is read, when it is shown, and what is said about files that cannot be read."""

import logging
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from analyzers.media import (
    SAMPLE_RATE,
    EmptyFileError,
    MediaError,
    NoAudioError,
    NotAVideoError,
    Sound,
    read_clips,
    read_frames,
    read_sound,
)
from tests.analyzers.films import cut_off, scenes, tone, write_film


def test_frames_are_rgb_bytes_of_the_picture(tmp_path: Path) -> None:
    red = np.zeros((48, 64, 3), np.uint8)
    red[..., 0] = 255
    (frame,) = read_frames(write_film(tmp_path / "red.mp4", [red] * 5), rate=1)

    assert frame.pixels.dtype == np.uint8
    assert frame.pixels.shape == (48, 64, 3)
    assert frame.pixels.mean(axis=(0, 1)) == pytest.approx([255, 0, 0], abs=6)
    assert frame.bgr.mean(axis=(0, 1)) == pytest.approx([0, 0, 255], abs=6)
    assert frame.bgr.flags.c_contiguous


@pytest.mark.parametrize(
    ("rate", "starts"),
    [
        (1, [0, 1, 2]),
        (2, [0, 0.5, 1, 1.5, 2, 2.5]),
        (0.5, [0, 2]),
        (3, [0, 0.4, 0.7, 1, 1.4, 1.7, 2, 2.4, 2.7]),
    ],
)
def test_frames_are_the_first_at_or_after_each_tick(tmp_path: Path, rate: float, starts: list[float]) -> None:
    frames = list(read_frames(write_film(tmp_path / "film.mp4", scenes(3)), rate))
    assert [frame.start for frame in frames] == pytest.approx(starts)


def test_more_frames_than_there_are_gives_each_once(tmp_path: Path) -> None:
    assert len(list(read_frames(write_film(tmp_path / "film.mp4", scenes(2)), rate=1000))) == 20


def test_frames_cover_the_video_without_gaps(tmp_path: Path) -> None:
    frames = list(read_frames(write_film(tmp_path / "film.mkv", scenes(3)), rate=2))
    assert frames[0].start == 0
    assert all(first.end == second.start for first, second in pairwise(frames))
    assert frames[-1].end == pytest.approx(3)


def test_a_frame_shows_its_own_time(tmp_path: Path) -> None:
    frames = read_frames(write_film(tmp_path / "film.mp4", scenes(3)), rate=1)
    assert [round(float(frame.pixels.mean()) / 40) for frame in frames] == [1, 2, 3]


@pytest.mark.parametrize(("height", "width"), [(128, 72), (51, 33), (2, 200)])
def test_any_size_is_read(tmp_path: Path, height: int, width: int) -> None:
    (frame,) = read_frames(write_film(tmp_path / "film.mkv", scenes(1, height, width)), rate=1)
    assert frame.pixels.shape == (height, width, 3)


def test_portrait_video_of_a_phone_is_turned_upright(tmp_path: Path) -> None:
    lying = np.zeros((48, 64, 3), np.uint8)
    lying[:24, :32] = 255
    (frame,) = read_frames(write_film(tmp_path / "phone.mp4", [lying] * 5, rotation=90), rate=1)

    assert frame.pixels.shape == (64, 48, 3)
    assert frame.pixels[32:, :24].mean() > 240
    assert frame.pixels[:32].mean() < 10


def test_clips_hold_consecutive_frames_and_the_last_may_be_short(tmp_path: Path) -> None:
    clips = list(read_clips(write_film(tmp_path / "film.mp4", scenes(5)), rate=1, size=2))
    assert [[frame.start for frame in clip] for clip in clips] == [[0, 1], [2, 3], [4]]


def test_sound_is_mono_float_at_16_khz(tmp_path: Path) -> None:
    sound = read_sound(write_film(tmp_path / "film.mp4", scenes(2), tone(2)))

    assert sound.samples.dtype == np.float32
    assert sound.samples.ndim == 1
    assert sound.end == pytest.approx(2, abs=0.05)
    assert np.abs(sound.samples).max() == pytest.approx(0.5, abs=0.05)
    spectrum = np.abs(np.fft.rfft(sound.samples))
    assert np.argmax(spectrum) * SAMPLE_RATE / len(sound.samples) == pytest.approx(440, abs=2)


def test_sound_splits_into_equal_pieces_that_touch() -> None:
    pieces = list(Sound(1.0, np.arange(int(2.5 * SAMPLE_RATE), dtype=np.float32)).split(1.0))

    assert [piece.start for piece in pieces] == pytest.approx([1, 1 + 2.5 / 3, 1 + 5 / 3], abs=1e-3)
    assert all(first.end == second.start for first, second in pairwise(pieces))
    assert np.array_equal(np.concatenate([piece.samples for piece in pieces]), np.arange(int(2.5 * SAMPLE_RATE)))


def test_a_video_without_sound_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoAudioError, match=r"silent\.mp4.*no sound track"):
        read_sound(write_film(tmp_path / "silent.mp4", scenes(1)))


def test_sound_without_pictures_is_not_a_video(tmp_path: Path) -> None:
    song = write_film(tmp_path / "song.mp4", sound=tone(1))
    with pytest.raises(NotAVideoError, match="no picture track"):
        list(read_frames(song, rate=1))


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    with pytest.raises(EmptyFileError, match=r"empty\.mp4.*is empty"):
        list(read_frames(empty, rate=1))
    with pytest.raises(EmptyFileError):
        read_sound(empty)


@pytest.mark.parametrize("name", ["notes.mp4", "notes.txt"])
@pytest.mark.parametrize("content", [b"not a video\n" * 50, b"\0\1\2\xff" * 1000], ids=["text", "bytes"])
def test_a_file_of_another_kind_is_not_a_video(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotAVideoError, match=name):
        list(read_frames(tmp_path / name, rate=1))


def test_a_missing_file_is_the_operating_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_frames(tmp_path / "gone.mp4", rate=1))


def test_a_file_cut_off_before_its_index_is_not_a_video(tmp_path: Path) -> None:
    with pytest.raises(NotAVideoError, match="cannot be opened"):
        list(read_frames(cut_off(write_film(tmp_path / "film.mp4", scenes(4))), rate=1))


def test_a_file_cut_off_after_its_index_is_read_up_to_the_cut(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    noise = list(np.random.default_rng(0).integers(0, 255, (40, 48, 64, 3), dtype=np.uint8))
    film = cut_off(write_film(tmp_path / "film.mp4", noise, tone(4), faststart=True))
    with caplog.at_level(logging.WARNING):
        frames = list(read_frames(film, rate=10))

    assert 5 < len(frames) < 35
    assert frames[-1].end == pytest.approx(len(frames) / 10)
    assert "damaged" in caplog.text
    assert 0.5 < read_sound(film).end < 3.5


def test_all_errors_about_files_are_one_family() -> None:
    assert all(issubclass(error, MediaError) for error in (EmptyFileError, NotAVideoError, NoAudioError))

"""Frames and sound: what is read, when it is shown, and what is said about files that cannot be read."""

import logging
import re
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from analyzers.decode import SAMPLE_RATE
from analyzers.errors import EmptyFileError, MediaError, NoAudioError, NotAVideoError
from analyzers.media import SMALL_SIDE, Frame, Media, Sound
from tests.analyzers.films import SOUND_RATE, Making, cut_off, scenes, tone, write_film


def read_frames(video: Path, rate: float) -> list[Frame]:
    with Media(video, (rate,)) as media:
        return list(media.frames(rate))


def read_sound(video: Path) -> Sound:
    with Media(video) as media:
        return media.sound


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
    frames = read_frames(write_film(tmp_path / "film.mp4", scenes(3)), rate)
    assert [frame.start for frame in frames] == pytest.approx(starts)


def test_more_frames_than_there_are_gives_each_once(tmp_path: Path) -> None:
    assert len(read_frames(write_film(tmp_path / "film.mp4", scenes(2)), rate=1000)) == 20


def test_frames_cover_the_video_without_gaps(tmp_path: Path) -> None:
    frames = read_frames(write_film(tmp_path / "film.mkv", scenes(3)), rate=2)
    assert frames[0].start == 0
    assert all(first.end == second.start for first, second in pairwise(frames))
    assert frames[-1].end == pytest.approx(3)


def test_a_frame_shows_its_own_time(tmp_path: Path) -> None:
    frames = read_frames(write_film(tmp_path / "film.mp4", scenes(3)), rate=1)
    assert [round(float(frame.pixels.mean()) / 40) for frame in frames] == [1, 2, 3]


@pytest.mark.parametrize(("height", "width"), [(128, 72), (51, 33), (2, 200), (480, 270), (301, 33)])
def test_any_size_is_read(tmp_path: Path, height: int, width: int) -> None:
    (frame,) = read_frames(write_film(tmp_path / "film.mkv", scenes(1, height, width)), rate=1)
    assert frame.pixels.shape == (height, width, 3)


def test_portrait_video_of_a_phone_is_turned_upright(tmp_path: Path) -> None:
    lying = np.zeros((48, 64, 3), np.uint8)
    lying[:24, :32] = 255
    (frame,) = read_frames(write_film(tmp_path / "phone.mp4", [lying] * 5, making=Making(rotation=90)), rate=1)

    assert frame.pixels.shape == (64, 48, 3)
    assert frame.pixels[32:, :24].mean() > 240
    assert frame.pixels[:32].mean() < 10


def test_clips_hold_consecutive_frames_and_the_last_may_be_short(tmp_path: Path) -> None:
    with Media(write_film(tmp_path / "film.mp4", scenes(5)), (1,)) as media:
        clips = list(media.clips(1, 2))
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
        read_frames(song, rate=1)


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    with pytest.raises(EmptyFileError, match=r"empty\.mp4.*is empty"):
        read_frames(empty, rate=1)
    with pytest.raises(EmptyFileError):
        read_sound(empty)


@pytest.mark.parametrize("name", ["notes.mp4", "notes.txt"])
@pytest.mark.parametrize("content", [b"not a video\n" * 50, b"\0\1\2\xff" * 1000], ids=["text", "bytes"])
def test_a_file_of_another_kind_is_not_a_video(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotAVideoError, match=name):
        read_frames(tmp_path / name, rate=1)


def test_a_missing_file_is_the_operating_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_frames(tmp_path / "gone.mp4", rate=1)


def test_a_file_cut_off_before_its_index_is_not_a_video(tmp_path: Path) -> None:
    with pytest.raises(NotAVideoError, match="cannot be opened"):
        list(read_frames(cut_off(write_film(tmp_path / "film.mp4", scenes(4))), rate=1))


def test_a_file_cut_off_after_its_index_is_read_up_to_the_cut(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    noise = list(np.random.default_rng(0).integers(0, 255, (40, 48, 64, 3), dtype=np.uint8))
    film = cut_off(write_film(tmp_path / "film.mp4", noise, tone(4), Making(faststart=True)))
    with caplog.at_level(logging.WARNING):
        frames = read_frames(film, rate=10)

    assert 5 < len(frames) < 35
    assert frames[-1].end == pytest.approx(len(frames) / 10)
    assert "damaged" in caplog.text
    assert 0.5 < read_sound(film).end < 3.5


def test_all_errors_about_files_are_one_family() -> None:
    assert all(issubclass(error, MediaError) for error in (EmptyFileError, NotAVideoError, NoAudioError))


@pytest.mark.parametrize(("height", "width"), [(270, 480), (480, 271), (96, 128), (2, 400)])
def test_every_picture_is_there_small_in_its_own_shape(tmp_path: Path, height: int, width: int) -> None:
    with Media(write_film(tmp_path / "film.mkv", scenes(1, height, width))) as media:
        frames = list(media.small_frames())

    shape = frames[0].pixels.shape
    assert [frame.start for frame in frames] == pytest.approx([number / 10 for number in range(10)])
    assert max(shape) == min(SMALL_SIDE, max(height, width))
    scale = min(1, SMALL_SIDE / max(height, width))
    assert shape[:2] == pytest.approx((height * scale, width * scale), abs=0.5)
    assert frames[0].pixels.mean() == pytest.approx(40, abs=2)


def test_everybody_sees_the_same_pictures_however_they_take_turns(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", scenes(4))
    alone = [read_frames(film, rate) for rate in (1, 3)]
    with Media(film, (1, 3)) as media:
        slow, fast, every = media.frames(1), media.frames(3), media.small_frames()
        taken = [next(slow), next(slow)]
        together = [[*taken, *slow], list(fast)]
        assert len(list(every)) == 40
        assert len(list(media.small_frames())) == 40

    for first, second in zip(alone, together, strict=True):
        assert [frame.start for frame in first] == [frame.start for frame in second]
        assert [frame.end for frame in first] == [frame.end for frame in second]
        assert all(np.array_equal(a.pixels, b.pixels) for a, b in zip(first, second, strict=True))


def test_pictures_and_sound_are_decoded_once(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", scenes(2), tone(2))
    with Media(film, (1, 2)) as media:
        assert media.end == pytest.approx(2)
        sound = media.sound
        film.unlink()
        assert len(list(media.frames(1))) == 2
        assert len(list(media.frames(2))) == 4
        assert media.sound is sound


def test_only_as_much_is_decoded_as_is_asked_for(tmp_path: Path) -> None:
    with Media(write_film(tmp_path / "film.mp4", scenes(4)), (1,)) as media:
        next(media.frames(1))
        assert len(media._all.starts) < 15


@pytest.mark.parametrize("seconds", [0.3, -0.2])
def test_sound_that_is_shifted_against_the_picture_keeps_its_time(tmp_path: Path, seconds: float) -> None:
    click = np.zeros(int(2 * SOUND_RATE), np.float32)
    click[SOUND_RATE] = 0.9
    sound = read_sound(write_film(tmp_path / "film.mkv", scenes(2), click, Making(delay=seconds)))
    heard = sound.start + int(np.argmax(np.abs(sound.samples))) / SAMPLE_RATE
    assert heard == pytest.approx(1 + seconds, abs=0.005)


def test_a_film_of_one_picture_has_it(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", scenes(1)[:1])
    with Media(film, (1,)) as media:
        (frame,) = media.frames(1)
        assert (frame.start, frame.end) == pytest.approx((0, 0.1))
        assert len(list(media.small_frames())) == 1


def damage(film: Path, start: float, end: float) -> None:
    """Wipe out every piece of pictures and sound that begins between two times.

    Wherever an encoder puts them: zeros inside of one picture are a picture with a stain, and no damage.
    """
    content = bytearray(film.read_bytes())
    with av.open(str(film)) as source:
        for packet in source.demux():
            if packet.pos is None or packet.pts is None or packet.time_base is None:
                continue
            if start <= packet.pts * packet.time_base < end:
                content[packet.pos : packet.pos + packet.size] = bytes(packet.size)
    film.write_bytes(content)


def test_what_is_damaged_is_left_out_and_the_rest_is_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    film = write_film(tmp_path / "film.mp4", scenes(6), tone(6))
    damage(film, 3, 3.5)

    with caplog.at_level(logging.WARNING):
        frames, sound = read_frames(film, rate=10), read_sound(film)

    assert len(frames) > 40
    assert frames[-1].end == pytest.approx(6)
    assert sound.end == pytest.approx(6, abs=0.05)
    assert f"{film}: is damaged; 5 pieces of its video were left out" in caplog.text
    assert re.search(r"is damaged; \d+ pieces of its audio were left out", caplog.text)


def without_sound_between(film: Path, start: float, end: float) -> Path:
    """Copy a film without the packets of its sound that begin between two times."""
    copy = film.with_name("gap.mkv")
    with av.open(str(film)) as source, av.open(str(copy), "w") as target:
        streams = {stream.index: target.add_stream_from_template(stream) for stream in source.streams}
        for packet in source.demux():
            if packet.pts is None or packet.time_base is None:
                continue
            if packet.stream.type == "video" or not start <= packet.pts * packet.time_base < end:
                packet.stream = streams[packet.stream.index]
                target.mux(packet)
    return copy


def test_missing_sound_is_silence_and_moves_nothing(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mkv", scenes(4), tone(4))
    sound = read_sound(without_sound_between(film, 1, 2.5))

    def loudness(start: float, end: float) -> float:
        return float(np.abs(sound.samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]).max())

    assert sound.end == pytest.approx(4, abs=0.05)
    assert loudness(1.1, 2.4) < 0.01
    assert loudness(0.1, 0.9) == pytest.approx(0.5, abs=0.05)
    assert loudness(2.6, 3.9) == pytest.approx(0.5, abs=0.05)


def test_tracks_that_nothing_can_decode_say_so(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mkv", scenes(1), tone(1))
    content = film.read_bytes()
    film.write_bytes(content.replace(b"A_AAC", b"A_XYZ"))
    with pytest.raises(NoAudioError, match="nothing here can decode its sound track"):
        read_sound(film)
    film.write_bytes(content.replace(b"V_MPEG4/ISO/AVC", b"V_XYZZY/ISO/AVC"))
    with pytest.raises(NotAVideoError, match="nothing here can decode its picture track"):
        read_frames(film, 1)

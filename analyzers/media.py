"""Frames and sound of a video file, decoded with PyAV (https://pyav.org)."""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, pairwise
from pathlib import Path
from typing import Final, TypeVar

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

SAMPLE_RATE: Final = 16_000

Decoded = TypeVar("Decoded", av.VideoFrame, av.AudioFrame)

_log = logging.getLogger(__name__)


class MediaError(Exception):
    """A file cannot be analysed; the message names it and says why."""


class EmptyFileError(MediaError):
    """The file has no bytes."""


class NotAVideoError(MediaError):
    """The file is no video, or so damaged that it cannot be opened as one."""


class NoAudioError(MediaError):
    """The video has no sound."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture that stands for ``start`` to ``end`` seconds.

    ``pixels`` are RGB, of shape (height, width, 3).
    """

    start: float
    end: float
    pixels: NDArray[np.uint8]

    @property
    def bgr(self) -> NDArray[np.uint8]:
        """The pixels with blue first, as OpenCV and what builds on it want them."""
        return np.ascontiguousarray(self.pixels[..., ::-1])


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Mono float32 samples in -1 to 1, `SAMPLE_RATE` a second, that begin at ``start`` seconds."""

    start: float
    samples: NDArray[np.float32]

    @property
    def end(self) -> float:
        """Where the sound ends, in seconds."""
        return self.start + len(self.samples) / SAMPLE_RATE

    def split(self, seconds: float) -> Iterator["Sound"]:
        """Cut into pieces of equal length, at most ``seconds`` each."""
        start = self.start
        for samples in np.array_split(self.samples, math.ceil((self.end - self.start) / seconds)):
            piece = Sound(start, samples)
            yield piece
            start = piece.end


def read_frames(video: Path, rate: float) -> Iterator[Frame]:
    """Read ``rate`` frames a second, upright as a player shows them.

    A frame stands for the time up to the next one that was read. Of a file that was cut off, the frames
    before the cut are read.

    Raises:
        MediaError: the file is empty or not a video.
        OSError: the file cannot be read.
    """
    with _open(video) as container:
        if not container.streams.video:
            raise NotAVideoError(f"{video}: has no picture track")
        pictures = _until_damage(container.decode(video=0), video)
        for (start, picture), (end, _) in pairwise(_sample(pictures, Fraction(rate))):
            yield Frame(float(start), float(end), _upright(picture))


def read_clips(video: Path, rate: float, size: int) -> Iterator[tuple[Frame, ...]]:
    """Read ``rate`` frames a second and group ``size`` at a time; the last group may be smaller.

    Raises:
        MediaError: the file is empty or not a video.
        OSError: the file cannot be read.
    """
    clip: list[Frame] = []
    for frame in read_frames(video, rate):
        clip.append(frame)
        if len(clip) == size:
            yield tuple(clip)
            clip.clear()
    if clip:
        yield tuple(clip)


def read_sound(video: Path) -> Sound:
    """Read the first sound track, mixed down to mono at `SAMPLE_RATE`.

    Raises:
        NoAudioError: there is no sound.
        MediaError: the file is empty or not a video.
        OSError: the file cannot be read.
    """
    with _open(video) as container:
        if not container.streams.audio:
            raise NoAudioError(f"{video}: has no sound track")
        # FFmpeg's own mix to mono is louder than its sources; the mean of the channels is not.
        resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)
        sounds = _until_damage(container.decode(audio=0), video)
        blocks = [
            block.to_ndarray().mean(axis=0)
            for raw in chain(sounds, (None,))  # None flushes what the resampler holds back
            for block in resampler.resample(raw)
        ]
    if not blocks:
        raise NoAudioError(f"{video}: the sound track holds no sound")
    return Sound(0.0, np.concatenate(blocks))


@contextmanager
def _open(video: Path) -> Iterator[InputContainer]:
    if video.stat().st_size == 0:
        raise EmptyFileError(f"{video}: the file is empty")
    try:
        container = av.open(str(video))
    except av.error.InvalidDataError as error:
        raise NotAVideoError(f"{video}: cannot be opened as a video ({error.strerror})") from error
    with container:
        if container.format.name == "tty":  # FFmpeg plays text files as terminal art
            raise NotAVideoError(f"{video}: is a text file")
        yield container


def _until_damage(decoded: Iterator[Decoded], video: Path) -> Iterator[Decoded]:
    try:
        yield from decoded
    except av.error.InvalidDataError as error:
        _log.warning("%s: is damaged, and was read up to there (%s)", video, error)


def _sample(pictures: Iterator[av.VideoFrame], rate: Fraction) -> Iterator[tuple[Fraction, av.VideoFrame]]:
    """Pick the first picture at or after every 1/``rate`` s, with its time. The last time is the end."""
    origin: Fraction | None = None
    due = end = Fraction(0)
    for picture in pictures:
        if picture.pts is None or picture.time_base is None:
            continue
        shown = picture.pts * picture.time_base
        origin = shown if origin is None else origin
        time = shown - origin
        if time >= due:
            yield time, picture
            due = Fraction(math.floor(time * rate) + 1) / rate
        end = time + picture.duration * picture.time_base
    if origin is not None:
        yield end, picture


def _upright(picture: av.VideoFrame) -> NDArray[np.uint8]:
    pixels = picture.to_ndarray(format="rgb24")
    # A phone stores portrait video on its side, with the angle to turn it back, counter-clockwise.
    return np.ascontiguousarray(np.rot90(pixels, picture.rotation // 90))

"""Pictures and sound of a file as PyAV (https://pyav.org) decodes them."""

import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from analyzers.errors import EmptyFileError, NoAudioError, NotAVideoError

SAMPLE_RATE: Final = 16_000

Decoded = TypeVar("Decoded", av.VideoFrame, av.AudioFrame)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture that is shown from ``start`` to ``end``, in seconds of the file's own clock."""

    start: Fraction
    end: Fraction
    frame: av.VideoFrame

    def pixels(self, longest: int | None = None) -> NDArray[np.uint8]:
        """Convert to RGB, upright as a player shows it, scaled down where a side has more than ``longest`` pixels."""
        width, height = self.frame.width, self.frame.height
        scale = 1.0 if longest is None else min(1.0, longest / max(width, height))
        scaled = self.frame.reformat(
            max(1, round(width * scale)), max(1, round(height * scale)), "rgb24", interpolation="AREA"
        )
        # A phone stores portrait video on its side, with the angle to turn it back, counter-clockwise.
        return np.ascontiguousarray(np.rot90(scaled.to_ndarray(), self.frame.rotation // 90))


def decode_pictures(video: Path) -> Generator[Picture]:
    """Decode every picture in the order in which they are shown; of a file that was cut off, those before the cut.

    Raises:
        MediaError: the file is empty or not a video.
        OSError: the file cannot be read.
    """
    with _open(video) as container:
        if not container.streams.video:
            raise NotAVideoError(f"{video}: has no picture track")
        shown = Fraction(-1)
        for frame in _until_damage(container.decode(video=0), video):
            if frame.pts is None or frame.time_base is None:
                continue
            start = frame.pts * frame.time_base
            if start > shown:  # a broken clock can run backwards
                yield Picture(start, start + frame.duration * frame.time_base, frame)
                shown = start


def decode_sound(video: Path) -> tuple[Fraction, NDArray[np.float32]]:
    """Decode the first sound track: its start on the file's own clock, and mono samples at `SAMPLE_RATE`.

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
            block
            for raw in chain(sounds, (None,))  # None flushes what the resampler holds back
            for block in resampler.resample(raw)
        ]
    if not blocks:
        raise NoAudioError(f"{video}: the sound track holds no sound")
    start = (blocks[0].pts or 0) * (blocks[0].time_base or Fraction(0))
    return start, np.concatenate([block.to_ndarray().mean(axis=0) for block in blocks])


@contextmanager
def _open(video: Path) -> Iterator[InputContainer]:
    if video.stat().st_size == 0:
        raise EmptyFileError(f"{video}: the file is empty")
    try:
        container = av.open(str(video))
    except av.error.InvalidDataError as error:
        raise NotAVideoError(f"{video}: cannot be opened as a video ({error.strerror})") from error
    with container:
        # FFmpeg plays text files as terminal art, and pictures as films of one frame.
        if container.format.name == "tty":
            raise NotAVideoError(f"{video}: is a text file")
        if container.format.name == "image2" or container.format.name.endswith("_pipe"):
            raise NotAVideoError(f"{video}: is a picture")
        yield container


def _until_damage(decoded: Iterator[Decoded], video: Path) -> Iterator[Decoded]:
    try:
        yield from decoded
    except av.error.InvalidDataError as error:
        _log.warning("%s: is damaged, and was read up to there (%s)", video, error)

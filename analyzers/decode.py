"""Pictures and sound of a file as PyAV (https://pyav.org) decodes them."""

import logging
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Final, TypeVar

import av
import numpy as np
from av.container import InputContainer
from av.stream import Stream
from numpy.typing import NDArray

from analyzers.errors import EmptyFileError, NoAudioError, NotAVideoError

SAMPLE_RATE: Final = 16_000

LEAST_GAP: Final = 0.05  # seconds

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
    """Decode every picture in the order in which they are shown; what is damaged or cut off is left out.

    Raises:
        MediaError: the file is empty or not a video.
        OSError: the file cannot be read.
    """
    with _open(video) as container:
        if not container.streams.video:
            raise NotAVideoError(f"{video}: has no picture track")
        stream = container.streams.video[0]
        if stream.codec_context is None:
            raise NotAVideoError(f"{video}: nothing here can decode its picture track")
        shown: Fraction | None = None
        for frame in _decode(container, stream, av.VideoFrame, video):
            if frame.pts is None or frame.time_base is None:
                continue
            start = frame.pts * frame.time_base
            if shown is None or start > shown:  # a broken clock can run backwards
                yield Picture(start, start + frame.duration * frame.time_base, frame)
                shown = start


def decode_sound(video: Path) -> tuple[Fraction, NDArray[np.float32]]:
    """Decode the first sound track: its start on the file's own clock, and mono samples at `SAMPLE_RATE`.

    Where sound is missing or damaged, there is silence.

    Raises:
        NoAudioError: there is no sound, or nothing that decodes it.
        MediaError: the file is empty or not a video.
        OSError: the file cannot be read.
    """
    with _open(video) as container:
        if not container.streams.audio:
            raise NoAudioError(f"{video}: has no sound track")
        stream = container.streams.audio[0]
        if stream.codec_context is None:
            raise NoAudioError(f"{video}: nothing here can decode its sound track")
        # FFmpeg's own mix to mono is louder than its sources; the mean of the channels is not.
        resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)
        sounds = _decode(container, stream, av.AudioFrame, video)
        blocks = [
            (_time(block), block.to_ndarray().mean(axis=0))
            for raw in chain(sounds, (None,))  # None flushes what the resampler holds back
            for block in resampler.resample(raw)
        ]
    if not blocks:
        raise NoAudioError(f"{video}: the sound track holds no sound")
    start = blocks[0][0] or Fraction(0)
    return start, np.concatenate(list(_without_gaps(start, blocks)))


def _time(block: av.AudioFrame) -> Fraction | None:
    return None if block.pts is None or block.time_base is None else block.pts * block.time_base


def _without_gaps(
    start: Fraction, blocks: Iterable[tuple[Fraction | None, NDArray[np.float32]]]
) -> Iterator[NDArray[np.float32]]:
    """The samples, with silence in every gap that is longer than clocks are inexact."""
    placed = 0
    for time, samples in blocks:
        gap = 0 if time is None else round((time - start) * SAMPLE_RATE) - placed
        if gap > LEAST_GAP * SAMPLE_RATE:
            yield np.zeros(gap, np.float32)
            placed += gap
        yield samples
        placed += len(samples)


@contextmanager
def _open(video: Path) -> Iterator[InputContainer]:
    if video.stat().st_size == 0:
        raise EmptyFileError(f"{video}: the file is empty")
    try:
        container = av.open(str(video))
    except OSError:
        raise
    except av.error.FFmpegError as error:
        raise NotAVideoError(f"{video}: cannot be opened as a video ({error.strerror})") from error
    with container:
        # FFmpeg plays text files as terminal art, and pictures as films of one frame.
        if container.format.name == "tty":
            raise NotAVideoError(f"{video}: is a text file")
        if container.format.name == "image2" or container.format.name.endswith("_pipe"):
            raise NotAVideoError(f"{video}: is a picture")
        yield container


def _decode(container: InputContainer, stream: Stream, kind: type[Decoded], video: Path) -> Iterator[Decoded]:
    """Decode one track. A packet that is damaged is left out, as players do; a file that is cut off ends there."""
    damaged = 0
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            frames = [] if packet is None else packet.decode()
        except av.error.FFmpegError:
            damaged += 1
            continue
        if packet is None:
            break
        yield from (frame for frame in frames if isinstance(frame, kind))
    if damaged:
        _log.warning("%s: is damaged; %d pieces of its %s were left out", video, damaged, stream.type)

"""A video as the analyzers of a run share it: decoded once, on demand."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from analyzers.decode import SAMPLE_RATE, Picture, decode_pictures, decode_sound
from analyzers.errors import NotAVideoError
from analyzers.spool import Spool

SMALL_SIDE: Final = 192


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


@dataclass(slots=True)
class _Track:
    """The first picture at or after every 1/``rate`` s, or every picture: its start, and its number in the spool."""

    spool: Spool
    rate: Fraction | None = None
    due: Fraction = Fraction(0)
    starts: list[float] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def add(self, time: Fraction, number: int) -> None:
        self.starts.append(float(time))
        self.numbers.append(number)
        if self.rate is not None:
            self.due = Fraction(math.floor(time * self.rate) + 1) / self.rate


class Media:
    """A video file whose pictures and sound are decoded once, as far as somebody asks for them.

    Every picture is kept small, its longer side `SMALL_SIDE` pixels at most; whole, those that the ``rates``
    (pictures a second) need. They lie in temporary files, so that memory holds one at a time: a whole one of
    1920 by 1080 pixels takes 6 MB there. The sound stays in memory, 4 MB a minute.

    Raises:
        MediaError: the file is empty or not a video.
        OSError: the file cannot be read.
    """

    def __init__(self, path: Path, rates: Iterable[float] = ()) -> None:
        self.path = path
        self._whole, self._small = Spool(), Spool()
        self._all = _Track(self._small)
        self._tracks = {rate: _Track(self._whole, Fraction(rate)) for rate in rates}
        self._decoder = decode_pictures(path)
        self._origin: Fraction | None = None
        self._end = Fraction(0)
        if not self._decode_next():
            self.close()
            raise NotAVideoError(f"{path}: its picture track holds no picture")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything that was decoded."""
        self._decoder.close()
        self._whole.close()
        self._small.close()

    def frames(self, rate: float) -> Iterator[Frame]:
        """The pictures at one of the ``rates``, whole; each stands for the time up to the next."""
        return self._play(self._tracks[rate])

    def clips(self, rate: float, size: int) -> Iterator[tuple[Frame, ...]]:
        """The pictures at ``rate``, ``size`` at a time; the last group may be smaller."""
        clip: list[Frame] = []
        for frame in self.frames(rate):
            clip.append(frame)
            if len(clip) == size:
                yield tuple(clip)
                clip.clear()
        if clip:
            yield tuple(clip)

    def small_frames(self) -> Iterator[Frame]:
        """Every picture, its longer side `SMALL_SIDE` pixels at most."""
        return self._play(self._all)

    @cached_property
    def sound(self) -> Sound:
        """The first sound track; where it begins before the picture, what is heard with the picture.

        Raises:
            NoAudioError: there is no sound.
        """
        begin, samples = decode_sound(self.path)
        start = begin - (self._origin or Fraction(0))
        early = max(0, round(-start * SAMPLE_RATE))
        return Sound(max(0.0, float(start)), samples[early:])

    @property
    def end(self) -> float:
        """Where the last picture ends, in seconds; decodes all of them."""
        while self._decode_next():
            pass
        return float(self._end)

    def _play(self, track: _Track) -> Iterator[Frame]:
        for place in count():
            while place + 1 >= len(track.starts) and self._decode_next():
                pass
            if place >= len(track.starts):
                return
            following = track.starts[place + 1 : place + 2]
            end = following[0] if following else float(self._end)
            yield Frame(track.starts[place], end, track.spool[track.numbers[place]])

    def _decode_next(self) -> bool:
        picture = next(self._decoder, None)
        if picture is not None:
            self._keep(picture)
        return picture is not None

    def _keep(self, picture: Picture) -> None:
        self._origin = picture.start if self._origin is None else self._origin
        time, self._end = picture.start - self._origin, picture.end - self._origin
        self._all.add(time, self._small.append(picture.pixels(SMALL_SIDE)))
        waiting = [track for track in self._tracks.values() if time >= track.due]
        if waiting:
            number = self._whole.append(picture.pixels())
            for track in waiting:
                track.add(time, number)

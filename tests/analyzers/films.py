"""Small video files, made with PyAV."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from analyzers.base import NOTHING, Analyzer, Found
from analyzers.media import Media
from analyzers.result import Analysis

RATE = 10
SOUND_RATE = 44_100

Pixels = NDArray[np.uint8]


def scenes(seconds: int, height: int = 96, width: int = 128) -> list[Pixels]:
    """``RATE`` pictures a second, each second in a grey of its own: 40, 80, 120, ..."""
    greys = [40 * (second + 1) for second in range(seconds) for _ in range(RATE)]
    return [np.full((height, width, 3), grey, np.uint8) for grey in greys]


def tone(seconds: float, hertz: float = 440.0) -> NDArray[np.float32]:
    times = np.arange(int(seconds * SOUND_RATE)) / SOUND_RATE
    return (0.5 * np.sin(2 * np.pi * hertz * times)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Making:
    """How a film is made.

    Pictures a second, the angle to turn them by, the sound's delay in seconds, whether the index comes first, and how
    colours are stored: by default with every pixel's own, since odd sizes have no half-size colour planes.
    """

    rate: int = RATE
    rotation: int = 0
    delay: float = 0.0
    faststart: bool = False
    colours: str = "yuv444p"


def write_film(
    path: Path,
    pictures: Iterable[Pixels] = (),
    sound: NDArray[np.float32] | None = None,
    making: Making = Making(),
) -> Path:
    """Write H.264 pictures and stereo AAC sound, in the container that the suffix names."""
    pictures = list(pictures)
    with av.open(str(path), "w", options={"movflags": "+faststart"} if making.faststart else {}) as container:
        video = container.add_stream("libx264", rate=making.rate) if pictures else None
        audio = container.add_stream("aac", rate=SOUND_RATE, layout="stereo") if sound is not None else None
        if video is not None:
            video.height, video.width = pictures[0].shape[:2]
            video.pix_fmt = making.colours
            if making.rotation:
                video.set_display_rotation(making.rotation)
            for number, pixels in enumerate(pictures):
                picture = av.VideoFrame.from_ndarray(pixels, format="rgb24")
                picture.pts, picture.time_base = number, Fraction(1, making.rate)
                container.mux(video.encode(picture))
            container.mux(video.encode())
        if audio is not None and sound is not None:
            for begin in range(0, len(sound), 1024):
                block = np.stack([sound[begin : begin + 1024]] * 2)
                frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
                frame.sample_rate, frame.time_base = SOUND_RATE, Fraction(1, SOUND_RATE)
                frame.pts = begin + round(making.delay * SOUND_RATE)
                container.mux(audio.encode(frame))
            container.mux(audio.encode())
    return path


def cut_off(path: Path, share: float = 0.5) -> Path:
    """Drop the end of a file, as a broken download does."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


def look(analyzer: Analyzer, film: Path, found: Found = NOTHING) -> Analysis:
    """Have one analyzer look at a film on its own."""
    with Media(film, () if analyzer.rate is None else (analyzer.rate,)) as media:
        return analyzer.analyze(media, found)

"""Small video files, made with PyAV."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

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


def write_film(
    path: Path,
    pictures: Iterable[Pixels] = (),
    sound: NDArray[np.float32] | None = None,
    rotation: int = 0,
    faststart: bool = False,
) -> Path:
    """Write H.264 pictures and stereo AAC sound, in the container that the suffix names."""
    pictures = list(pictures)
    with av.open(str(path), "w", options={"movflags": "+faststart"} if faststart else {}) as container:
        video = container.add_stream("libx264", rate=RATE) if pictures else None
        audio = container.add_stream("aac", rate=SOUND_RATE, layout="stereo") if sound is not None else None
        if video is not None:
            video.height, video.width = pictures[0].shape[:2]
            video.pix_fmt = "yuv444p"  # odd sizes have no half-size colour planes
            if rotation:
                video.set_display_rotation(rotation)
            for number, pixels in enumerate(pictures):
                picture = av.VideoFrame.from_ndarray(pixels, format="rgb24")
                picture.pts, picture.time_base = number, Fraction(1, RATE)
                container.mux(video.encode(picture))
            container.mux(video.encode())
        if audio is not None and sound is not None:
            for begin in range(0, len(sound), 1024):
                block = np.stack([sound[begin : begin + 1024]] * 2)
                frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
                frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, begin, Fraction(1, SOUND_RATE)
                container.mux(audio.encode(frame))
            container.mux(audio.encode())
    return path


def cut_off(path: Path, share: float = 0.5) -> Path:
    """Drop the end of a file, as a broken download does."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path

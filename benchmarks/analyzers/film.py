"""A film that gives every algorithmic analyzer something to find."""

from itertools import chain
from pathlib import Path

import numpy as np

from tests.analyzers.canvas import noisy, pan, texture, zoom
from tests.analyzers.films import Making, Pixels, write_film
from tests.analyzers.sounds import Samples, beep, chord, clicks, join, noise, silence, speech

SHOT = 3  # seconds


def make_film(path: Path, seconds: int, size: tuple[int, int], rate: int) -> Path:
    """Write shots of `SHOT` seconds, pans and zooms in turn, with speech, music, effects and silence in turn."""
    shots = (_shot(number, size, rate) for number in range(seconds // SHOT))
    sound = join(*(_sound(number) for number in range(seconds // SHOT)))
    making = Making(rate=rate, colours="yuv420p")
    return write_film(path, noisy(chain.from_iterable(shots), 3), sound, making)


def _shot(number: int, size: tuple[int, int], rate: int) -> list[Pixels]:
    canvas = texture(number, 2 * size[1], 2 * size[0], grain=40)
    frames = SHOT * rate
    return list(pan(canvas, size, (3, 1), frames) if number % 2 else zoom(canvas, size, 1.004, frames))


def _sound(number: int) -> Samples:
    kinds = (
        lambda: speech(4 * SHOT, 4, (130, 110), seed=number),
        lambda: join(*(chord(0.5, note, 1.5 * note) for note in np.linspace(220, 440, 2 * SHOT))),
        lambda: join(silence(1), beep(0.3, 1000), silence(SHOT - 1.3)),
        lambda: clicks(SHOT, 120) + noise(SHOT, 0.005),
    )
    return kinds[number % len(kinds)]()

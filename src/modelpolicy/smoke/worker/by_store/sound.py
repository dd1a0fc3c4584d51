"""The sound among the samples, as libraries take it without a program that decodes it."""

import wave
from pathlib import Path
from typing import Any


def heard(file: Path) -> tuple[Any, int]:
    """The samples of 16 bits as an array of floats from -1 to 1, shape (samples,), and how many make a second."""
    import numpy as np

    with wave.open(str(file)) as sound:
        taken = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
        return taken.astype(np.float32) / 32_768, sound.getframerate()

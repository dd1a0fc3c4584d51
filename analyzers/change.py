"""How much the picture changes from frame to frame."""

from collections import deque
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzers.media import Frame

LAGS: Final = 3
GRID: Final = (32, 18)


def measure_change(frames: Iterable[Frame]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Compare each frame with those before it, by the colours of a coarse grid that evens out noise.

    Gives the frames' starts in seconds, and of shape (frames, `LAGS`) the mean difference, in levels of 0 to 255, from
    the frame one, two, ... before. Where there is none before, the difference is 0.
    """
    import cv2

    starts, changes = [], []
    before: deque[NDArray[np.float32]] = deque(maxlen=LAGS)
    for frame in frames:
        grid = cv2.resize(frame.pixels, GRID, interpolation=cv2.INTER_AREA).astype(np.float32)
        change = [float(np.abs(grid - earlier).mean()) for earlier in before]
        changes.append(change + [0.0] * (LAGS - len(change)))
        starts.append(frame.start)
        before.appendleft(grid)
    return np.array(starts), np.array(changes)

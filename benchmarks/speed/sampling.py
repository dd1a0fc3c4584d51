"""Where a scan's time goes, by samples: which module of modelpolicy was at work, every few milliseconds."""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

import modelpolicy

EVERY: Final = 0.005
"""Seconds of processor time between two samples."""

_ROOT: Final = Path(modelpolicy.__file__).parent


@contextmanager
def sampled() -> Iterator[Counter[str]]:
    """Counts the modules at work in here; what Python does for a module (parsing, reading) is that module's."""
    found: Counter[str] = Counter()

    def take(_: int, frame: FrameType | None) -> None:
        found[_module_of(frame)] += 1

    before = signal.signal(signal.SIGPROF, take)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        yield found
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _module_of(frame: FrameType | None) -> str:
    while frame is not None:
        place = Path(frame.f_code.co_filename)
        if place.is_relative_to(_ROOT):
            return place.relative_to(_ROOT).with_suffix("").as_posix().replace("/", ".")
        frame = frame.f_back
    return "Python itself"

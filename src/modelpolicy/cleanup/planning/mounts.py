"""Where other file systems are mounted: what Linux shows of that in ``/proc``. Where there is no ``/proc``, nothing.

A directory that holds a mount point can be renamed, and what is mounted goes with it: to delete that would be to delete
on a file system that no store is on.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from modelpolicy.stores.machine import is_within

_TABLE: Final = Path("/proc/self/mountinfo")
_PLACE: Final = 4
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


def mount_points(table: Path = _TABLE) -> tuple[str, ...]:
    """Absolute paths, bind mounts included."""
    with suppress(OSError):
        lines = table.read_text(errors="surrogateescape").splitlines()
        return tuple(_ESCAPED.sub(lambda match: chr(int(match[1], 8)), line.split()[_PLACE]) for line in lines)
    return ()


def mounted_in(root: str, home: str, points: Iterable[str]) -> str:
    """The first mount point below ``root`` in which ``home`` lies, or that lies in it; empty where there is none."""
    below = (point for point in points if point != root and is_within(point, root))
    return next((point for point in below if is_within(point, home) or is_within(home, point)), "")

"""Which files running processes hold open or have mapped: what Linux shows of them in ``/proc``.

Of other users' processes only root sees that. Where there is no ``/proc``, nothing is known.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_MAPPED_PATH: Final = 5


def held_open(proc: Path = _PROC) -> dict[str, str]:
    """Absolute path of each file to the process that holds it, as ``PID NAME``; this process left out."""
    found: dict[str, str] = {}
    for number in _processes(proc):
        name = ""
        for path in (*_descriptors(proc / number), *_mappings(proc / number)):
            name = name or _name(proc / number)
            found.setdefault(path, f"{number} {name}")
    return found


def _processes(proc: Path) -> list[str]:
    own = str(os.getpid())
    with suppress(OSError):
        return [number for number in os.listdir(proc) if number.isdigit() and number != own]  # noqa: PTH208
    return []


def _descriptors(process: Path) -> Iterator[str]:
    with suppress(OSError):
        for descriptor in os.listdir(process / "fd"):  # noqa: PTH208
            with suppress(OSError):
                path = os.readlink(process / "fd" / descriptor)  # noqa: PTH115 - what is no path is told by its first character
                if path.startswith("/"):
                    yield path


def _mappings(process: Path) -> Iterator[str]:
    """Weights that were mapped need no descriptor any more."""
    with suppress(OSError):
        for line in (process / "maps").read_text(errors="surrogateescape").splitlines():
            parts = line.split(maxsplit=_MAPPED_PATH)
            if len(parts) > _MAPPED_PATH and parts[_MAPPED_PATH].startswith("/"):
                yield parts[_MAPPED_PATH]


def _name(process: Path) -> str:
    with suppress(OSError):
        return (process / "comm").read_text(errors="replace").strip()
    return ""

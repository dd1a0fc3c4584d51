"""Every attempt of this process to change the file system, as Python's own audit events tell it.

That is below all ports: whatever code makes the attempt, and whether it succeeds or not, it is seen.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

_PATHS: Final[dict[str, tuple[tuple[int, int | None], ...]]] = {
    "os.chmod": ((0, 2),),
    "os.link": ((1, 3),),
    "os.mkdir": ((0, 2),),
    "os.remove": ((0, 1),),
    "os.rename": ((0, 2), (1, 3)),
    "os.rmdir": ((0, 1),),
    "os.symlink": ((1, 2),),
    "os.truncate": ((0, None),),
    "os.utime": ((0, 3),),
}
"""Event to the positions of its paths, each with that of the directory that it is relative to."""

_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_watchers: list[Callable[[str, tuple[str, ...]], None]] = []


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watchers:
        return
    is_written = event == "open" and not isinstance(arguments[0], int) and arguments[2] & _WRITES
    places = ((0, None),) if is_written else _PATHS.get(event, ())
    paths = tuple(_absolute(arguments[at], None if to is None else arguments[to]) for at, to in places)
    for watcher in list(_watchers) if paths else ():
        watcher(event, paths)


sys.addaudithook(_heard)


def _absolute(path: Any, directory: int | None) -> str:
    """The entry that is changed: what its directory leads to counts, and not where it is a link to."""
    if isinstance(path, int):
        return str(_opened(path))
    start = Path.cwd() if directory is None or directory < 0 else _opened(directory)
    place = start / os.fsdecode(path)
    return str(place.parent.resolve() / place.name)


def _opened(descriptor: int) -> Path:
    return Path(f"/proc/self/fd/{descriptor}").readlink()


@contextmanager
def watching(watcher: Callable[[str, tuple[str, ...]], None]) -> Iterator[None]:
    """Tell ``watcher`` of every attempt before it is made."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


@contextmanager
def changes() -> Iterator[list[tuple[str, str]]]:
    """The attempts, each as its event and a path that it would change."""
    found: list[tuple[str, str]] = []
    with watching(lambda event, paths: found.extend((event, path) for path in paths)):
        yield found


@contextmanager
def changes_only_in(*places: Path) -> Iterator[None]:
    """No attempt is made to change anything but what lies in ``places``; and some attempt is seen at all."""
    allowed = tuple(f"{place}/" for place in places)
    with pytest.MonkeyPatch.context() as patch, changes() as found:
        patch.setattr(sys, "dont_write_bytecode", True)
        yield
    assert [attempt for attempt in found if not f"{attempt[1]}/".startswith(allowed)] == []
    assert found

"""Whether files are what they were when something was made from them."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import time_ns
from typing import Any, Final

from modelpolicy.cache.digest import file_digest

SETTLED: Final = 2_000_000_000
"""Nanoseconds; a file that was changed so shortly ago can change again without its times telling."""

Seal = Sequence[Any]
"""What a file was: the digest of its content, ``None`` where it cannot be read, and its status where that tells.

The status is size, inode and both times of change: who sets one of these back changes the other. Plain data.
"""


def seal(place: Path) -> Seal:
    """What the file at ``place`` is now."""
    status = _status(place)
    digest = file_digest(place)
    is_settled = status is not None and max(status[2:]) < time_ns() - SETTLED
    return [digest, status if is_settled and status == _status(place) else None]


def is_whole(sealed: Seal, place: Path) -> bool:
    """Whether the file at ``place`` is what it was: told by its status, else by its content."""
    digest: str | None
    status: list[int] | None
    digest, status = sealed
    return (status is not None and status == _status(place)) or file_digest(place) == digest


class Seals:
    """The files below ``root`` that something is going to be made from, sealed before that."""

    def __init__(self, root: Path, paths: Iterable[str]) -> None:
        self._root = root
        self._start = time_ns()
        self._sealed = {path: seal(root / path) for path in paths}

    def after(self, paths: Collection[str]) -> dict[str, Seal] | None:
        """The seals of ``paths``, which it was made from in the end; ``None`` where any changed meanwhile."""
        early = {path: self._sealed[path] for path in paths if path in self._sealed}
        late = [path for path in paths if path not in early]
        if any(map(self._is_younger, late)) or not are_whole(self._root, early):
            return None
        return early | {path: seal(self._root / path) for path in late}

    def _is_younger(self, path: str) -> bool:
        """Whether the file may have changed after it was read: nobody sealed it before."""
        status = _status(self._root / path)
        return status is not None and max(status[2:]) >= self._start


def are_whole(root: Path, sealed: Mapping[str, Seal]) -> bool:
    """Whether all files are what they were; paths are relative to ``root``."""
    return not any(True for _ in changed(root, sealed))


def changed(root: Path, sealed: Mapping[str, Seal]) -> Iterator[str]:
    """The files that are not what they were; paths are relative to ``root``."""
    return (path for path, one in sealed.items() if not is_whole(one, root / path))


def _status(place: Path) -> list[int] | None:
    try:
        status = os.stat(place)  # noqa: PTH116  # a Path's own method is slower, and there are tens of thousands
    except OSError:
        return None
    return [status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns]

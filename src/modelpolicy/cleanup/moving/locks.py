"""One deletion at a time, and none while the hub client downloads.

The hub client locks ``.locks/<repository>/<etag>.lock`` in its cache with ``flock`` while it fetches a file. Checked
against huggingface_hub 2.4.0, ``file_download``.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from modelpolicy.errors import Problem, RefusedError

_LOCKS: Final = ".locks"


@contextmanager
def exclusive(path: Path, what: str) -> Iterator[None]:
    """Hold the lock in the file ``path``, or refuse at once where another process does. ``what`` is held up then.

    Raises:
        RefusedError: another process holds it, or it cannot be made.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        problem = Problem(str(path), 0, f"the lock cannot be made: {error.strerror}", "make this place writable")
        raise RefusedError(problem) from error
    with ExitStack() as held:
        held.callback(os.close, handle)
        _take(handle, str(path), f"{what} is at work in another process", "wait until it has ended")
        yield


@contextmanager
def no_downloads(entries: Iterable[tuple[str, str]]) -> Iterator[None]:
    """Hold the hub client's locks on the repositories of ``entries``: pairs of a store's root and a path in it.

    Raises:
        RefusedError: a download is under way.
    """
    with ExitStack() as held:
        for path in sorted({lock for root, entry in entries for lock in _locks(root, entry)}):
            with suppress(OSError):
                handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
                held.callback(os.close, handle)
                _take(handle, path, "a download is under way", "wait until it has ended, then plan again")
        yield


def _locks(root: str, entry: str) -> Iterator[str]:
    directory = f"{root}/{_LOCKS}/{entry[len(root) + 1 :].partition('/')[0]}"
    with suppress(OSError):
        yield from (f"{directory}/{name}" for name in os.listdir(directory) if name.endswith(".lock"))  # noqa: PTH208


def _take(handle: int, path: str, message: str, remedy: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise RefusedError(Problem(path, 0, message, remedy)) from error

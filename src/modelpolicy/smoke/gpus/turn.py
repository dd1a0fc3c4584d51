"""Devices for one process of several that ask for them and know nothing of each other."""

import fcntl
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def turn(locks: Iterable[Path], waiting: Callable[[], object]) -> Iterator[None]:
    """Have the turn by each of the files ``locks`` for as long as the context lasts.

    They are taken in their order by name, so that nobody waits for somebody who waits for them. ``waiting`` is called
    before another process's turn is waited for.
    """
    with ExitStack() as stack:
        for lock in sorted(locks):
            _take(stack.enter_context(lock.open("a")), waiting)
        yield


def _take(file: IO[str], waiting: Callable[[], object]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(file, fcntl.LOCK_EX)

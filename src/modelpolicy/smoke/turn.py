"""A GPU for one process of several that ask for it: those of pytest-xdist know nothing of each other."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(lock: Path) -> Iterator[None]:
    """Wait until no other process has its turn by the file ``lock``, and have it for as long as the context lasts."""
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

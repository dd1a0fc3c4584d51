"""Work as a user whom permissions stop: root, as whom containers often run tests, is stopped by none."""

import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

NOBODY: Final = 65_534


@contextmanager
def place_of_nobody() -> Iterator[Path]:
    """A directory that such a user can reach; pytest's own are closed to all but who runs it."""
    place = Path(tempfile.mkdtemp()).resolve()
    place.chmod(0o755)
    try:
        yield place
    finally:
        for path in (place, *place.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(place)


def give_to_nobody(place: Path) -> None:
    """Where root runs the tests, everything below ``place`` changes its owner."""
    if os.geteuid() == 0:
        for path in (place, *place.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def as_nobody(work: Callable[[], bool]) -> bool:
    """What ``work`` says, in a process of its own that is not root's."""
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os._exit(int(not work()))
        except BaseException:  # noqa: BLE001 - a child must never go on as a second test run
            traceback.print_exc()
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0

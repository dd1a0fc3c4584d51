"""File systems that fail, and processes that die in the middle."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from modelpolicy.cleanup.moving.files import RealFiles

Moment = Literal["before", "half", "after"]


class Unsynced(RealFiles):
    """The real one for tests that no power failure ends: it waits for no disk."""

    def append(self, path: str, content: bytes) -> None:
        with Path(path).open("ab") as file:
            file.write(content)

    def settle(self, path: str) -> None:
        assert Path(path).exists()


@dataclass
class Recorded:
    """The real file system; remembers what it was asked to do, and calls ``interfere`` before and after."""

    interfere: Callable[["Recorded", Moment], None] = lambda _, __: None
    done: list[tuple[str, ...]] = field(default_factory=list)
    real: RealFiles = field(default_factory=Unsynced)

    def _do(self, name: str, *arguments: object) -> None:
        self.done.append((name, *map(str, arguments)))
        self.interfere(self, "before")
        getattr(self.real, name)(*arguments)
        self.interfere(self, "after")

    def rename(self, source: str, target: str) -> None:
        self._do("rename", source, target)

    def make_directory(self, path: str, mode: int) -> None:
        self._do("make_directory", path, mode)

    def remove_directory(self, path: str) -> None:
        self._do("remove_directory", path)

    def append(self, path: str, content: bytes) -> None:
        self.done.append(("append", path))
        self.interfere(self, "before")
        half = len(content) // 2
        self.real.append(path, content[:half])
        self.interfere(self, "half")
        self.real.append(path, content[half:])
        self.interfere(self, "after")

    def settle(self, path: str) -> None:
        self._do("settle", path)

    def set_times(self, path: str, accessed: int, modified: int) -> None:
        self._do("set_times", path, accessed, modified)


def killed(step: int, moment: Moment) -> Recorded:
    """A file system that kills its process at the given operation, counted from 1."""

    def interfere(files: Recorded, now: Moment) -> None:
        if len(files.done) == step and now == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    return Recorded(interfere)


def failing(step: int, error: OSError) -> Recorded:
    """A file system in which one operation fails."""

    def interfere(files: Recorded, now: Moment) -> None:
        if len(files.done) == step and now == "before":
            raise error

    return Recorded(interfere)


def dies(work: Callable[[], object]) -> bool:
    """Whether a process of its own that does ``work`` is killed on the way."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a child must never go on as a second test run
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)

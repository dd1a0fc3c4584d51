"""A bar on the terminal for what takes longer than a second."""

import sys
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE: Final = 1.0
"""Seconds in which nothing is shown."""


class ProgressBar:
    """Counts files on stderr, after a second, and only where that is a terminal. Rich is imported when it appears."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._appears = monotonic() + patience
        self._files = self._done = 0
        self._bar: tuple[Progress, TaskID] | None = None

    def begin(self, files: int) -> None:
        """A scan of so many files begins."""
        self._files = files

    def advance(self, files: int) -> None:
        """So many more files were looked at."""
        self._done += files
        if self._bar is None and sys.stderr.isatty() and monotonic() > self._appears:
            self._bar = self._shown()
        if self._bar is not None:
            bar, task = self._bar
            bar.update(task, completed=self._done)

    def end(self) -> None:
        """The scan is over: the bar goes."""
        if self._bar is not None:
            self._bar[0].stop()

    def _shown(self) -> "tuple[Progress, TaskID]":
        from rich.console import Console
        from rich.progress import Progress

        bar = Progress(console=Console(stderr=True), transient=True)
        task = bar.add_task("files", total=self._files)
        bar.start()
        return bar, task

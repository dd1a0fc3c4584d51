"""Which file of a tree takes the longest."""

import time
from pathlib import Path
from typing import Final

from modelpolicy.settings.schema import Settings
from modelpolicy.source.discover import discover
from modelpolicy.source.units import units
from modelpolicy.usecases.scanning.unit import Rows, scan_apart

LIMIT: Final = 2.0
"""Seconds of processor time that one file may take."""


class StopWatch:
    """A ``Progress`` that measures: told of all files that are passed over at first, then of one file after another."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last: float | None = None

    def begin(self, files: int) -> None:  # noqa: ARG002  # the port has it
        """What comes first is the search for what is worth parsing: no file's own time."""
        self._last = None

    def advance(self, files: int) -> None:
        """So many more files were looked at."""
        now = time.process_time()
        if self._last is not None and files == 1:
            self.longest = max(self.longest, now - self._last)
        self._last = now

    def end(self) -> None:
        """Nothing is measured any more."""


def longest_file(tree: Path) -> float:
    """The processor time of the file that takes the longest, in seconds; what is parsed for it counts as its own."""
    watch, settings = StopWatch(), Settings()
    found = discover(tree, [tree], settings.exclude)
    for unit in units(found.paths, found.environments):
        scan_apart(tree, [unit], Rows(settings.loaders, "settings"), watch)
    return watch.longest

"""How far a scan is: what shows it is no part of the scan."""

from typing import Final, Protocol


class Progress(Protocol):
    """Is told how many files there are, and how many more were looked at."""

    def begin(self, files: int) -> None:
        """A scan of so many files begins."""

    def advance(self, files: int) -> None:
        """So many more files were looked at."""

    def end(self) -> None:
        """The scan is over, whether it went well or not."""


class _Unseen:
    """Shows nothing."""

    def begin(self, files: int) -> None:
        """Nobody looks."""

    def advance(self, files: int) -> None:
        """Nobody looks."""

    def end(self) -> None:
        """Nobody looks."""


UNSEEN: Final[Progress] = _Unseen()

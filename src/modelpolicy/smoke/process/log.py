"""What a worker prints, kept in a file of bounded size: a library that prints without end must not fill the disk."""

from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import IO, Final

_HALF: Final = 1_000_000  # bytes


class Log:
    """The first ``half`` bytes of what is added, and the last; between them a line says how many are left out.

    The first are written at once, the rest at the end. What is not more than both halves is kept as it is.
    """

    def __init__(self, file: IO[bytes], half: int = _HALF) -> None:
        self._file = file
        self._half = half
        self._room = half
        self._last = bytearray()
        self._left_out = 0

    def add(self, printed: bytes) -> None:
        """Take what was printed next."""
        first = printed[: self._room]
        self._file.write(first)
        self._file.flush()  # people look into it while the worker runs
        self._room -= len(first)
        self._last += printed[len(first) :]
        self._trim(most=2 * self._half)  # not at every print, for what stays is moved then

    def end(self) -> None:
        """Write what is kept of the rest."""
        self._trim(most=self._half)
        if self._left_out:
            self._file.write(f"\n[modelpolicy: {self._left_out} bytes of the log are left out here]\n".encode())
        self._file.write(self._last)

    def _trim(self, most: int) -> None:
        if len(self._last) > most:
            surplus = len(self._last) - self._half
            del self._last[:surplus]
            self._left_out += surplus


def keep(printed: BufferedReader, place: Path) -> None:
    """Write what comes through the pipe ``printed`` into the file ``place``, until nobody holds its other end."""
    with suppress(OSError), printed, place.open("wb") as file:  # on a full disk, printing fails as into a file
        log = Log(file)
        while part := printed.read1():
            log.add(part)
        log.end()

"""More pictures than fit into memory."""

from tempfile import TemporaryFile

import numpy as np
from numpy.typing import NDArray


class Spool:
    """Keeps arrays of bytes in a temporary file, numbered from 0 in the order in which they came.

    The file lies where Python puts temporary files (``TMPDIR`` moves it) and vanishes with the spool.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - it stays open as long as this
        self._places: list[tuple[int, tuple[int, ...]]] = []
        self._bytes = 0

    def append(self, array: NDArray[np.uint8]) -> int:
        """Keep a copy of ``array``, and give the number under which it is kept.

        Raises:
            OSError: there is no room.
        """
        self._file.seek(self._bytes)
        self._file.write(array.tobytes())
        self._places.append((self._bytes, array.shape))
        self._bytes += array.nbytes
        return len(self._places) - 1

    def __getitem__(self, number: int) -> NDArray[np.uint8]:
        offset, shape = self._places[number]
        array = np.empty(shape, np.uint8)
        self._file.seek(offset)
        self._file.readinto(array.data)
        return array

    def close(self) -> None:
        """Delete everything."""
        self._file.close()

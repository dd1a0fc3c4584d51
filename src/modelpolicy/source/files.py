"""The files of a project by their path, each parsed once, and again only after ``forget``."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import Final

from modelpolicy.domain.load import Failure
from modelpolicy.domain.location import Location
from modelpolicy.source.decode import BOM
from modelpolicy.source.exports import Exports, exports
from modelpolicy.source.identifiers import attributes_set, identifiers, names_read, places_of
from modelpolicy.source.parse import Parsed, parse, parse_notebook
from modelpolicy.source.walk import NOTEBOOK

MOST_KEPT: Final = 50_000_000
"""Bytes of source."""

LONGEST_LINE: Final = 1_000
"""Bytes; a longer line of a notebook is a picture, or what a cell has printed."""

PICTURE_BYTES_OF_A_CODE_BYTE: Final = 20
"""Bytes of such a line that take as long to read as one of code takes to parse."""

LARGEST_CONFIG: Final = 1_000_000
"""Bytes; a larger file is data, not configuration."""


class SourceFiles:
    """Reads below ``root``. Paths are POSIX and relative to it. A file that was parsed is not read again.

    The bytes of unparsed files are kept, as many as ``MOST_KEPT``: the search for what is worth parsing asks for them
    again and again.
    ``configurations`` are the files below ``root`` that ``read`` was asked for, ``sizes`` those that ``size`` gave.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._parsed: dict[str, Parsed] = {}
        self._failures: dict[str, tuple[Failure, ...]] = {}
        self._kept: dict[str, bytes] = {}
        self._room = MOST_KEPT
        self.sizes: dict[str, int] = {}
        self.configurations: set[str] = set()

    def parse(self, path: str) -> Parsed:
        """Give the trees of the file, or a failure that says why it cannot be read."""
        if path not in self._parsed:
            data = self._bytes(path)
            self._parsed[path] = _parse(path, data)
            self._failures[path] = self._parsed[path].failures
            self._room += len(self._kept.pop(path, b""))
        return self._parsed[path]

    def forget(self) -> None:
        """Let all trees go."""
        self._parsed.clear()

    @property
    def parsed(self) -> Collection[str]:
        """The files that were parsed up to now."""
        return self._failures.keys()

    def failures(self) -> list[Failure]:
        """What could not be read of the files parsed so far, by their paths."""
        return [failure for path in sorted(self._failures) for failure in self._failures[path]]

    def words(self, path: str) -> frozenset[bytes]:
        """The identifiers in the file's bytes; none where it cannot be read."""
        return identifiers(self.text(path) or b"")

    def mentions(self, path: str, word: str) -> bool:
        """Whether the file's bytes hold the identifier ``word``."""
        return any(True for _ in places_of(self.text(path) or b"", word.encode()))

    def exports(self, path: str) -> Exports:
        """What the file has for ``import *`` to take, told from its bytes."""
        return exports(self.text(path) or b"")

    def names_read(self, path: str) -> frozenset[bytes]:
        """The names that code in the file may read; in a notebook, whose code stands in strings, all identifiers."""
        return self.words(path) if path.endswith(NOTEBOOK) else names_read(self.text(path) or b"")

    def attributes_set(self, path: str) -> frozenset[bytes]:
        """The attributes that code in the file may set, of anything, told from the file's bytes."""
        return attributes_set(self.text(path) or b"")

    def size(self, path: str) -> int:
        """How many bytes of code the file has, rounded: bounds do not depend on each; 0 where it cannot be read."""
        if path not in self.sizes:
            size = self._code_of_notebook(path) if path.endswith(NOTEBOOK) else self._size(path)
            self.sizes[path] = _rounded(size)
        return self.sizes[path]

    def _size(self, path: str) -> int:
        try:
            return (self._root / path).stat().st_size
        except OSError:
            return 0

    def _code_of_notebook(self, path: str) -> int:
        """A notebook's bytes, of which a picture's, in one long line, hardly count: they are no code to parse."""
        data = self._bytes(path)
        lines = data.splitlines() if isinstance(data, bytes) else ()
        return sum(_cost_of_line(len(line)) for line in lines)

    def text(self, path: str) -> bytes | None:
        """The bytes of a source file, without a byte order mark; ``None``: unreadable.

        Of a notebook with line ends, where JSON has escapes.
        """
        data = self._bytes(path)
        return None if isinstance(data, OSError) else _unescaped(path, data.removeprefix(BOM))

    def read(self, path: str) -> bytes | None:
        """The bytes of any file of the project, no larger than configuration is; ``None`` for anything else.

        What stands elsewhere is the machine's, and can change with every look at it (``/proc/mounts``).
        """
        if path.startswith(("/", "../")):
            return None
        self.configurations.add(path)
        place = self._root / path
        try:
            inside = place.resolve().is_relative_to(self._root.resolve())
            return place.read_bytes() if inside and place.stat().st_size <= LARGEST_CONFIG else None
        except (OSError, ValueError):
            return None

    def _bytes(self, path: str) -> bytes | OSError:
        """The bytes, or why they cannot be read."""
        if path in self._kept:
            return self._kept[path]
        try:
            data = (self._root / path).read_bytes()
        except OSError as error:
            return error
        if len(data) <= self._room and path not in self._parsed:
            self._kept[path] = data
            self._room -= len(data)
        return data


def _rounded(size: int) -> int:
    """To kilobytes, of a large file to five binary digits: few edits make it another size."""
    step = 1 << max(size.bit_length() - 5, 10)
    return (size + step // 2) // step * step


def _cost_of_line(size: int) -> int:
    """What a line of a notebook takes to parse, in bytes of code."""
    return size if size <= LONGEST_LINE else size // PICTURE_BYTES_OF_A_CODE_BYTE


def _unescaped(path: str, data: bytes) -> bytes:
    """The bytes as they are; in JSON, where a word can follow the n of a line end, with line ends."""
    return data.replace(rb"\n", b"\n") if path.endswith(NOTEBOOK) else data


def _parse(path: str, data: bytes | OSError) -> Parsed:
    if isinstance(data, bytes):
        return (parse_notebook if path.endswith(NOTEBOOK) else parse)(path, data)
    reason = os.strerror(data.errno) if data.errno else str(data)
    return Parsed(path, (), (Failure(Location(path), reason, searched=False),))

"""The files of a project by their path, each read and parsed at most once."""

import os
from functools import cached_property
from pathlib import Path
from typing import Final

from modelpolicy.domain.load import Failure
from modelpolicy.domain.location import Location
from modelpolicy.source.identifiers import identifiers
from modelpolicy.source.parse import Parsed, parse, parse_notebook
from modelpolicy.source.walk import NOTEBOOK

LARGEST_CONFIG: Final = 1_000_000
"""Bytes; a larger file is data, not configuration."""


class _File:
    """A file's bytes, and what is made of them when asked for."""

    def __init__(self, root: Path, path: str) -> None:
        self._path = path
        self._place = root / path

    @cached_property
    def data(self) -> bytes | OSError:
        """The bytes, or why they cannot be read."""
        try:
            return self._place.read_bytes()
        except OSError as error:
            return error

    @cached_property
    def words(self) -> frozenset[bytes]:
        """The identifiers in the bytes; none where these cannot be read."""
        if not isinstance(self.data, bytes):
            return frozenset()
        # In JSON a word can follow the n of an escaped line end.
        is_notebook = self._path.endswith(NOTEBOOK)
        return identifiers(self.data.replace(rb"\n", b"\n") if is_notebook else self.data)

    @cached_property
    def parsed(self) -> Parsed:
        """The trees; an unreadable file has none, and a failure that says why."""
        if isinstance(self.data, bytes):
            return (parse_notebook if self._path.endswith(NOTEBOOK) else parse)(self._path, self.data)
        reason = os.strerror(self.data.errno) if self.data.errno else str(self.data)
        return Parsed(self._path, (), (Failure(Location(self._path), reason, searched=False),))


class SourceFiles:
    """Reads below ``root``. Paths are POSIX and relative to it. A file that changes later is not read again."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, _File] = {}

    def parse(self, path: str) -> Parsed:
        """Give the trees of the file, or a failure that says why it cannot be read."""
        return self._file(path).parsed

    def mentions(self, path: str, name: str) -> bool:
        """Whether the file's bytes hold the identifier ``name``."""
        return name.encode() in self._file(path).words

    def mentions_any(self, path: str, names: frozenset[bytes]) -> bool:
        """Whether the file's bytes hold one of the identifiers ``names``; unreadable files must be parsed to see."""
        file = self._file(path)
        return isinstance(file.data, OSError) or not names.isdisjoint(file.words)

    def read(self, path: str) -> bytes | None:
        """The bytes of any file of the project, no larger than configuration is; ``None`` for anything else."""
        place = self._root / path
        try:
            inside = place.resolve().is_relative_to(self._root.resolve())
            return place.read_bytes() if inside and place.stat().st_size <= LARGEST_CONFIG else None
        except (OSError, ValueError):
            return None

    def _file(self, path: str) -> _File:
        return self._files.setdefault(path, _File(self._root, path))

"""The directory walk: linear, safe against loops of symbolic links."""

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final, TypeAlias

from modelpolicy.domain.load import Failure
from modelpolicy.domain.location import Location
from modelpolicy.source.globs import Excluded

SKIPPED: Final = frozenset({"__pycache__", "__pypackages__", "node_modules", "site-packages"})
"""Directories without source of the project, beside hidden ones."""

NOTEBOOK: Final = ".ipynb"
SOURCES: Final = (".py", NOTEBOOK)
"""How the names of source files end."""

MARKS: Final = frozenset({"pyvenv.cfg", "CACHEDIR.TAG"})
"""A directory that holds one of these files is a virtual environment or a cache."""

Identity: TypeAlias = tuple[int, int]
"""Device and inode."""


class Walk:
    """Collects source files below ``root``; all paths are POSIX and relative to it, ``""`` being the root.

    Files with two hard links are two files, as they are to Python's import system. Symbolic links come
    last, so that a file is listed by its own name where it has one.
    """

    def __init__(self, root: Path, excluded: Excluded) -> None:
        self.files: set[str] = set()
        self.failures: list[Failure] = []
        self._root = root
        self._excluded = excluded
        self._seen: set[Identity] = set()
        self._links: list[str] = []

    def file(self, path: str) -> None:
        """Take the file that was named itself, unless it is excluded or was seen by another name."""
        identity = _identity((self._root / path).stat())
        if identity not in self._seen and not self._excluded.with_parents(path):
            self._take(path, identity)

    def directory(self, path: str) -> None:
        """Take all source below the directory that was named itself."""
        self._descend(path, named=path)

    def follow_links(self) -> None:
        """Take what the symbolic links seen so far lead to, where nothing else led there."""
        while self._links:
            batch = sorted(self._links)
            self._links.clear()
            for link in batch:
                self._follow(link)

    def _follow(self, link: str) -> None:
        is_source = link.endswith(SOURCES) and not self._excluded.file(link)
        try:
            status = (self._root / link).stat()
        except OSError as error:
            if is_source:
                self._fail(link, error)
            return
        if S_ISDIR(status.st_mode):
            if self._is_wanted(link):
                self._descend(link)
        elif is_source and S_ISREG(status.st_mode) and _identity(status) not in self._seen:
            self._take(link, _identity(status))

    def _descend(self, path: str, named: str | None = None) -> None:
        pending = [path]
        while pending:
            current = pending.pop()
            try:
                pending += self._inside(current, marked=current == named)
            except OSError as error:
                self._fail(current, error)

    def _inside(self, path: str, *, marked: bool) -> list[str]:
        """Take the source files in the directory and give the directories in it; ``marked``: even if marked."""
        place = self._root / path
        identity = _identity(place.stat())
        if identity in self._seen:
            return []
        self._seen.add(identity)
        with os.scandir(place) as scan:
            entries = list(scan)
        if not marked and any(entry.name in MARKS for entry in entries):
            return []
        deeper = []
        for entry in entries:
            name = f"{path}/{entry.name}" if path else entry.name
            if entry.is_symlink():
                self._links.append(name)
            elif entry.is_dir(follow_symlinks=False):
                deeper += [name] if self._is_wanted(name) else []
            elif name.endswith(SOURCES) and entry.is_file() and not self._excluded.file(name):
                self._take(name, (identity[0], entry.inode()))
        return deeper

    def _is_wanted(self, directory: str) -> bool:
        name = directory.rpartition("/")[2]
        return not (name.startswith(".") or name in SKIPPED or self._excluded.directory(directory))

    def _take(self, path: str, identity: Identity) -> None:
        self.files.add(path)
        self._seen.add(identity)

    def _fail(self, path: str, error: OSError) -> None:
        self.failures.append(Failure(Location(path or "."), error.strerror or str(error), searched=False))


def _identity(status: os.stat_result) -> Identity:
    return status.st_dev, status.st_ino

"""The directory walk: linear, safe against loops of symbolic links."""

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG, S_IXUSR
from typing import Final, TypeAlias

from modelpolicy.domain.load import Failure
from modelpolicy.domain.location import Location
from modelpolicy.source.globs import Excluded
from modelpolicy.source.kinds import calls_shell, kind_of

SKIPPED: Final = frozenset({"__pycache__", "__pypackages__", "node_modules", "site-packages"})
"""Directories without source of the project, beside hidden ones."""

SHOWN: Final = frozenset({".github", ".gitlab", ".devcontainer"})
"""Hidden directories in which projects keep what builds and tests them."""

NOTEBOOK: Final = ".ipynb"
SOURCES: Final = (".py", NOTEBOOK)
"""How the names of source files end."""

DOCUMENTS: Final = (".md", ".markdown")
"""How the names of Markdown documents end."""

FIRST_LINE: Final = 200
"""Bytes of a file in which its first line is looked for."""

MARKS: Final = frozenset({"pyvenv.cfg", "CACHEDIR.TAG"})
"""A directory that holds one of these files is a virtual environment or a cache."""

INSTALLED: Final = ".dist-info"
"""How directories end that say which distribution is installed beside them."""

Identity: TypeAlias = tuple[int, int]
"""Device and inode."""


class Walk:
    """Collects source files below ``root``; all paths are POSIX and relative to it, ``""`` being the root.

    ``files`` are Python and notebooks, ``scripts`` what else holds commands (``kinds``), ``documents`` Markdown.
    ``environments`` are the directories that distributions are installed in.

    Files with two hard links are two files, as they are to Python's import system. Symbolic links come
    last, so that a file is listed by its own name where it has one.
    """

    def __init__(self, root: Path, excluded: Excluded) -> None:
        self.files: set[str] = set()
        self.scripts: set[str] = set()
        self.documents: set[str] = set()
        self.failures: list[Failure] = []
        self.environments: set[str] = set()
        self._root = root
        self._excluded = excluded
        self._seen: set[Identity] = set()
        self._links: list[str] = []

    def file(self, path: str, *, python: bool) -> None:
        """Take the file that was named itself, unless it is excluded or was seen by another name."""
        identity = _identity((self._root / path).stat())
        if identity not in self._seen and not self._excluded.with_parents(path):
            self._take(path, identity, self.files if python else self.scripts)

    def document(self, path: str) -> None:
        """Take the Markdown document that was named itself, unless it is excluded."""
        if not self._excluded.with_parents(path):
            self.documents.add(path)

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
        is_source = _is_named_as_source(link) and not self._excluded.file(link)
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
            self._take(link, _identity(status), self._collected(link))

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
        if any(entry.name.endswith(INSTALLED) for entry in entries):
            self.environments.add(path)
        deeper = []
        for entry in entries:
            name = f"{path}/{entry.name}" if path else entry.name
            if entry.is_symlink():
                self._links.append(name)
            elif entry.is_dir(follow_symlinks=False):
                deeper += [name] if self._is_wanted(name) else []
            elif name.endswith(DOCUMENTS):
                if entry.is_file() and not self._excluded.file(name):
                    self.documents.add(name)
            elif _is_source(entry, name) and entry.is_file() and not self._excluded.file(name):
                self._take(name, (identity[0], entry.inode()), self._collected(name))
        return deeper

    def _is_wanted(self, directory: str) -> bool:
        name = directory.rpartition("/")[2]
        is_hidden = name.startswith(".") and name not in SHOWN
        return not (is_hidden or name in SKIPPED or self._excluded.directory(directory))

    def _collected(self, path: str) -> set[str]:
        return self.files if path.endswith(SOURCES) else self.scripts

    def _take(self, path: str, identity: Identity, collected: set[str]) -> None:
        collected.add(path)
        self._seen.add(identity)

    def _fail(self, path: str, error: OSError) -> None:
        self.failures.append(Failure(Location(path or "."), error.strerror or str(error), searched=False))


def _is_named_as_source(path: str) -> bool:
    return path.endswith(SOURCES) or kind_of(path) is not None


def _is_source(entry: "os.DirEntry[str]", path: str) -> bool:
    return _is_named_as_source(path) or ("." not in entry.name and _is_shell_program(entry))


def _is_shell_program(entry: "os.DirEntry[str]") -> bool:
    """Whether a file without suffix can be run and calls a shell; one that cannot be run is not opened for that."""
    try:
        mode = entry.stat().st_mode
        return S_ISREG(mode) and bool(mode & S_IXUSR) and starts_as_shell(Path(entry.path))
    except OSError:
        return False


def starts_as_shell(place: Path) -> bool:
    """Whether the first line of the file calls a shell.

    Raises:
        OSError: the file cannot be read.
    """
    with place.open("rb") as file:
        return calls_shell(file.readline(FIRST_LINE))


def _identity(status: os.stat_result) -> Identity:
    return status.st_dev, status.st_ino

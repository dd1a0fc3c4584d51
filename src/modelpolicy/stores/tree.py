"""Directories read without following links; every byte of them is counted once."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.artifact import Artifact, Identity, State, StoredFile, unique_files
from modelpolicy.domain.listed import listed
from modelpolicy.stores.contents import Contents, Unread
from modelpolicy.stores.machine import is_within

BLOCK: Final = 512
"""The unit of ``st_blocks``, in bytes, whatever the file system's own blocks are."""


class Survey:
    """Reads directories of one store, and keeps account of what everything there takes and what could not be read.

    What an artifact takes as its file (``stored``) is not counted here; everything else that was seen is.
    """

    def __init__(self) -> None:
        self._overhead = 0
        self._linked: dict[Identity, int] = {}
        self._unread: list[Unread] = []

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The places that could not be read, in the order in which they were met."""
        return tuple(self._unread)

    def contents(self, artifacts: Iterable[Artifact]) -> Contents:
        """What was found, when ``artifacts`` are all that was made of it."""
        found = tuple(artifacts)
        theirs = unique_files(found).keys()
        linked = sum(size for identity, size in self._linked.items() if identity not in theirs)
        return Contents(found, self._overhead + linked, self.unread)

    def entries(self, directory: str) -> list[os.DirEntry[str]]:
        """The entries of a directory that exists, by name; none where it cannot be read, which is noted."""
        try:
            with os.scandir(directory) as found:
                return sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.note(directory, error)
            return []

    def status(self, entry: "os.DirEntry[str] | str") -> os.stat_result | None:
        """The status of an entry itself, not of what it links to; ``None`` where there is none, which is noted."""
        try:
            return os.lstat(entry) if isinstance(entry, str) else entry.stat(follow_symlinks=False)
        except OSError as error:
            self.note(entry if isinstance(entry, str) else entry.path, error)
            return None

    def note(self, path: str, error: OSError) -> None:
        """Remember a place that could not be read."""
        self._unread.append(Unread(path, error.strerror or str(error)))

    def count(self, status: os.stat_result) -> None:
        """Count what something takes that is no artifact's file; a file with several names counts once."""
        if status.st_nlink > 1 and not stat.S_ISDIR(status.st_mode):
            self._linked[status.st_dev, status.st_ino] = status.st_blocks * BLOCK
        else:
            self._overhead += status.st_blocks * BLOCK

    def count_below(self, directory: str) -> None:
        """Count an entry, and everything below it where it is a directory."""
        status = self.count_entry(directory)
        if status is None or not stat.S_ISDIR(status.st_mode):
            return
        for entry in self.walk(directory):
            self.count_entry(entry)

    def count_entry(self, entry: "os.DirEntry[str] | str") -> os.stat_result | None:
        """Count an entry itself, and give its status."""
        status = self.status(entry)
        if status is not None:
            self.count(status)
        return status

    def walk(self, directory: str) -> Iterator[os.DirEntry[str]]:
        """Everything below a directory that is no link, directories before what is in them. No link is followed."""
        pending = [directory]
        while pending:
            for entry in self.entries(pending.pop()):
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)


def stored(name: str, path: str, status: os.stat_result) -> StoredFile:
    """A regular file with the given status."""
    return StoredFile(
        name, path, status.st_size, status.st_blocks * BLOCK, status.st_dev, status.st_ino, status.st_nlink
    )


def latest_use(status: os.stat_result) -> int:
    """The latest access or change of content, in seconds since 1970 UTC."""
    return int(max(status.st_atime, status.st_mtime))


@dataclass(frozen=True, slots=True)
class Tree:
    """What one entry of a store holds: ``outward`` and ``missing`` are the links that lead out of it, or nowhere."""

    files: tuple[StoredFile, ...]
    outward: tuple[str, ...]
    missing: tuple[str, ...]
    used: int | None
    unread: bool

    @property
    def state(self) -> tuple[State, str]:
        """Whether everything that has a name in it is there, and what is not."""
        if self.outward:
            return "broken", f"links out of the store: {listed(self.outward)}"
        if self.missing:
            return "broken", f"files that are not there: {listed(self.missing)}"
        if self.unread:
            return "broken", "a part of it cannot be read"
        if not any(file.size for file in self.files):
            return "broken", "there is nothing in it"
        return "complete", ""


def read_tree(survey: Survey, root: str, entry: os.DirEntry[str]) -> Tree:
    """Read an entry and everything below it. Links are followed only to regular files inside ``root``."""
    unread = len(survey.unread)
    files: list[StoredFile] = []
    outward: list[str] = []
    missing: list[str] = []
    used = 0
    entries = [entry]
    if entry.is_dir(follow_symlinks=False):
        survey.count_entry(entry)
        entries = list(survey.walk(entry.path))
    for found in entries:
        name = found.name if found is entry else found.path[len(entry.path) + 1 :]
        status = survey.status(found)
        if status is None:
            missing.append(name)
        elif stat.S_ISREG(status.st_mode):
            files.append(stored(name, found.path, status))
            used = max(used, latest_use(status))
        else:
            survey.count(status)
            if stat.S_ISLNK(status.st_mode):
                target, is_outward = followed(survey, root, found.path)
                if target is not None:
                    files.append(stored(name, *target))
                else:
                    (outward if is_outward else missing).append(name)
    return Tree(tuple(files), tuple(outward), tuple(missing), used or None, len(survey.unread) > unread)


def followed(survey: Survey, root: str, link: str) -> tuple[tuple[str, os.stat_result] | None, bool]:
    """The regular file inside ``root`` that a link leads to, and whether the link leads out of it."""
    try:
        path = os.path.realpath(link, strict=True)
    except OSError:
        return None, not is_within(os.path.realpath(link), root)
    if not is_within(path, root):
        return None, True
    status = survey.status(path)
    return ((path, status), False) if status and stat.S_ISREG(status.st_mode) else (None, False)

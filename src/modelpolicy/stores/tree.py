"""Directories read without following links; every byte of them is counted once."""

import os
import stat
from collections.abc import Iterable, Iterator

from modelpolicy.domain.artifact import Artifact, Identity, StoredFile, unique_files
from modelpolicy.stores.contents import Contents, Unread

BLOCK = 512
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

"""The operations on the file system that deleting and restoring consist of."""

import os
from pathlib import Path
from typing import Protocol


class Files(Protocol):
    """A port: tests let every operation fail, or the process die, before or after it is done."""

    def rename(self, source: str, target: str) -> None:
        """Move an entry, of whatever kind, on one file system; no link is followed."""

    def make_directory(self, path: str, mode: int) -> None:
        """Make a directory; its parents must be there, and it must not."""

    def remove_directory(self, path: str) -> None:
        """Remove an empty directory."""

    def append(self, path: str, content: bytes) -> None:
        """Write at the end of a file, which is made where there is none."""

    def settle(self, path: str) -> None:
        """When this returns, the disk has the content of a file, or the entries of a directory, as they are."""

    def set_times(self, path: str, accessed: int, modified: int) -> None:
        """Set the times of an entry, in nanoseconds since 1970 UTC."""


class RealFiles:
    """The machine's own."""

    def rename(self, source: str, target: str) -> None:
        """Move an entry."""
        os.rename(source, target)  # noqa: PTH104 - paths of stores are text

    def make_directory(self, path: str, mode: int) -> None:
        """Make a directory with exactly this mode."""
        Path(path).mkdir()
        Path(path).chmod(mode)

    def remove_directory(self, path: str) -> None:
        """Remove an empty directory."""
        Path(path).rmdir()

    def append(self, path: str, content: bytes) -> None:
        """Write all of it, however often that takes."""
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)

    def settle(self, path: str) -> None:
        """Sync."""
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def set_times(self, path: str, accessed: int, modified: int) -> None:
        """Set the times."""
        os.utime(path, ns=(accessed, modified), follow_symlinks=False)

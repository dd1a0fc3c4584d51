"""Names for content, and for this installation of modelpolicy."""

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final

from modelpolicy.version import VERSION

PACKAGE: Final = Path(__file__).parents[1]


def digest(*parts: bytes) -> str:
    """32 hex digits; other parts, or the same split otherwise, give other digits."""
    state = blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def file_digest(path: Path) -> str | None:
    """The digest of a file's content; ``None`` where it cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return None


def tool_digest(package: Path = PACKAGE) -> str:
    """Changes with modelpolicy's version, its code, its loader catalogue and templates, and with Python's version.

    The package's files are told by size and time of change: so an installation that is being worked on counts too.
    """
    facts = [f"{VERSION} {sys.version}", *sorted(_facts(package))]
    return digest(*(fact.encode() for fact in facts))


def file_digests(root: Path, paths: Iterable[str]) -> dict[str, str | None]:
    """The digest of each file; paths are relative to ``root``."""
    return {path: file_digest(root / path) for path in paths}


def _facts(directory: Path) -> Iterator[str]:
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _facts(Path(entry.path))
            else:
                status = entry.stat()
                yield f"{entry.name} {status.st_size} {status.st_mtime_ns}"

"""Entries in a directory of the project, one JSON file each."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any, Final

DIRECTORY: Final = ".modelpolicy_cache"
MOST_ENTRIES: Final = 32
"""Entries kept; the oldest go first."""

_TAG: Final = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of modelpolicy: it can be deleted at any time.\n"


class Store:
    """The cache of the project at ``root``. Where it cannot be written, nothing is kept, and nothing fails."""

    def __init__(self, root: Path) -> None:
        self._directory = root / DIRECTORY

    def read(self, key: str) -> dict[str, Any] | None:
        """The entry under ``key``; ``None`` where there is none, or it is damaged."""
        try:
            entry = json.loads(self._place(key).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return entry if isinstance(entry, dict) else None

    def write(self, key: str, entry: dict[str, Any]) -> None:
        """Keep ``entry`` under ``key``, in one step: a reader sees the old one or the new one."""
        try:
            self._prepare()
            self._replace(self._place(key), json.dumps(entry, separators=(",", ":")).encode())
            self._forget_oldest()
        except OSError:
            return

    def _place(self, key: str) -> Path:
        return self._directory / f"{key}.json"

    def _prepare(self) -> None:
        self._directory.mkdir(exist_ok=True)
        for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
            if not (self._directory / name).exists():
                (self._directory / name).write_text(text, encoding="utf-8")

    def _replace(self, place: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._directory)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _forget_oldest(self) -> None:
        entries = sorted(self._directory.glob("*.json"), key=lambda place: place.stat().st_mtime_ns)
        for place in entries[:-MOST_ENTRIES]:
            place.unlink(missing_ok=True)

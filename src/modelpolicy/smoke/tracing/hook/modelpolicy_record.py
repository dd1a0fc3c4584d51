"""What is seen of a traced process: one file of JSON lines, calls of loaders and opened files."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any


class Record:
    """The file of this process; it is made when there is something to write."""

    def __init__(self, directory: str) -> None:
        self._directory = directory
        self._process = 0
        self._file = -1

    def write(self, entry: Mapping[str, Any]) -> None:
        """Append one entry; what cannot be written is lost, and the program goes on."""
        with suppress(OSError):
            if self._process != os.getpid():  # a fork has a file of its own
                self._process = os.getpid()
                name = os.path.join(self._directory, f"{self._process}.jsonl")
                self._file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.write(self._file, json.dumps(entry).encode() + b"\n")


class Files:
    """Hears every file that Python opens, and writes down those in stores and those that look like weights."""

    def __init__(self, record: Record, roots: Sequence[str], suffixes: Sequence[str]) -> None:
        self._record = record
        self._roots = tuple(roots)
        self._suffixes = tuple(suffixes)
        self._seen: set[str] = set()

    def hear(self, arguments: Sequence[Any]) -> None:
        """Look at the arguments of the event ``open``."""
        path = arguments[0]
        if type(path) is str and (path.startswith(self._roots) or path.endswith(self._suffixes)):
            self.opened(path)

    def opened(self, path: str) -> None:
        """Write a file down, once."""
        if path not in self._seen:
            self._seen.add(path)
            self._record.write({"file": os.path.abspath(path)})  # links stay: they name the model

"""The rows that are shipped: what they call at once, the rest of a file when one of its rows is asked for.

Parsing all files takes longer than all else that a run does with the catalogue, and a run needs a few of them. Which
callees a file is about is read from its lines: a list of plain strings behind ``calls``.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

_CALLS: Final = re.compile(r'^calls = (?:"[^"\n]*"|\[[^\]]*\])', re.MULTILINE)
_STRING: Final = re.compile(r'"([^"\n]*)"')


class ShippedFile:
    """One file of rows; what stands above them holds for each that does not say otherwise."""

    def __init__(self, path: Path) -> None:
        self._text = path.read_text(encoding="utf-8")

    @property
    def calls(self) -> list[list[str]]:
        """The patterns of each row's callees."""
        return [_STRING.findall(found[0]) for found in _CALLS.finditer(self._text)]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """What the rows say."""
        head = {name: value for name, value in self._document.items() if name not in {"loader", "constants"}}
        return [head | row for row in self._document["loader"]]

    @property
    def constants(self) -> Mapping[str, str]:
        """The library symbols that the file knows the values of."""
        return self._document["constants"] if "\n[constants]\n" in self._text else {}

    @cached_property
    def _document(self) -> dict[str, Any]:
        return tomllib.loads(self._text)


class ShippedRow(Mapping[str, object]):
    """A row of a file, which is parsed when anything but ``calls`` is asked for."""

    def __init__(self, file: ShippedFile, number: int, calls: list[str]) -> None:
        self._file, self._number, self._calls = file, number, calls

    def __getitem__(self, name: str) -> object:
        return self._calls if name == "calls" else self._file.rows[self._number][name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._file.rows[self._number])

    def __len__(self) -> int:
        return len(self._file.rows[self._number])


def shipped_rows(file: ShippedFile) -> Iterator[ShippedRow]:
    """The rows of ``file``, in their order."""
    return (ShippedRow(file, number, calls) for number, calls in enumerate(file.calls))

"""On which line each key of a TOML document stands, which ``tomllib`` does not say.

Reads documents that ``tomllib`` has accepted; of others the answer means nothing.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Final, TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]

_ENDS: Final = frozenset({",", "]", "}", "\n"})
_SEPARATORS: Final = frozenset({",", "\n"})
_TOKEN: Final = re.compile(
    r"""(?P<string>"{3}(?:[^\\]|\\[\s\S])*?"{3,5}|'{3}[\s\S]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
    r"""|(?P<skipped>\#[^\n]*|[ \t\r]+)|(?P<mark>[\[\]{}=.,\n])|(?P<bare>[^\s\[\]{}=.,\#"']+)"""
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Map the path of each table, key and list item to its line, counted from 1.

    ``("documents", 1, "path")`` is the key ``path`` in the second item of ``documents``.
    """
    return _Reader(text).read()


class _Reader:
    """A recursive-descent reader that keeps places and drops values."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._lines: dict[KeyPath, int] = {}
        self._tables: dict[KeyPath, int] = {}
        self._next, self._line = next(self._tokens, ("", 0))

    def read(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._next:
            if self._next == "\n":
                self._advance()
            elif self._next == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _advance(self) -> str:
        passed = self._next
        self._next, self._line = next(self._tokens, ("", 0))
        return passed

    def _header(self) -> KeyPath:
        line = self._line
        self._advance()
        is_list = self._next == "["
        if is_list:
            self._advance()
        *parents, last = self._key()
        table: KeyPath = ()
        for part in parents:
            table = self._latest((*table, part))
        table = (*table, last)
        if is_list:
            self._tables[table] = self._tables.get(table, -1) + 1
        self._record(self._latest(table), line)
        while self._next == "]":
            self._advance()
        return self._latest(table)

    def _latest(self, table: KeyPath) -> KeyPath:
        return (*table, self._tables[table]) if table in self._tables else table

    def _key(self) -> KeyPath:
        key: KeyPath = ()
        while self._next not in {"=", "]"}:
            part = self._advance()
            key += () if part == "." else (_unquoted(part),)
        return key

    def _pair(self, table: KeyPath) -> None:
        line = self._line
        path = table + self._key()
        self._record(path, line)
        self._advance()
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        if self._next == "[":
            self._items(path)
        elif self._next == "{":
            self._inline_table(path)
        else:
            while self._next and self._next not in _ENDS:
                self._advance()

    def _items(self, path: KeyPath) -> None:
        self._advance()
        index = 0
        while self._next != "]":
            if self._next in _SEPARATORS:
                self._advance()
                continue
            self._record((*path, index), self._line)
            self._value((*path, index))
            index += 1
        self._advance()

    def _inline_table(self, path: KeyPath) -> None:
        self._advance()
        while self._next != "}":
            if self._next in _SEPARATORS:
                self._advance()
            else:
                self._pair(path)
        self._advance()

    def _record(self, path: KeyPath, line: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], line)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "skipped":
            yield match[0], line
        line += match[0].count("\n")


def _unquoted(key: str) -> str:
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "\"'" else key

"""The names that a file's import statements bind, told from its text alone."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]
"""Where something starts and ends."""

STAR: Final = b"*"
"""What ``from module import *`` binds."""

_IMPORT: Final = re.compile(rb"import\b[ \t\\\r\n]*(\([^)]*\)|(?:[^\n;\\]|\\\r?\n)*)")
_FROM: Final = re.compile(rb"\bfrom[ \t\\\r\n]+((?:\.[ \t]*)*(?:\w+(?:[ \t]*\.[ \t]*\w+)*)?)[ \t\\\r\n]*\Z")
_NO_NAME: Final = re.compile(rb"[()\\\"]|#[^\n]*")
LONGEST_SOURCE: Final = 300
"""Bytes between ``from`` and ``import``."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a name is bound to, and the module that has to be there for it; both with the dots of a relative import."""

    name: bytes
    module: bytes

    @property
    def last(self) -> bytes:
        """The last segment of the name."""
        return self.name.rpartition(b".")[2]


@dataclass(frozen=True, slots=True)
class Imports:
    """What import statements bind: each name with all that it can stand for. ``spans`` are the statements' places."""

    bound: dict[bytes, tuple[Target, ...]]
    spans: tuple[Span, ...]

    @property
    def is_starred(self) -> bool:
        """Whether a ``from ... import *`` may bind any name."""
        return STAR in self.bound


def imports(code: bytes) -> Imports:
    """The import statements in ``code``, wherever in it they stand."""
    bound: defaultdict[bytes, list[Target]] = defaultdict(list)
    spans = []
    for match in _IMPORT.finditer(code):
        start = match.start()
        if code[start - 1 : start].strip(b' \t\r\n;:\\.)"') and start:
            continue
        source = _FROM.search(code, max(0, start - LONGEST_SOURCE), start)
        spans.append((source.start() if source else start, match.end()))
        for name, target in _bindings(b"".join(source[1].split()) if source else None, match[1]):
            bound[name].append(target)
    return Imports({name: tuple(targets) for name, targets in bound.items()}, tuple(spans))


def _bindings(source: bytes | None, names: bytes) -> Iterator[tuple[bytes, Target]]:
    for part in _NO_NAME.sub(b" ", names).split(b","):
        words = part.split()
        if len(words) in {1, 3}:
            bound, written = words[-1], words[0]
            if source is not None:
                yield bound, Target(source + (b"" if source.endswith(b".") else b".") + written, source)
            elif bound == written:
                root = written.partition(b".")[0]
                yield root, Target(root, written)
            else:
                yield bound, Target(written, written)

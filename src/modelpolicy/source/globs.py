"""Patterns of files to leave out, written as in a ``.gitignore``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_PARTS: Final = re.compile(r"/\*\*/|^\*\*/|/\*\*$|\*+|\?|\[!?\]?[^\]]*\]|.", re.DOTALL)
_TRANSLATED: Final = {"/**/": "/(?:.*/)?", "**/": "(?:.*/)?", "/**": "/.*", "?": "[^/]"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a ``.gitignore``: ``!`` in front takes back, a slash at the end means directories only."""

    expression: re.Pattern[str]
    takes_back: bool
    directories_only: bool

    @classmethod
    def parse(cls, text: str) -> "Pattern":
        """Read a pattern. Without a slash before its end it matches at any depth, with one from the root."""
        bare = text.removeprefix("!")
        body = bare.strip("/")
        anchored = "/" in bare.rstrip("/")
        depth = "" if anchored else "(?:.*/)?"
        expression = depth + "".join(_translated(part) for part in _PARTS.findall(body))
        return cls(re.compile(expression, re.DOTALL), bare != text, bare.endswith("/"))


def _translated(part: str) -> str:
    if part in _TRANSLATED:
        return _TRANSLATED[part]
    if part.startswith("*"):
        return "[^/]*"
    if part.startswith("[") and len(part) > 1:
        negated = part.startswith("[!")
        members = part[2 if negated else 1 : -1].replace("\\", r"\\").replace("[", r"\[")
        return f"(?!/)[{'^' if negated else ''}{members}]"
    return re.escape(part)


class Excluded:
    """Says whether a path is left out: the last pattern that matches it decides."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(map(Pattern.parse, patterns))[::-1]

    def directory(self, path: str) -> bool:
        """Whether the directory at ``path`` (POSIX, relative to the root) is left out, with all below it."""
        return self._decide(path, self._patterns)

    def file(self, path: str) -> bool:
        """Whether the file at ``path`` is left out by a pattern that matches its own path."""
        return self._decide(path, (pattern for pattern in self._patterns if not pattern.directories_only))

    def with_parents(self, path: str) -> bool:
        """Whether the file at ``path`` or a directory above it is left out."""
        parents = (path[:place] for place, character in enumerate(path) if character == "/")
        return self.file(path) or any(map(self.directory, parents))

    def _decide(self, path: str, patterns: Iterable[Pattern]) -> bool:
        last = next((pattern for pattern in patterns if pattern.expression.fullmatch(path)), None)
        return last is not None and not last.takes_back

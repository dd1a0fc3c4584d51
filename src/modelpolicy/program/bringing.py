"""Out of which files ``import *`` may bring a name: told from text, so that the others need not be parsed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from modelpolicy.program.import_paths import ImportPaths, absolute
from modelpolicy.source.exports import Exports


class Texts(Protocol):
    """What text tells of the project's files."""

    def mentions(self, path: str, word: str) -> bool:
        """Whether the file's bytes hold the identifier ``word``, in a string or a comment too."""

    def exports(self, path: str) -> Exports:
        """What the file has for ``import *`` to take."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a file says it has, if it does, and the files that it passes all names of on.

    These are ``None`` where text does not tell which, or where what is outside of the project is among them.
    """

    listed: frozenset[str] | None
    taken: tuple[str, ...] | None


class Bringing:
    """``answers`` are, for each name that was asked for, the numbers of files out of which it cannot come.

    ``coming`` are those out of which it can, of the files that were asked about.
    """

    def __init__(self, paths: Sequence[str], imports: ImportPaths, texts: Texts) -> None:
        self._numbers = {path: number for number, path in enumerate(paths)}
        self._imports = imports
        self._texts = texts
        self._offers: dict[str, _Offer] = {}
        self.answers: dict[str, set[int]] = {}
        self.coming: dict[str, set[int]] = {}

    def may_bring(self, path: str, name: str) -> bool:
        """Whether the file may have ``name`` for others to take, or may take it from where it takes all names."""
        known = self.answers.setdefault(name, set())
        passed: set[int] = set()
        pending = [path]
        while pending:
            one = pending.pop()
            number = self._numbers[one]
            if number not in known and number not in passed:
                passed.add(number)
                offer = self._offer_of(one)
                if offer.taken is None or self._has(one, name, offer):
                    self.coming.setdefault(name, set()).add(self._numbers[path])
                    return True
                pending += offer.taken
        known |= passed
        return False

    def _has(self, path: str, name: str, offer: _Offer) -> bool:
        return self._texts.mentions(path, name) if offer.listed is None else name in offer.listed

    def _offer_of(self, path: str) -> _Offer:
        if path not in self._offers:
            self._offers[path] = self._find_offer(path)
        return self._offers[path]

    def _find_offer(self, path: str) -> _Offer:
        exports = self._texts.exports(path)
        own, is_package = self._imports.name_of(path), path.endswith("__init__.py")
        names = [absolute(name, own, is_package=is_package) for name in exports.taken or ()]
        if exports.taken is None or any(self._imports.may_be_installed(name, path) for name in names):
            return _Offer(exports.listed, None)
        places = (self._imports.place_of(name, path) for name in names)
        return _Offer(exports.listed, tuple(place for place in places if place))

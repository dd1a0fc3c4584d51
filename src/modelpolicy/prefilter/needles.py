"""Many words looked for at once, in one pass over the bytes."""

import string
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, MatchKind

WORD: Final = f"{string.ascii_letters}{string.digits}_".encode() + bytes(range(0x80, 0x100))
"""The bytes that identifiers are made of."""

_WORD_BYTES: Final = frozenset(bytes([byte]) for byte in WORD)


class Needles:
    """Identifiers to look for."""

    def __init__(self, words: Iterable[bytes]) -> None:
        self.words = frozenset(words)
        self._ordered = tuple(sorted(self.words))

    def whole_words(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Where any of the words starts and ends in ``data``, parts of longer words left out."""
        if self.words:
            for _, start, end in self._automaton.find_matches_as_indexes(data):
                if data[start - 1 : start] not in _WORD_BYTES and data[end : end + 1] not in _WORD_BYTES:
                    yield start, end

    @cached_property
    def _automaton(self) -> BytesAhoCorasick:
        # A word that starts where a longer one does is never whole there.
        return BytesAhoCorasick(self._ordered, matchkind=MatchKind.LeftmostLongest)

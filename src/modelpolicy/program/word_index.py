"""Which files of a project hold a word: by all of their words in one sorted array, or looked for in each."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import Final

NUMBER_BITS: Final = 24
"""How many files can be told apart: 16 million."""

_NUMBER: Final = (1 << NUMBER_BITS) - 1
_HASH: Final = (1 << (64 - NUMBER_BITS)) - 1


class WordIndex:
    """The words of ``paths``, eight bytes for each in each file: the words themselves do not fit into memory.

    Two words with one hash would make a file be looked at in vain, and nothing else. Nothing is read before the
    first question. ``answers`` are those given up to now: for each word the numbers of the files that hold it.
    """

    def __init__(self, paths: Collection[str], words: Callable[[str], Collection[bytes]]) -> None:
        self._paths = tuple(paths)
        self._words = words
        self.answers: dict[str, tuple[int, ...]] = {}

    def holding(self, word: str) -> list[str]:
        """The files that hold ``word``, in the order of the paths."""
        if word not in self.answers:
            self.answers[word] = tuple(self._numbers(word))
        return [self._paths[number] for number in self.answers[word]]

    def _numbers(self, word: str) -> Iterator[int]:
        wanted = (hash(word.encode()) & _HASH) << NUMBER_BITS
        place = bisect_left(self._entries, wanted)
        while place < len(self._entries) and self._entries[place] & ~_NUMBER == wanted:
            yield self._entries[place] & _NUMBER
            place += 1

    @cached_property
    def _entries(self) -> "array[int]":
        found = array("Q")
        for number, path in enumerate(self._paths):
            found.extend([(hash(word) & _HASH) << NUMBER_BITS | number for word in self._words(path)])
        return array("Q", sorted(found))


class WordSearch:
    """The same for words that are few: each is looked for in all files, when it is first asked for."""

    def __init__(self, paths: Collection[str], holds: Callable[[str, str], bool]) -> None:
        self._paths = tuple(paths)
        self._holds = holds
        self.answers: dict[str, tuple[int, ...]] = {}

    def holding(self, word: str) -> list[str]:
        """The files that hold ``word``, in the order of the paths."""
        if word not in self.answers:
            held = (number for number, path in enumerate(self._paths) if self._holds(path, word))
            self.answers[word] = tuple(held)
        return [self._paths[number] for number in self.answers[word]]

"""What ``xargs`` makes of its own words, and of the lines that it reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.deletions.commands.command import first_text
from modelpolicy.deletions.commands.printed import unread
from modelpolicy.domain.path_part import DEEP, is_wild
from modelpolicy.scripts.shell.events import Word
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known, union

_VALUED: Final = frozenset(
    {*("-n", "-P", "-I", "-d", "-L", "-s", "-E", "-a"), *("--max-args", "--max-procs", "--delimiter", "--arg-file")}
)
_WHOLE: Final = ("-d", "-0", "--null", "--delimiter", "-I", "-i", "--replace")
_SPECIAL: Final = frozenset("\"'\\")


@dataclass(frozen=True, slots=True)
class Xargs:
    """The command that it runs, and the ``mark`` that an argument takes the place of; behind its words without one.

    ``is_split``: what it reads falls apart at blanks, and loses its quotes.
    """

    run: Sequence[Word]
    mark: str
    is_split: bool

    @classmethod
    def of(cls, words: Sequence[Word]) -> "Xargs":
        """Read the words of the command."""
        place, mark, is_split = 1, "", True
        while place < len(words) and first_text(words[place]).startswith("-"):
            option = first_text(words[place])
            value = first_text(words[place + 1]) if place + 1 < len(words) else ""
            mark = _mark(option, value) or mark
            is_split = is_split and not (option.startswith(_WHOLE) or _is_null(option))
            place += 2 if option in _VALUED else 1
        return cls(words[place:], mark, is_split)


def arguments_of(printed: Values, *, is_split: bool) -> Values:
    """What lines become as arguments."""
    if not is_split:
        return printed
    texts = [replace(text, text=part) for text in printed.texts for part in text.text.split()]
    is_certain = not any(map(_may_fall_apart, texts))
    return union([known(*texts), printed.rest(), known() if is_certain else unread()])


def _may_fall_apart(text: Text) -> bool:
    return is_wild(text.text) or DEEP in text.text or not _SPECIAL.isdisjoint(text.text)


def _mark(option: str, value: str) -> str:
    if option.startswith("-I"):
        return option[2:] or value
    if option.startswith("-i"):
        return option[2:] or "{}"
    return option.partition("=")[2] or "{}" if option.startswith("--replace") else ""


def _is_null(option: str) -> bool:
    return not option.startswith("--") and "0" in option and option.lstrip("-")[:1] not in "nPLs"

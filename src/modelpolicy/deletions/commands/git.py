"""``git clean``: what it deletes of the files that git does not keep. Weights are mostly ignored ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from modelpolicy.deletions.commands.aim import Aim
from modelpolicy.deletions.commands.command import Command, first_text
from modelpolicy.domain.deletion import Unresolved
from modelpolicy.domain.path_part import EVERY
from modelpolicy.extract.commands import Commands
from modelpolicy.scripts.shell.events import Word
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known, union

_DIRECTORY: Final = "-C"
_VALUED: Final = frozenset({_DIRECTORY, "-c", "--git-dir", "--work-tree", "--namespace"})


def git_clean(_: Commands, command: Command) -> Iterator[Aim]:
    """What ``git clean`` takes of what is ignored (``-x``, ``-X``), where it may take anything (``-f``)."""
    start, directory = _subcommand(command.words)
    if start == len(command.words) or first_text(command.words[start]) != "clean":
        return
    clean = replace(command, words=command.words[start:])
    letters = {letter for option in clean.options() for letter in _letters(option)}
    if letters.isdisjoint("xX") or "f" not in letters or "n" in letters:
        return
    if "e" in letters:
        yield Aim(command.call, clean.words[0], known(), target=Unresolved("what it is told to spare"))
        return
    given = [(word, word.values) for word in clean.operands()] or [(clean.words[0], known(Text(EVERY)))]
    yield from (Aim(command.call, word, _below(directory, values)) for word, values in given)


def _subcommand(words: Sequence[Word]) -> tuple[int, Word | None]:
    """The place of the word behind git's own options, and the directory that these name."""
    place, directory = 1, None
    while place < len(words) and (option := first_text(words[place])).startswith("-"):
        if option == _DIRECTORY and place + 1 < len(words):
            directory = words[place + 1]
        place += 2 if option in _VALUED else 1
    return min(place, len(words)), directory


def _letters(option: str) -> str:
    """The letters of an option; behind ``e`` stands what is spared."""
    if option.startswith("--"):
        return {"--force": "f", "--dry-run": "n"}.get(option, "e" if option.startswith("--exclude") else "")
    before, exclude, _ = option[1:].partition("e")
    return before + exclude


def _below(directory: Word | None, values: Values) -> Values:
    if directory is None:
        return values
    starts = directory.values
    found = (replace(text, text=f"{start.text}/{text.text}") for start in starts.texts for text in values.texts)
    return union([known(*found), starts.rest(), values.rest()])

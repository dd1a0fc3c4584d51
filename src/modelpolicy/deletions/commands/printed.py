"""The paths that a command prints, for another one that reads them."""

from collections.abc import Iterable, Iterator
from typing import Final

from modelpolicy.deletions.commands.command import Command
from modelpolicy.deletions.commands.find import found_by_find
from modelpolicy.domain.path_part import ANY, EVERY, UNKNOWN, is_wild
from modelpolicy.extract.commands import Commands
from modelpolicy.scripts.shell.events import Invocation, Word
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known

_PASSING: Final = frozenset({"sort", "uniq", "head", "tail", "tac", "grep"})
"""Programs that print some of the lines that they read."""

_CHANGING: Final = frozenset({"tr", "sed", "awk", "cut"})
"""Programs that may print something else for a line that they read."""

_SILENT: Final = frozenset({"[", "test", ":", "true", "false", "read", "cd", "mkdir", "touch", "sleep", "shift", "rm"})
"""Programs that print nothing."""

DEEPEST_PIPE: Final = 8
_CHANGING_OPTIONS: Final = {"grep": frozenset("ocnbHlLrR"), "uniq": frozenset("c")}
_LINES: Final = frozenset({"%s\\n", "%s\\0"})
_PLAIN_LISTING: Final = frozenset("1aAdtrUSX")

Printed = tuple[Invocation, Word, Values]


def printed_by(commands: Commands, calls: Iterable[Invocation], depth: int = DEEPEST_PIPE) -> Iterator[Printed]:
    """The paths that commands print, as far as they are known to print paths."""
    for call in calls:
        command = Command.of(commands, call)
        is_changing = command.name in _CHANGING or not _letters(command).isdisjoint(
            _CHANGING_OPTIONS.get(command.name, ())
        )
        if is_changing or not depth:
            yield call, call.words[0], unread()
        if depth and command.name in _PASSING | _CHANGING:
            yield from printed_by(commands, call.fed_by, depth - 1)
        else:
            yield from _printed(command)


def _printed(command: Command) -> Iterator[Printed]:
    call = command.call
    if command.name == "find":
        for root, values in found_by_find(command.words):
            yield call, root or command.words[0], values
    elif command.name == "echo":
        yield from ((call, word, word.values) for word in command.operands())
    elif command.name == "printf":
        yield from _formatted(command)
    elif command.name == "ls":
        yield from _listed(command)
    elif command.name not in _SILENT:
        yield call, call.words[0], unread()


def _formatted(command: Command) -> Iterator[Printed]:
    """``printf`` prints a line for each word where its format says no more than that."""
    template, *operands = command.operands() or command.words[:1]
    yield from ((command.call, word, word.values) for word in operands)
    if template.literal not in _LINES:
        yield command.call, template, unread()


def _listed(command: Command) -> Iterator[Printed]:
    """``ls`` prints names without their directory where it is given one, but files as they are written."""
    call, operands = command.call, command.operands()
    letters = _letters(command)
    for word in operands:
        is_pattern = any(is_wild(text.text) for text in word.values.texts)
        if "d" in letters or is_pattern:
            yield call, word, word.values
        if "d" not in letters:
            yield call, word, known(Text(EVERY))
            yield call, word, unread()
    if not operands:
        yield call, command.words[0], known(Text(ANY if letters.isdisjoint("aA") else EVERY))
    if not letters <= _PLAIN_LISTING:
        yield call, command.words[0], unread()


def _letters(command: Command) -> set[str]:
    return {letter for option in command.options() for letter in option.lstrip("-")}


def unread() -> Values:
    """What nobody can say of it."""
    return Values((Text(UNKNOWN),), True, "what a command prints")

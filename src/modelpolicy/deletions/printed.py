"""The paths that a command prints, for another one that reads them."""

from collections.abc import Iterator
from typing import Final

from modelpolicy.deletions.command import Command
from modelpolicy.deletions.find import found_by_find
from modelpolicy.domain.path_part import ANY, EVERY, UNKNOWN
from modelpolicy.extract.commands import Commands
from modelpolicy.resolve.values import Text, Values, known
from modelpolicy.scripts.events import Invocation, Word

_PASSING: Final = frozenset({"sort", "uniq", "head", "tail", "tac", "grep", "tr", "sed", "awk", "cut"})
"""Programs that print some of the lines that they read."""

Printed = tuple[Invocation, Word, Values]


def printed_by(commands: Commands, call: Invocation | None) -> Iterator[Printed]:
    """The paths that a command prints, as far as it is known to print paths."""
    for _ in range(8):
        if call is None or Command.of(commands, call).name not in _PASSING:
            break
        call = call.fed_by
    if call is None:
        return
    command = Command.of(commands, call)
    if command.name == "find":
        for root, values in found_by_find(command.words):
            yield call, root or command.words[0], values
    elif command.name in ("echo", "printf"):
        yield from ((call, word, word.values) for word in command.operands())
    elif command.name == "ls":
        yield from _listed(command)
    else:
        yield call, call.words[0], unread()


def _listed(command: Command) -> Iterator[Printed]:
    """``ls`` prints names without their directory, unless it is given several or ``-d``."""
    is_itself = any("d" in option for option in command.options() if not option.startswith("--"))
    operands = command.operands()
    for word in operands:
        is_pattern = any(ANY in text.text for text in word.values.texts)
        yield command.call, word, word.values if is_itself or is_pattern else known(Text(EVERY))
    if not operands:
        yield command.call, command.words[0], known(Text(ANY))


def unread() -> Values:
    """What nobody can say of it."""
    return Values((Text(UNKNOWN),), True, "what a command prints")

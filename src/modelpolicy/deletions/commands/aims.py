"""Which words of a command name what it deletes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from modelpolicy.deletions.commands.aim import Aim
from modelpolicy.deletions.commands.command import Command, first_text
from modelpolicy.deletions.commands.find import deletes_itself, found_by_find, run_by_find
from modelpolicy.deletions.commands.git import git_clean
from modelpolicy.deletions.commands.printed import printed_by, unread
from modelpolicy.deletions.commands.store_commands import hub_prune, hub_remove, ollama_remove
from modelpolicy.deletions.commands.telling import may_delete
from modelpolicy.deletions.commands.xargs import Xargs, arguments_of
from modelpolicy.domain.path_part import EVERY, UNKNOWN, VARIABLE_END
from modelpolicy.extract.commands import Commands
from modelpolicy.scripts.loading.embedded import SHELLS
from modelpolicy.values.values import Values, known, union

_RECURSIVE: Final = re.compile(r"-[A-Za-z]*[rR][A-Za-z]*|--r\w*")
_REMOVING: Final = re.compile(r"-[A-Za-z]*u[A-Za-z]*|--remove.*")


def aims(commands: Commands, command: Command) -> Iterator[Aim]:
    """Everything that ``command`` deletes."""
    texts = [text or "" for text in command.texts[:3]]
    for length in (3, 2, 1):
        find_aims = _DELETING.get(" ".join(texts[:length]))
        if find_aims is not None and len(texts) >= length:
            yield from find_aims(commands, replace(command, words=command.words[length - 1 :]))
            return


def _rm(_: Commands, command: Command) -> Iterator[Aim]:
    is_recursive = _is_recursive(command)
    yield from (Aim(command.call, word, word.values, is_recursive) for word in command.operands())


def _is_recursive(command: Command) -> bool:
    """Whether an option says so, or a word may be one that does."""
    may_be_options = any(
        text.text == UNKNOWN or text.text.endswith(VARIABLE_END)
        for word in command.words[1:]
        for text in word.values.texts
    )
    return may_be_options or any(_RECURSIVE.fullmatch(option) for option in command.options())


def _unlink(_: Commands, command: Command) -> Iterator[Aim]:
    yield from (Aim(command.call, word, word.values, is_recursive=False) for word in command.operands())


def _shred(commands: Commands, command: Command) -> Iterator[Aim]:
    if any(_REMOVING.fullmatch(option) for option in command.options()):
        yield from _unlink(commands, command)


def _trash(_: Commands, command: Command) -> Iterator[Aim]:
    yield from (Aim(command.call, word, word.values) for word in command.operands())


def _find(commands: Commands, command: Command) -> Iterator[Aim]:
    runs = list(run_by_find(command.words))
    if not runs and not deletes_itself(command.words):
        return
    found = [(root or command.words[0], values) for root, values in found_by_find(command.words)]
    if deletes_itself(command.words):
        yield from (Aim(command.call, word, values) for word, values in found)
    for words in runs:
        run = Command.of(commands, command.call, words)
        if run.name in SHELLS and speaks_of_deleting(run):
            yield from (Aim(command.call, word, values) for word, values in found)
        yield from _run_with(commands, run, "{}", [values for _, values in found])


def _rsync(_: Commands, command: Command) -> Iterator[Aim]:
    operands = command.operands()
    if len(operands) > 1 and any(option.startswith("--del") for option in command.options()):
        into = operands[-1]
        if ":" not in first_text(into):
            below = into.values.map_texts(lambda text: replace(text, text=f"{text.text}/{EVERY}"))
            yield Aim(command.call, into, below)


def _xargs(commands: Commands, command: Command) -> Iterator[Aim]:
    xargs = Xargs.of(command.words)
    if not xargs.run:
        return
    run = Command.of(commands, command.call, xargs.run)
    printed = list(printed_by(commands, command.call.fed_by)) or [(command.call, command.words[0], unread())]
    given = [(call, word, arguments_of(values, is_split=xargs.is_split)) for call, word, values in printed]
    if xargs.mark:
        yield from _run_with(commands, run, xargs.mark, [values for _, _, values in given])
        return
    yield from _run_with(commands, run, "", [])
    if run.name in _TAKING_PATHS:
        is_recursive = run.name != "rm" or _is_recursive(run)
        yield from (Aim(call, word, values, is_recursive) for call, word, values in given)
    elif run.name in _PROGRAMS:
        yield Aim(command.call, command.words[0], unread())


def _run_with(commands: Commands, run: Command, mark: str, fillings: Sequence[Values]) -> Iterator[Aim]:
    """What a command deletes that is run with each of ``fillings`` in the place of ``mark``."""
    if run.name in _RUNNING_OTHERS or not run.name or (run.name in SHELLS and speaks_of_deleting(run)):
        yield Aim(run.call, run.words[0], unread())
        return
    for aim in aims(commands, run):
        is_marked = mark and any(mark in text.text for text in aim.values.texts)
        yield replace(aim, values=_filled(aim.values, mark, fillings)) if is_marked else aim


def _filled(values: Values, mark: str, fillings: Sequence[Values]) -> Values:
    words = (
        known(replace(text, text=text.text.replace(mark, filling.text)))
        for text in values.texts
        for one in fillings
        for filling in one.texts
    )
    return union([*words, values.rest(), *(one.rest() for one in fillings)])


def speaks_of_deleting(run: Command) -> bool:
    """Whether a word of the command is text for a shell that may delete something."""
    return any(may_delete(text.text.encode()) for word in run.words for text in word.values.texts)


_RUNNING_OTHERS: Final = frozenset({"find", "xargs"})
_TAKING_PATHS: Final = frozenset({"rm", "unlink", "shred", "trash", "trash-put", "rmtrash"})

_DELETING: Final[Mapping[str, Callable[[Commands, Command], Iterator[Aim]]]] = {
    "rm": _rm,
    "unlink": _unlink,
    "shred": _shred,
    "trash": _trash,
    "trash-put": _trash,
    "rmtrash": _trash,
    "gio trash": _trash,
    "find": _find,
    "rsync": _rsync,
    "xargs": _xargs,
    "git": git_clean,
    "hf cache rm": hub_remove,
    "hf cache delete": hub_remove,
    "huggingface-cli cache rm": hub_remove,
    "huggingface-cli delete-cache": hub_remove,
    "hf cache prune": hub_prune,
    "huggingface-cli cache prune": hub_prune,
    "ollama rm": ollama_remove,
}
"""The words that a command which deletes starts with, and who reads the rest."""

_PROGRAMS: Final = frozenset(words.partition(" ")[0] for words in _DELETING)

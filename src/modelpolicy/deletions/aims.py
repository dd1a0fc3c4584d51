"""Which words of a command name what it deletes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.deletions.command import Command, first_text
from modelpolicy.deletions.find import found_by_find, is_deleting
from modelpolicy.deletions.printed import Printed, printed_by, unread
from modelpolicy.domain.deletion import Revision, Target, Unreferenced, Unresolved
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_part import EVERY, UNKNOWN
from modelpolicy.extract.canonical import model_id
from modelpolicy.extract.commands import Commands
from modelpolicy.resolve.values import Values, known
from modelpolicy.scripts.events import Invocation, Word
from modelpolicy.scripts.syntax import text_of

_RECURSIVE: Final = re.compile(r"-[A-Za-z]*[rR][A-Za-z]*|--recursive")
_XARGS_VALUED: Final = frozenset({"-n", "-P", "-I", "-d", "-L", "-s", "-E", "-a", "--max-args", "--max-procs"})
_COMMIT: Final = re.compile(r"[0-9a-f]{7,40}")
_HUB_KINDS: Final = {"model": "hf", "dataset": "hf-dataset", "space": "hf-space"}
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Aim:
    """What one word of a command names: paths, as marked text, or another ``target``. ``call`` has the word."""

    call: Invocation
    word: Word
    values: Values
    is_recursive: bool = True
    target: Target | None = None

    @property
    def written(self) -> str:
        """The word, on one line."""
        return " ".join(text_of(self.word.node).split())[:_LONGEST]


def aims(commands: Commands, command: Command) -> Iterator[Aim]:
    """Everything that ``command`` deletes."""
    texts = [text or "" for text in command.texts[:3]]
    for length in (3, 2, 1):
        find_aims = _DELETING.get(" ".join(texts[:length]))
        if find_aims is not None and len(texts) >= length:
            yield from find_aims(commands, replace(command, words=command.words[length - 1 :]))
            return


def _rm(_: Commands, command: Command) -> Iterator[Aim]:
    is_recursive = any(_RECURSIVE.fullmatch(option) for option in command.options())
    yield from (Aim(command.call, word, word.values, is_recursive) for word in command.operands())


def _unlink(_: Commands, command: Command) -> Iterator[Aim]:
    yield from (Aim(command.call, word, word.values, is_recursive=False) for word in command.operands())


def _shred(commands: Commands, command: Command) -> Iterator[Aim]:
    if any(option.startswith(("-u", "--remove")) or option.endswith("u") for option in command.options()):
        yield from _unlink(commands, command)


def _trash(_: Commands, command: Command) -> Iterator[Aim]:
    yield from (Aim(command.call, word, word.values) for word in command.operands())


def _find(_: Commands, command: Command) -> Iterator[Aim]:
    if is_deleting(command.words):
        for root, values in found_by_find(command.words):
            yield Aim(command.call, root or command.words[0], values)


def _rsync(_: Commands, command: Command) -> Iterator[Aim]:
    operands = command.operands()
    if len(operands) > 1 and any(option.startswith("--del") for option in command.options()):
        into = operands[-1]
        if ":" not in first_text(into):
            below = into.values.map_texts(lambda text: replace(text, text=f"{text.text}/{EVERY}"))
            yield Aim(command.call, into, below)


def _xargs(commands: Commands, command: Command) -> Iterator[Aim]:
    place, mark = 1, ""
    while place < len(command.words) and first_text(command.words[place]).startswith("-"):
        option = first_text(command.words[place])
        is_apart = option in _XARGS_VALUED
        if option.startswith("-I"):
            mark = option[2:] or (first_text(command.words[place + 1]) if place + 1 < len(command.words) else "")
        place += 2 if is_apart else 1
    run = Command.of(commands, command.call, command.words[place:])
    if run.name not in _TAKING_PATHS:
        return
    given = list(aims(commands, run))
    is_recursive = run.name != "rm" or any(_RECURSIVE.fullmatch(option) for option in run.options())
    printed = list(printed_by(commands, command.call.fed_by))
    for aim in given:
        if mark and any(mark in text.text for text in aim.values.texts):
            yield replace(aim, values=_filled(aim.values, mark, printed))
        else:
            yield aim
    if not mark:
        for call, word, values in printed or [(command.call, command.words[0], unread())]:
            yield Aim(call, word, values, is_recursive)


def _filled(values: Values, mark: str, printed: Sequence[Printed]) -> Values:
    """A word with what is printed in the place of its mark."""
    fillings = [text.text for _, _, one in printed for text in one.texts] or [UNKNOWN]
    options = [
        replace(text, text=text.text.replace(mark, filling)) for text in values.texts for filling in fillings[:8]
    ]
    return replace(values, options=tuple(options))


def _hub_remove(_: Commands, command: Command) -> Iterator[Aim]:
    for word in command.operands():
        for text in word.values.texts:
            yield Aim(command.call, word, known(text), target=_in_hub(text.text))
    if not command.operands():
        yield Aim(command.call, command.words[0], known(), target=Unresolved("what its user chooses"))


def _in_hub(text: str) -> Target:
    kind, _, name = text.partition("/")
    if UNKNOWN in text or "\ue007" in text:
        return Unresolved("a value that only a running shell knows")
    if _COMMIT.fullmatch(text):
        return Revision(text)
    return ModelId(_HUB_KINDS[kind], name) if kind in _HUB_KINDS and name else ModelId("hf", text)


def _hub_prune(_: Commands, command: Command) -> Iterator[Aim]:
    yield Aim(command.call, command.words[0], known(), target=Unreferenced())


def _ollama_remove(commands: Commands, command: Command) -> Iterator[Aim]:
    match = commands.match(["ollama", "pull"])
    if match is None:
        return
    loader = match[1].loader
    for word in command.operands():
        for text in word.values.texts:
            model = model_id(loader, text.text, loader.calls[0])
            if model is not None:
                yield Aim(command.call, word, known(text), target=model)


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
    "hf cache rm": _hub_remove,
    "hf cache delete": _hub_remove,
    "huggingface-cli cache rm": _hub_remove,
    "huggingface-cli delete-cache": _hub_remove,
    "hf cache prune": _hub_prune,
    "huggingface-cli cache prune": _hub_prune,
    "ollama rm": _ollama_remove,
}
"""The words that a command which deletes starts with, and who reads the rest."""

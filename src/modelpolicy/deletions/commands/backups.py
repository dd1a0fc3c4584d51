"""Commands that keep a copy or a list of what lies somewhere, so that what is deleted after it can be brought back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from modelpolicy.deletions.commands.command import Command
from modelpolicy.scripts.shell.events import Word

_LISTING: Final = frozenset({"ls", "du", "find", "tree", "stat", "sha256sum", "md5sum"})
_CACHE_LISTING: Final = (
    ("hf", "cache", "ls"),
    ("hf", "cache", "list"),
    ("hf", "cache", "scan"),
    ("huggingface-cli", "scan-cache"),
    ("ollama", "list"),
    ("modelpolicy", "cache", "ls"),
)
_PLANNING: Final = ("modelpolicy", "cache", "plan")


def kept_by(command: Command) -> Sequence[Word] | None:
    """What the command keeps a copy or a list of; no word for everything, ``None`` where it keeps nothing."""
    if command.name in _COPYING:
        return _COPYING[command.name](command)
    if _starts(command, _PLANNING):
        return () if command.call.is_kept or "-o" in command.options() else None
    if not command.call.is_kept:
        return None
    if any(_starts(command, words) for words in _CACHE_LISTING):
        return ()
    return command.operands() if command.name in _LISTING else None


def _starts(command: Command, words: Sequence[str]) -> bool:
    return tuple(command.texts[: len(words)]) == tuple(words)


def _all_but_last(command: Command) -> Sequence[Word] | None:
    return command.operands()[:-1] or None


def _synchronised(command: Command) -> Sequence[Word] | None:
    return None if any(option.startswith("--del") for option in command.options()) else _all_but_last(command)


def _archived(command: Command) -> Sequence[Word] | None:
    """``tar`` takes its letters with and without a dash, and the archive's name where they say ``f``."""
    letters = str(command.texts[1] or "") if len(command.texts) > 1 else ""
    is_creating = "c" in letters.lstrip("-") and not letters.startswith("--")
    return command.words[2:] if is_creating or "--create" in command.options() else None


def _zipped(command: Command) -> Sequence[Word] | None:
    return command.operands()[1:] or None


def _uploaded(command: Command) -> Sequence[Word] | None:
    return command.operands()[1:-1] or None


_COPYING: Final[Mapping[str, Callable[[Command], Sequence[Word] | None]]] = {
    "cp": _all_but_last,
    "mv": _all_but_last,
    "scp": _all_but_last,
    "rsync": _synchronised,
    "tar": _archived,
    "zip": _zipped,
    "rclone": _uploaded,
    "restic": _zipped,
    "borg": _zipped,
}

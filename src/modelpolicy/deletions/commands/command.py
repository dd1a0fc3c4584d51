"""The words of a command that runs, behind those that only wrap it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from modelpolicy.extract.commands import Commands
from modelpolicy.scripts.shell.command_line import program
from modelpolicy.scripts.shell.events import Invocation, Word


@dataclass(frozen=True, slots=True)
class Command:
    """A command that runs, behind ``sudo`` and the like: ``texts`` are its words where these are settled."""

    call: Invocation
    texts: Sequence[str | None]
    words: Sequence[Word]

    @classmethod
    def of(cls, commands: Commands, call: Invocation, words: Sequence[Word] | None = None) -> "Command":
        """The command of ``call``, or the one that ``words`` of it run."""
        texts, own = program(commands, call.words if words is None else words)
        return cls(call, texts, own)

    @property
    def name(self) -> str:
        """The program; nothing where it is not known."""
        return (self.texts[0] or "") if self.texts else ""

    def options(self) -> list[str]:
        """The words that are options, up to a lone ``--``."""
        texts = (text.text for word in self.words[1 : self._dashes()] for text in word.values.texts)
        return [text for text in texts if text.startswith("-") and text != "-"]

    def operands(self) -> list[Word]:
        """The words that are no options, or can be something else."""
        end = self._dashes()
        return [*filter(None, map(_without_options, self.words[1:end])), *self.words[end + 1 :]]

    def _dashes(self) -> int:
        """Where a lone ``--`` stands, or the words end."""
        places = (place for place, word in enumerate(self.words) if place and word.literal == "--")
        return next(places, len(self.words))


def _without_options(word: Word) -> Word | None:
    kept = tuple(text for text in word.values.texts if not text.text.startswith("-") or text.text == "-")
    return replace(word, values=replace(word.values, options=kept)) if kept or not word.values.texts else None


def first_text(word: Word) -> str:
    """The first of the texts that a word can be."""
    return next((text.text for text in word.values.texts), "")

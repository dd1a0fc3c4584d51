"""The words of a command that runs, behind those that only wrap it."""

from collections.abc import Sequence
from dataclasses import dataclass

from modelpolicy.extract.commands import Commands
from modelpolicy.scripts.command_line import program
from modelpolicy.scripts.events import Invocation, Word


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
        return [text for text in self._before_dashes() if text.startswith("-") and text != "-"]

    def operands(self) -> list[Word]:
        """The words that are no options."""
        end = len(self._before_dashes()) + 1
        before = [word for word in self.words[1:end] if not first_text(word).startswith("-")]
        return [*before, *self.words[end + 1 :]]

    def _before_dashes(self) -> list[str]:
        texts = [first_text(word) for word in self.words[1:]]
        return texts[: texts.index("--")] if "--" in texts else texts


def first_text(word: Word) -> str:
    """The first of the texts that a word can be."""
    return next((text.text for text in word.values.texts), "")

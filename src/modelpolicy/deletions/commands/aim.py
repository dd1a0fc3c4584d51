"""What one word of a command names that is deleted."""

from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.deletion import Target
from modelpolicy.scripts.shell.events import Invocation, Word
from modelpolicy.scripts.shell.syntax import text_of
from modelpolicy.values.values import Values

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

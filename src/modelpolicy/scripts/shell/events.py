"""What happens when a script runs, as far as it matters here: commands, and variables handed to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from modelpolicy.scripts.shell.scope import Scope
from modelpolicy.scripts.shell.words import Words
from modelpolicy.scripts.text import ScriptText
from modelpolicy.values.values import Values

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a command; ``node`` is what it stands as."""

    values: Values
    node: "Node"

    @property
    def literal(self) -> str | None:
        """The word, where the source leaves no choice."""
        texts = self.values.texts
        settled = len(texts) == 1 == len(self.values.options) and not self.values.open
        return texts[0].text if settled else None


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command that would run.

    ``fed`` is the here-document, or here-string, that it reads, ``fed_by`` are the commands whose output it reads.
    ``is_kept``: what it prints goes into a file. ``environment`` is set for it alone (``NAME=value command``).
    """

    script: ScriptText
    row: int
    column: int
    words: tuple[Word, ...]
    scope: Scope
    reader: Words
    fed: "Node | None" = None
    fed_by: "tuple[Invocation, ...]" = ()
    is_kept: bool = False
    environment: Mapping[str, Values] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Export:
    """A variable that is handed to every program that runs after it."""

    script: ScriptText
    row: int
    column: int
    name: str
    values: Values


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of the script that is not looked at; ``reason`` says why."""

    row: int
    column: int
    reason: str


Event = Invocation | Export | Unread

"""Strings, and where they came from: what is done to strings on their way is done to whatever holds them."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from modelpolicy.domain.load import Step
from modelpolicy.domain.location import Location


class Textual:
    """A value that is a string, or that can hold some."""

    __slots__ = ()

    @property
    @abstractmethod
    def holds_text(self) -> bool:
        """Whether any string is in it, however deep."""

    @abstractmethod
    def changed_by(self, changes: "tuple[Change, ...]") -> Self:
        """The same with each of ``changes`` done to every string, in their order."""


@dataclass(frozen=True, slots=True)
class Text(Textual):
    """A string; ``via``, ``owners`` and ``location`` are as in ``domain.load.Candidate``.

    ``is_offered``: a user can choose it, where the source shows what is chosen otherwise.
    """

    text: str
    via: tuple[Step, ...] = ()
    owners: tuple[str, ...] = ()
    is_path: bool = False
    location: Location | None = None
    is_offered: bool = False

    def __hash__(self) -> int:
        """Of what tells most strings apart: the whole chain would be hashed again with every step."""
        return hash((self.text, len(self.via), self.location))

    @property
    def holds_text(self) -> bool:
        """It is one."""
        return True

    def changed_by(self, changes: "tuple[Change, ...]") -> "Text":
        """What each of ``changes`` makes of it."""
        text = self
        for change in changes:
            text = change(text)
        return text


Change = Callable[[Text], Text]
"""What is done to a string."""


@dataclass(frozen=True, slots=True)
class Through:
    """A string has come through ``step``."""

    step: Step

    def __call__(self, text: Text) -> Text:
        """The string, a step further."""
        return Text(text.text, (self.step, *text.via), text.owners, text.is_path, text.location, text.is_offered)


@dataclass(frozen=True, slots=True)
class OwnedBy:
    """``owner`` is the outermost definition that chose a string so far."""

    owner: str

    def __call__(self, text: Text) -> Text:
        """The string with its owner, once."""
        if self.owner in text.owners:
            return text
        owners = (self.owner, *text.owners)
        return Text(text.text, text.via, owners, text.is_path, text.location, text.is_offered)


@dataclass(frozen=True, slots=True)
class Offered:
    """A user can choose a string, where the source shows what is chosen otherwise."""

    def __call__(self, text: Text) -> Text:
        """The string, as one that is offered."""
        return replace(text, is_offered=True)

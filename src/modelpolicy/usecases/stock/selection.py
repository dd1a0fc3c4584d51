"""Which of the artifacts somebody wants to see, and in which order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final

from modelpolicy.liveness.verdict import Judged

_KEYS: Final[dict[str, Callable[[Judged], Any]]] = {
    "id": lambda one: str(one.artifact.model),
    "size": lambda one: -one.artifact.bytes,
    "used": lambda one: one.artifact.last_used or 0,
    "verdict": lambda one: one.verdict,
}

PACKAGED: Final = "bundled"


@dataclass(frozen=True, slots=True)
class Selection:
    """What artifacts must be to be selected; of an empty condition, anything.

    Without ``all``, what installed packages bring and nobody needs is only selected by a pattern or its store.

    A pattern is held against every id of an artifact, its name and the last part of the name; ``*`` stands for any
    characters.
    """

    patterns: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    all: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether everything that lies in the stores is selected."""
        return not (self.patterns or self.verdicts or self.states or self.stores)

    def of(self, judged: Iterable[Judged], order: str) -> tuple[Judged, ...]:
        """The selected ones: ``size`` biggest first, ``used`` longest unused first, among equals by id."""
        selected = (one for one in judged if self._holds(one))
        return tuple(sorted(selected, key=lambda one: (_KEYS[order](one), _name(one))))

    def _holds(self, one: Judged) -> bool:
        return (
            (not self.verdicts or one.verdict in self.verdicts)
            and (not self.states or one.artifact.state in self.states)
            and (not self.stores or one.artifact.store in self.stores)
            and (self.all or self.patterns or self.stores or one.artifact.store != PACKAGED or bool(one.users))
            and (not self.patterns or any(map(self._matches, _spellings(one))))
        )

    def _matches(self, spelling: str) -> bool:
        return any(fnmatchcase(spelling, pattern) for pattern in self.patterns)


def _spellings(one: Judged) -> list[str]:
    return [spelling for model in one.artifact.models for spelling in model.spellings]


def _name(one: Judged) -> tuple[str, str, str]:
    return str(one.artifact.model), one.artifact.revision or "", one.artifact.home

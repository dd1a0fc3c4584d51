"""``modelpolicy: ignore[MP101] reason`` in a comment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.location import Location
from modelpolicy.suppression.comment import Comment
from modelpolicy.suppression.comments import comments_in

MARK: Final = re.compile(rb"modelpolicy:\s*ignore\b")
"""What the bytes of every file hold in which something is suppressed."""

_DIRECTIVE: Final = re.compile(r"(?:^|#)\s*modelpolicy:\s*ignore\b(?:\s*\[(?P<codes>[^\]]*)\])?(?P<reason>[^#]*)")
_UNTIL: Final = re.compile(r"\buntil\s+(\d{4}-\d{1,2}-\d{1,2})\b")


@dataclass(frozen=True, slots=True)
class Directive:
    """What a comment asks for: to let findings of ``codes`` pass in its file, from line ``first`` to line ``last``.

    ``last_day`` is the last one that it holds on, as it is written: there need not be such a day.
    """

    location: Location
    codes: tuple[str, ...]
    reason: str
    last_day: str | None
    first: int
    last: int

    @property
    def until(self) -> date | None:
        """The last day that it holds on; ``None`` where none is given, or there is no such day."""
        try:
            return date.fromisoformat(self.last_day) if self.last_day else None
        except ValueError:
            return None

    def holds_on(self, today: date) -> bool:
        """Whether it is not over; one with a day that no calendar has never holds."""
        return self.last_day is None or (self.until is not None and today <= self.until)

    def speaks_of(self, finding: Finding) -> bool:
        """Whether the finding stands where the comment speaks of, and is one of a rule that it names."""
        place = finding.location
        same_text = (place.path, place.cell) == (self.location.path, self.location.cell)
        return same_text and self.first <= place.line <= self.last and finding.code in self.codes


def directives_in(path: str, data: bytes) -> Iterator[Directive]:
    """What the comments of a file ask for."""
    if MARK.search(data):
        for comment in comments_in(path, data):
            if match := _DIRECTIVE.search(comment.text):
                yield _directive(comment, match)


def codes_in(written: str) -> tuple[str, ...]:
    """What stands between the brackets, each once."""
    return tuple(dict.fromkeys(re.findall(r"[^\s,]+", written)))


def _directive(comment: Comment, match: re.Match[str]) -> Directive:
    until = _UNTIL.search(match["reason"])
    reason = match["reason"].replace(until[0], "") if until else match["reason"]
    return Directive(
        comment.location,
        codes_in(match["codes"] or ""),
        reason.strip(" \t\r:-,;."),
        until[1] if until else None,
        comment.first,
        comment.last,
    )

"""What a rule is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypedDict, Unpack

from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.finding import Finding, Related, Severity
from modelpolicy.domain.location import Location
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Text:
    """What ``modelpolicy rule CODE`` and the rule's page say, a section each; the first is one sentence.

    ``fix`` says what ``modelpolicy check --fix`` does, and what only ``--unsafe-fixes`` does.
    """

    what_it_does: str
    why_it_is_bad: str
    what_to_do: str
    fix: str = "None: what is right here, people have to decide."


class Details(TypedDict, total=False):
    """What a finding can say besides, as ``Finding`` has it.

    ``fixable``: a program can do what the remedy says first, and no model loses protection by it.
    """

    analyzer: str | None
    model: str | None
    confidence: Confidence
    related: tuple[Related, ...]
    fixable: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A built-in check. Its name is the bad pattern; its code is never used again.

    ``is_local``: what it finds depends on the machine too, so that nothing that lets it pass is ever called unused.
    """

    code: str
    name: str
    severity: Severity
    text: Text
    valid: tuple[Case, ...]
    invalid: tuple[Case, ...]
    check: Callable[["Rule", Facts], Iterable[Finding]]
    is_local: bool = False

    def findings(self, facts: Facts) -> Iterable[Finding]:
        """Where the rule fires."""
        return self.check(self, facts)

    def finding(self, location: Location, message: str, remedy: str, **details: Unpack[Details]) -> Finding:
        """A finding of this rule."""
        return Finding(location, self.code, self.name, message, remedy, self.severity, **details)

"""What a rule is made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from modelpolicy.domain.finding import Confidence, Finding, Related, Severity
from modelpolicy.domain.location import Location
from modelpolicy.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Case:
    """A tiny project that shows what a rule reports, or what it lets pass.

    ``files`` is text: ``--- path`` above each file's lines. ``expected`` are ``path:line`` of the findings of
    this rule; none in a valid case.
    """

    title: str
    files: str
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """What ``modelpolicy rule CODE`` and the rule's page say, a section each."""

    what_it_does: str
    why_it_is_bad: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A built-in check. Its name is the bad pattern; its code is never used again."""

    code: str
    name: str
    severity: Severity
    text: Text
    valid: tuple[Case, ...]
    invalid: tuple[Case, ...]
    check: Callable[["Rule", Facts], Iterable[Finding]]

    def findings(self, facts: Facts) -> Iterable[Finding]:
        """Where the rule fires."""
        return self.check(self, facts)

    def finding(
        self,
        location: Location,
        message: str,
        remedy: str,
        *,
        analyzer: str | None = None,
        model: str | None = None,
        confidence: Confidence = "high",
        related: Iterable[Related] = (),
        fixable: bool = False,
    ) -> Finding:
        """A finding of this rule."""
        return Finding(
            location=location,
            code=self.code,
            name=self.name,
            message=message,
            remedy=remedy,
            severity=self.severity,
            confidence=confidence,
            analyzer=analyzer,
            model=model,
            related=tuple(related),
            fixable=fixable,
        )

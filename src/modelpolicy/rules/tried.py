"""How a case of a rule went."""

from collections.abc import Iterable
from dataclasses import dataclass

from modelpolicy.domain.finding import Finding
from modelpolicy.rules.case import Case
from modelpolicy.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Tried:
    """A case of a rule, and what the rule found in it: places, as ``Case.expected`` has them, and what was said."""

    rule: Rule
    case: Case
    found: tuple[str, ...]
    said: tuple[str, ...] = ()

    @classmethod
    def of(cls, rule: Rule, case: Case, findings: Iterable[Finding]) -> "Tried":
        """The case as it went, given all findings that there are in it."""
        own = [finding for finding in findings if finding.code == rule.code]
        return cls(rule, case, tuple(str(finding.location) for finding in own), tuple(map(_words, own)))

    @property
    def missing(self) -> tuple[str, ...]:
        """What the case says and the findings do not."""
        return tuple(words for words in self.case.says if not any(words in said for said in self.said))

    @property
    def has_passed(self) -> bool:
        """Whether the rule found what the case expects, and nothing else, and says what the case says."""
        return self.found == self.case.expected and not self.missing


def _words(finding: Finding) -> str:
    """All that a finding says, one after the other."""
    related = [f"see {related.location} {related.message}" for related in finding.related]
    about = [f"of analyzer {finding.analyzer}"] if finding.analyzer else []
    marks = [finding.severity, f"{finding.confidence} confidence", "with a fix" if finding.fixable else "without a fix"]
    return "; ".join([finding.message, finding.remedy, *related, *marks, *about])

"""How a case of a rule went."""

from dataclasses import dataclass

from modelpolicy.rules.case import Case
from modelpolicy.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Tried:
    """A case of a rule, and the places of the findings that the rule made in it, as ``Case.expected`` has them."""

    rule: Rule
    case: Case
    found: tuple[str, ...]

    @property
    def has_passed(self) -> bool:
        """Whether the rule found what the case expects, and nothing else."""
        return self.found == self.case.expected

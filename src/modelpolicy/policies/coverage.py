"""Which branches of a condition its tests reach: each clause, once true and once false."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from modelpolicy.policies.clauses import Clause, clauses_of
from modelpolicy.policies.condition import Condition, compile_clause
from modelpolicy.policies.environment import UnjudgedError
from modelpolicy.policies.facts import Facts, Kind


@dataclass(frozen=True, slots=True)
class Branch:
    """A clause, and what it is when the branch is taken."""

    clause: str
    outcome: bool

    def __str__(self) -> str:
        return f"`{self.clause}` is never {'true' if self.outcome else 'false'}"


def unreached(kind: Kind, condition: str, subjects: Iterable[Facts]) -> tuple[Branch, ...]:
    """The branches that no subject takes, evaluated from left to right only as far as needed, in written order."""
    whole = clauses_of(condition)
    texts = dict.fromkeys(leaf.text for leaf in whole.leaves)
    walk = _Walk({text: compile_clause(kind, text) for text in texts})
    for facts in subjects:
        walk.take(whole, facts)
    branches = (Branch(text, outcome) for text in texts for outcome in (True, False))
    return tuple(branch for branch in branches if branch not in walk.taken)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Evaluates clause by clause, and notes which branches that takes."""

    leaves: Mapping[str, Condition]
    taken: set[Branch] = field(default_factory=set)

    def take(self, whole: Clause, facts: Facts) -> None:
        """One that has no value ends the way there."""
        try:
            self._holds(whole, facts)
        except UnjudgedError:
            return

    def _holds(self, clause: Clause, facts: Facts) -> bool:
        match clause.operator:
            case "or":
                return any(self._holds(part, facts) for part in clause.parts)
            case "and":
                return all(self._holds(part, facts) for part in clause.parts)
            case "not":
                return not self._holds(clause.parts[0], facts)
            case "if":
                asked, then, otherwise = clause.parts
                return self._holds(then if self._holds(asked, facts) else otherwise, facts)
            case "none":
                outcome = self.leaves[clause.text].holds(facts)
                self.taken.add(Branch(clause.text, outcome))
                return outcome

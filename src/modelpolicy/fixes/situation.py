"""What a planner may look at."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.fixes.change import Change
from modelpolicy.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts that the findings rest on, and the language of each rendered document, by its path.

    ``commits`` are those of the models of which this disk has one revision. ``planners`` are those that there are, by
    the code of their rule.
    """

    facts: Facts
    languages: Mapping[str, str]
    commits: Mapping[ModelId, str]
    planners: Mapping[str, "Planner"]


Planner: TypeAlias = Callable[[Finding, Situation], Iterable[Change]]
"""The changes that resolve a finding together; none where no program can."""

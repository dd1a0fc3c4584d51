"""Policies and subjects to violations."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.finding import VIOLATION, Finding, Related
from modelpolicy.errors import PolicyError, Problem
from modelpolicy.policies.compiled import CompiledPolicy
from modelpolicy.policies.condition import Conditions
from modelpolicy.policies.environment import UnjudgedError, bind
from modelpolicy.policies.facts import Kind, Subject
from modelpolicy.policies.schema import Policy

MAX_SECONDS: Final = 60
"""What all policies may take for all subjects. Each evaluation ends by itself; many slow ones add up."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A subject for which a policy's condition holds."""

    policy: Policy
    subject: Subject
    message: str
    remedy: str

    @property
    def finding(self) -> Finding:
        """The violation as a finding, shown where the subject stands."""
        return Finding(
            self.subject.location,
            VIOLATION,
            self.policy.name,
            self.message,
            self.remedy,
            self.policy.entry.severity,
            analyzer=self.subject.analyzer,
            model=self.subject.model,
            related=self._origin,
        )

    @property
    def _origin(self) -> tuple[Related, ...]:
        if self.policy.is_builtin:
            return ()
        owner = f", owned by {self.policy.entry.owner}" if self.policy.entry.owner else ""
        return (Related(self.policy.location, f"the policy{owner}"),)


def violations(
    policies: Iterable[CompiledPolicy], subjects: Iterable[Subject], clock: Callable[[], float] = time.monotonic
) -> tuple[Violation, ...]:
    """Every violation of a policy by a subject of the kind that it ranges over. ``clock``: seconds since some moment.

    Raises:
        PolicyError: a condition has no value for a subject, or all of them together take too long.
    """
    by_kind: defaultdict[Kind, list[CompiledPolicy]] = defaultdict(list)
    for policy in policies:
        by_kind[policy.condition.kind].append(policy)
    conditions = {kind: Conditions([one.condition for one in found]) for kind, found in by_kind.items()}
    return tuple(
        violation
        for subject in _in_time(subjects, clock)
        if subject.kind in conditions
        for violation in _violations(by_kind[subject.kind], conditions[subject.kind], subject)
    )


def _in_time(subjects: Iterable[Subject], clock: Callable[[], float]) -> Iterator[Subject]:
    end = clock() + MAX_SECONDS
    for subject in subjects:
        if clock() > end:
            message = f"all policies together take more than {MAX_SECONDS} seconds"
            raise PolicyError(Problem("policies", 0, message, "loop over less, and match simpler patterns"))
        yield subject


def _violations(policies: Sequence[CompiledPolicy], conditions: Conditions, subject: Subject) -> Iterator[Violation]:
    for compiled, outcome in zip(policies, conditions.outcomes(subject.kind, subject.facts), strict=True):
        if isinstance(outcome, UnjudgedError):
            raise _unjudged(compiled.policy, subject, outcome)
        if outcome:
            bound = bind(subject.kind, subject.facts)
            message, remedy = compiled.message.filled(bound), compiled.remedy.filled(bound)
            yield Violation(compiled.policy, subject, message, remedy)


def _unjudged(policy: Policy, subject: Subject, reason: UnjudgedError) -> PolicyError:
    name = subject.model or subject.analyzer or str(subject.location)
    message = f"{policy.name}.deny has no value for {name}: {reason}"
    remedy = "let the condition say what holds then, with has() for a fact that may not be known"
    return PolicyError(Problem(policy.location.path, policy.line_of("deny"), message, remedy))

"""The policies' own tests: each run, the branches that none of them reaches, the mistakes that none of them notices."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from modelpolicy.policies.compiled import CompiledPolicy
from modelpolicy.policies.condition import Condition, compile_clause
from modelpolicy.policies.coverage import Branch, unreached
from modelpolicy.policies.environment import UnjudgedError, bind
from modelpolicy.policies.mutants import Mutant, mutants_of
from modelpolicy.policies.schema import Policy, PolicyEntry, PolicyTest
from modelpolicy.policies.tokens import ExpressionError


@dataclass(frozen=True, slots=True)
class Tested:
    """How a test of a policy went: the message ``found``, or ``None``; ``problem``: why the condition has no value."""

    test: PolicyTest
    found: str | None
    problem: str = ""

    @property
    def has_passed(self) -> bool:
        """Whether the policy found what the test expects."""
        return not self.problem and self.found == self.test.expected


@dataclass(frozen=True, slots=True)
class Trial:
    """A policy with its tests. ``mutants`` is how many mistakes were made in it, ``survivors`` those nobody noticed."""

    policy: Policy
    tested: tuple[Tested, ...]
    unreached: tuple[Branch, ...]
    mutants: int = 0
    survivors: tuple[Mutant, ...] = ()

    @property
    def failed(self) -> tuple[Tested, ...]:
        """The tests that did not pass."""
        return tuple(one for one in self.tested if not one.has_passed)


def try_policy(compiled: CompiledPolicy) -> Trial:
    """Run the policy's tests."""
    entry = compiled.policy.entry
    tested = tuple(_tested(compiled, test) for test in entry.tests)
    return Trial(compiled.policy, tested, unreached(entry.over, entry.deny, [test.given for test in entry.tests]))


def mutate_policy(compiled: CompiledPolicy, trial: Trial) -> Trial:
    """Make mistakes in the condition, and see which of them the tests notice."""
    entry = compiled.policy.entry
    mutants = dict(_compiled_mutants(entry))
    survivors = tuple(mutant for mutant, condition in mutants.items() if not _is_noticed(condition, entry.tests))
    return Trial(compiled.policy, trial.tested, trial.unreached, len(mutants), survivors)


def _compiled_mutants(entry: PolicyEntry) -> Iterator[tuple[Mutant, Condition]]:
    """Without those that are refused, for one is longer than the condition: nobody could make such a mistake."""
    for mutant in mutants_of(entry.deny):
        with suppress(ExpressionError):
            yield mutant, compile_clause(entry.over, mutant.text)


def _tested(compiled: CompiledPolicy, test: PolicyTest) -> Tested:
    try:
        holds = compiled.condition.holds(test.given)
    except UnjudgedError as error:
        return Tested(test, None, str(error))
    bound = bind(compiled.condition.kind, test.given)
    return Tested(test, compiled.message.filled(bound) if holds else None)


def _is_noticed(mutant: Condition, tests: Sequence[PolicyTest]) -> bool:
    return any(_differs(mutant, test) for test in tests)


def _differs(mutant: Condition, test: PolicyTest) -> bool:
    try:
        return mutant.holds(test.given) != (test.expected is not None)
    except UnjudgedError:
        return True

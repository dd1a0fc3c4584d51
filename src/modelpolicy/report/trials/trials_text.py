"""How the tests of policies went, as text."""

from collections.abc import Iterator, Sequence

from modelpolicy.policies.trial import Tested, Trial
from modelpolicy.report.counted import counted


def trials_text(trials: Sequence[Trial], seconds: float) -> str:
    """A line a policy, with what failed, what no test reached and which mistakes none noticed; then the sums."""
    return "\n".join([*(line for trial in trials for line in _trial(trial)), "", f"{_sums(trials)} ({seconds:.2f} s)"])


def _trial(trial: Trial) -> Iterator[str]:
    yield f"{trial.policy.name}  {_outcome(trial)}"
    for number, one in enumerate(trial.tested, start=1):
        if not one.has_passed:
            yield from _failed(number, one)
    yield from (f"  not reached: {branch}" for branch in trial.unreached)
    yield from (f"  not noticed: {mutant.mistake}" for mutant in trial.survivors)


def _outcome(trial: Trial) -> str:
    if not trial.tested:
        return "no tests"
    tests = counted(len(trial.tested), "test")
    return f"{len(trial.failed)} of {tests} failed" if trial.failed else f"{tests} passed"


def _failed(number: int, one: Tested) -> Iterator[str]:
    yield f"  test {number}{f': {one.test.title}' if one.test.title else ''}"
    yield f"      expected: {one.test.expected or 'no finding'}"
    yield f"      found: {one.problem or one.found or 'no finding'}"


def _sums(trials: Sequence[Trial]) -> str:
    tests, failed = sum(len(one.tested) for one in trials), sum(len(one.failed) for one in trials)
    branches, mutants = sum(len(one.unreached) for one in trials), sum(one.mutants for one in trials)
    caught = mutants - sum(len(one.survivors) for one in trials)
    return ", ".join(
        [
            counted(len(trials), "policy"),
            f"{failed} of {counted(tests, 'test')} failed" if failed else f"{counted(tests, 'test')} passed",
            f"{counted(branches, 'branch')} not reached" if branches else "every branch reached",
            *([f"{caught} of {counted(mutants, 'mutant')} caught"] if mutants else []),
        ]
    )

"""The tests of policies: a project's, or those of the policies that come with modelpolicy."""

from collections.abc import Iterable, Iterator, Sequence

from modelpolicy.errors import NothingToCheckError, Problem
from modelpolicy.policies.compiled import compile_policies
from modelpolicy.policies.schema import Policy
from modelpolicy.policies.trial import Trial, mutate_policy, try_policy


def try_policies(policies: Sequence[Policy], names: Iterable[str] = (), *, mutate: bool = False) -> Iterator[Trial]:
    """Run the tests of ``policies``, or of those with ``names``; with ``mutate``, also with mistakes in the conditions.

    Raises:
        InputError: a policy cannot be used, or there is none to try.
    """
    for compiled in compile_policies(_named(policies, list(names))):
        trial = try_policy(compiled)
        yield mutate_policy(compiled, trial) if mutate else trial


def _named(policies: Sequence[Policy], names: Sequence[str]) -> Sequence[Policy]:
    if not policies:
        remedy = "write policies/<name>.yaml, or name some in `builtin_policies` of the settings"
        raise NothingToCheckError(Problem("policies", 0, "this project has no policies", remedy))
    known = {policy.name: policy for policy in policies}
    unknown = [name for name in names if name not in known]
    if unknown:
        remedy = f"there are: {', '.join(known)}"
        raise NothingToCheckError(*(Problem(name, 0, "there is no such policy", remedy) for name in unknown))
    return [known[name] for name in names] or policies

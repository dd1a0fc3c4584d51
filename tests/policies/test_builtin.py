"""The policies that come with modelpolicy hold themselves to what they ask of others."""

import pytest

from modelpolicy.policies.builtin import builtin_policies
from modelpolicy.policies.compiled import compile_policies
from modelpolicy.policies.schema import Policy
from modelpolicy.policies.trial import mutate_policy, try_policy
from modelpolicy.settings.schema import Settings

UPKEEP = {
    "shared-model-deleted",
    "deleted-before-disabled",
    "list-behind-code",
    "deleted-without-backup",
    "cache-not-looked-at",
}


@pytest.mark.parametrize("policy", builtin_policies(), ids=lambda policy: policy.name)
def test_its_tests_pass_reach_every_branch_and_notice_every_mistake(policy: Policy) -> None:
    (compiled,) = compile_policies([policy])
    tried = mutate_policy(compiled, try_policy(compiled))
    assert tried.tested
    assert not tried.failed
    assert not tried.unreached
    assert tried.mutants
    assert not tried.survivors


def test_the_rules_of_upkeep_are_among_them() -> None:
    names = [policy.name for policy in builtin_policies()]
    assert set(names) >= UPKEEP
    assert len(names) == len(set(names))


def test_none_holds_before_somebody_names_it() -> None:
    assert Settings().builtin_policies == ()

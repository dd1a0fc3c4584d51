"""Policies' own tests: what fails, what is not reached, what is not noticed."""

from modelpolicy.policies.compiled import compile_policies
from modelpolicy.policies.mutants import mutants_of
from modelpolicy.policies.read import parse_policies
from modelpolicy.policies.trial import Trial, mutate_policy, try_policy

POLICY = """\
format: modelpolicy-policies/1
policies:
  large-model:
    over: model
    deny: has(model.bytes) && model.bytes > 10 * GB && !has(model.licence)
    message: "{model.id} takes {model.bytes}"
    remedy: none
    tests:
"""
ABOVE = "      - {given: {id: hf:a/b, bytes: 14GB}, expected: hf:a/b takes 14GB}\n"
LICENSED = "      - given: {id: hf:a/b, bytes: 14GB, licence: mit}\n"
AT_LIMIT = "      - given: {id: hf:a/b, bytes: 10GB}\n"
UNKNOWN = "      - given: {id: hf:a/b}\n"


def trial(*tests: str) -> Trial:
    (compiled,) = compile_policies(parse_policies((POLICY + "".join(tests)).encode(), "own.yaml"))
    return mutate_policy(compiled, try_policy(compiled))


def test_tests_that_reach_and_notice_everything() -> None:
    tried = trial(ABOVE, LICENSED, AT_LIMIT, UNKNOWN)
    assert (tried.failed, tried.unreached, tried.survivors) == ((), (), ())
    assert tried.mutants == 8


def test_what_a_missing_test_leaves_unreached_and_unnoticed() -> None:
    tried = trial(ABOVE, LICENSED, UNKNOWN)
    assert [str(branch) for branch in tried.unreached] == ["`model.bytes > 10 * GB` is never false"]
    assert [mutant.mistake for mutant in tried.survivors] == [
        "without `model.bytes > 10 * GB`",
        "`>` as `>=` in column 33",
    ]


def test_a_policy_without_tests_reaches_and_notices_nothing() -> None:
    tried = trial("      []\n")
    assert len(tried.unreached) == 6
    assert len(tried.survivors) == tried.mutants


def test_a_clause_behind_one_that_decides_is_not_reached() -> None:
    tried = trial(UNKNOWN)
    assert "`has(model.licence)` is never true" in [str(branch) for branch in tried.unreached]
    assert "`has(model.licence)` is never false" in [str(branch) for branch in tried.unreached]


def test_a_wrong_message_and_a_missing_finding_fail() -> None:
    wrong = ABOVE.replace("takes 14GB", "takes 15GB")
    missing = "      - {given: {id: hf:a/b}, expected: something}\n"
    found = "      - given: {id: hf:a/b, bytes: 11GB}\n"
    tried = trial(ABOVE, wrong, missing, found)
    assert [(one.test.expected, one.found) for one in tried.failed] == [
        ("hf:a/b takes 15GB", "hf:a/b takes 14GB"),
        ("something", None),
        (None, "hf:a/b takes 11GB"),
    ]


def test_mutants_negate_drop_and_shift_and_each_is_another_condition() -> None:
    assert [mutant.text for mutant in mutants_of("size(a) >= 2 && (b || !c)")] == [
        "!(size(a) >= 2 && (b || !c))",
        "!(size(a) >= 2) && (b || !c)",
        "size(a) >= 2 && (!(b) || !c)",
        "size(a) >= 2 && (b || !!(c))",
        "(b || !c)",
        "size(a) >= 2",
        "size(a) >= 2 && (!c)",
        "size(a) >= 2 && (b)",
        "size(a) > 2 && (b || !c)",
        "size(a) >= 3 && (b || !c)",
        "size(a) >= 1 && (b || !c)",
    ]


def test_what_a_loop_asks_is_mutated_too() -> None:
    assert [mutant.text for mutant in mutants_of("a.exists(one, one == 'x' && b)")] == [
        "!(a.exists(one, one == 'x' && b))",
        "a.exists(one, !(one == 'x') && b)",
        "a.exists(one, one == 'x' && !(b))",
        "a.exists(one, b)",
        "a.exists(one, one == 'x')",
    ]


def test_a_bound_with_a_unit_is_shifted_by_its_operator_alone() -> None:
    assert [mutant.text for mutant in mutants_of("model.bytes > 10 * GB")] == [
        "!(model.bytes > 10 * GB)",
        "model.bytes >= 10 * GB",
    ]


def test_a_condition_at_the_limits_of_what_is_read_is_tried_too() -> None:
    longest = f"size(model.id) > {2**63 - 1} && model.id != '{'x' * 940}'"
    text = POLICY.replace("has(model.bytes) && model.bytes > 10 * GB && !has(model.licence)", longest)
    (compiled,) = compile_policies(parse_policies(f"{text}      []\n".encode(), "own.yaml"))
    tried = mutate_policy(compiled, try_policy(compiled))
    assert 0 < tried.mutants < len(mutants_of(longest))

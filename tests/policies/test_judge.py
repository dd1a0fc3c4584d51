"""Policies held against subjects."""

from itertools import count

import pytest

from modelpolicy.domain.location import Location
from modelpolicy.errors import PolicyError
from modelpolicy.policies.compiled import CompiledPolicy, compile_policies
from modelpolicy.policies.facts import Subject
from modelpolicy.policies.judge import MAX_SECONDS, violations
from modelpolicy.policies.read import parse_policies
from tests.policies.test_condition import model
from tests.policies.test_read import policy


def compiled(**keys: str) -> tuple[CompiledPolicy, ...]:
    return compile_policies(parse_policies(policy(**keys).encode(), "own.yaml"))


def subject(**given: object) -> Subject:
    return Subject("model", model(**given), Location("registry.yaml", 3), model=str(given["id"]))


def test_only_subjects_of_its_kind_are_held_against_a_policy() -> None:
    analyzers = compiled(over="analyzer", deny="'true'")
    assert violations(analyzers, [subject(id="hf:a/b")]) == ()


def test_messages_and_remedies_carry_values() -> None:
    policies = compiled(
        deny="'true'",
        message="'{{x}} {model.id} {model.bytes} {model.users} {model.loaded} {size(model.users) + 1} {model.licence}'",
        remedy="'{model.bytes}|{model.name == model.id}'",
    )
    known, unknown = violations(
        policies, [subject(id="hf:a/b", bytes="1.5 GB", users=["x", "y"]), subject(id="hf:c/d")]
    )
    assert (known.message, known.remedy) == ("{x} hf:a/b 1.5GB x, y false 3 unknown", "1.5GB|false")
    assert (unknown.message, unknown.remedy) == ("{x} hf:c/d unknown none false 1 unknown", "unknown|false")


def test_values_with_line_breaks_stay_on_their_line() -> None:
    (found,) = violations(
        compiled(deny="'true'", message="'{model.title}'"), [subject(id="hf:a/b", title="a\nb\x1b[0m")]
    )
    assert found.message == "a\\nb\\x1b[0m"


def test_a_policy_without_a_value_for_a_subject_is_an_error_that_names_both() -> None:
    policies = compiled(deny="has(model.bytes) && 10 / (model.bytes - 5) > 1")
    with pytest.raises(PolicyError, match=r"own.yaml:5: p.deny has no value for hf:a/b: divide by zero"):
        violations(policies, [subject(id="hf:a/b", bytes="5")])


def test_what_takes_too_long_all_together_is_stopped() -> None:
    ticks = count(step=MAX_SECONDS // 3)
    with pytest.raises(PolicyError, match="take more than 60 seconds"):
        violations(compiled(), [subject(id="hf:a/b")] * 5, clock=lambda: next(ticks))


def test_a_finding_is_told_by_its_policy_and_its_subject_not_by_values_that_change() -> None:
    policies = compiled(deny="'true'", message="'takes {model.bytes}'")
    now, later, other = (
        violation.finding
        for violation in violations(
            policies, [subject(id="hf:a/b", bytes="1GB"), subject(id="hf:a/b"), subject(id="hf:c/d")]
        )
    )
    assert now.message != later.message
    assert now.fingerprint == later.fingerprint
    assert other.fingerprint != later.fingerprint

"""Policies that are ready to be held against subjects."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from modelpolicy.errors import PolicyError, Problem
from modelpolicy.policies.condition import Condition, compile_condition
from modelpolicy.policies.facts import Kind
from modelpolicy.policies.schema import Policy
from modelpolicy.policies.template import Template, compile_template
from modelpolicy.policies.tokens import ExpressionError

_T = TypeVar("_T")
_SHOWN: Final = 30
MAX_POLICIES: Final = 2_000


@dataclass(frozen=True, slots=True)
class CompiledPolicy:
    """A policy with its condition, its message and its remedy as the CEL library runs them."""

    policy: Policy
    condition: Condition
    message: Template
    remedy: Template


def compile_policies(policies: Sequence[Policy]) -> tuple[CompiledPolicy, ...]:
    """Compile each.

    Raises:
        PolicyError: with every expression that is refused or wrong, and its place; or there are too many policies.
    """
    if len(policies) > MAX_POLICIES:
        message = f"a project has {MAX_POLICIES} policies at most, and this is one more"
        raise PolicyError(
            Problem(policies[MAX_POLICIES].location.path, policies[MAX_POLICIES].location.line, message, "join some")
        )
    problems: list[Problem] = []
    compiled = tuple(found for policy in policies for found in _compiled(policy, problems))
    if problems:
        raise PolicyError(*problems)
    return compiled


def _compiled(policy: Policy, problems: list[Problem]) -> Iterator[CompiledPolicy]:
    entry = policy.entry
    condition = _part(policy, "deny", entry.deny, compile_condition, problems)
    message = _part(policy, "message", entry.message, compile_template, problems)
    remedy = _part(policy, "remedy", entry.remedy, compile_template, problems)
    if condition and message and remedy:
        yield CompiledPolicy(policy, condition, message, remedy)


def _part(policy: Policy, key: str, text: str, read: Callable[[Kind, str], _T], problems: list[Problem]) -> _T | None:
    try:
        return read(policy.entry.over, text)
    except ExpressionError as error:
        rest = text[error.offset :].partition("\n")[0]
        near = f" at `{rest[:_SHOWN]}{'...' if len(rest) > _SHOWN else ''}`" if error.offset and rest else ""
        message = f"{policy.name}.{key}: {error.message}{near}"
        problems.append(Problem(policy.location.path, policy.line_of(key), message, error.remedy))
        return None

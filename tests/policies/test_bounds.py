"""What is refused of an expression before anything is compiled."""

import pytest

from modelpolicy.policies.bounds import MAX_LENGTH, MAX_REPEATS, refuse_unbounded
from modelpolicy.policies.tokens import ExpressionError, tokens_of


def refused(expression: str) -> str | None:
    """Why; ``None`` where it is let pass."""
    try:
        refuse_unbounded(expression, tokens_of(expression))
    except ExpressionError as error:
        return error.message
    return None


LOOPS = {
    "model.users.exists(one, one == 'a')": True,
    "users.exists(one, one == 'a')": True,
    "['a', 'b'].all(one, one in model.users)": True,
    "true && ['a', 2].all(one, one == 1)": True,
    "!([1].exists(one, one == 1))": True,
    "model.users.filter(one, one != 'a').exists(one, one == 'b')": True,
    "[model.id].exists(one, one == 'a')": False,
    "['a' + 'b'].exists(one, one == 'a')": False,
    "model.users['a'].exists(one, one == 'a')": False,
    "model.users[0]['a'].exists(one, one == 'a')": False,
    "size(model.users).exists(one, one == 'a')": False,
    "(model.users).exists(one, one == 'a')": False,
    "model.users.contains('a').exists(one, one == 'a')": False,
    "'abc'.exists(one, one == 'a')": False,
    "exists(model.users, one == 'a')": False,
    "model exists(one, one == 'a')": False,
    "['a'] exists(one, one == 'a')": False,
}


@pytest.mark.parametrize("expression", LOOPS)
def test_a_loop_runs_over_facts_or_constants(expression: str) -> None:
    assert (refused(expression) is None) is LOOPS[expression]


PATTERNS = {
    "model.id.matches('a{2,}')": True,
    f"model.id.matches('a{{1,{MAX_REPEATS}}}')": True,
    f"model.id.matches('a{{{MAX_REPEATS}}}')": True,
    f"model.id.matches('a{{{MAX_REPEATS},}}')": True,
    "model.id.matches('a{0}b{7}')": True,
    f"model.id.matches('a{{1,{MAX_REPEATS + 1}}}')": False,
    f"model.id.matches('a{{{MAX_REPEATS + 1},}}')": False,
    "model.id.matches('(a{40}){40}')": False,
    "model.id.matches(model.name)": False,
    "model.id.matches('a' + 'b')": False,
    "model.id.matches('a', 'b')": False,
    "model.id.matches(('a'))": False,
    r"model.id.matches(r'\d')": True,
    r"model.id.matches('\\d')": False,
}


@pytest.mark.parametrize("expression", PATTERNS)
def test_a_pattern_is_a_constant_that_repeats_little(expression: str) -> None:
    assert (refused(expression) is None) is PATTERNS[expression]


def test_an_expression_is_as_long_as_it_may_be_and_no_longer() -> None:
    longest = f"'{'a' * (MAX_LENGTH - 2)}'"
    assert refused(longest) is None
    assert refused(f" {longest}") == f"the expression has {MAX_LENGTH + 1} characters, and {MAX_LENGTH} is the limit"

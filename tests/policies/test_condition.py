"""What a condition can say, what is refused of it, and where the mistake is."""

import pytest

from modelpolicy.policies.condition import Conditions, compile_condition
from modelpolicy.policies.environment import UnjudgedError
from modelpolicy.policies.facts import Facts
from modelpolicy.policies.given import facts_of
from modelpolicy.policies.tokens import ExpressionError


def model(**given: object) -> Facts:
    facts, mistakes = facts_of("model", given)
    assert not mistakes
    return facts


def refused(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        compile_condition("model", text)
    return caught.value


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("has(model.bytes) && model.bytes > 10 * GB", True),
        ("has( model.bytes ) && model.bytes >= 14 * GB && model.bytes <= 14000 * MB", True),
        ("!has(model.licence)", True),
        ('model.id == "hf:Qwen/Qwen2-VL" && model.store == "hf" && model.name == "Qwen/Qwen2-VL"', True),
        ("model.publisher in ['openai', 'google']", False),
        ("['Qwen', 'openai'].exists(one, model.publisher == one)", True),
        ("model.users.filter(one, one != 'b').all(one, one.startsWith('a'))", True),
        ("model.users.exists_one(one, one.endsWith('x')) ? true : size(model.users) == 3", False),
        (r"model.name.matches(r'^\w+/Qwen\d')", True),
        ("model.name.contains('VL') || model.loaded", True),
    ],
)
def test_a_condition_is_cel_over_the_facts_of_its_kind(condition: str, holds: bool) -> None:
    facts = model(id="hf:Qwen/Qwen2-VL", bytes="14GB", users=["a", "b"])
    assert compile_condition("model", condition).holds(facts) is holds


@pytest.mark.parametrize(
    ("condition", "message", "at"),
    [
        ("model.lisence == 'mit'", "model.lisence is no fact of this kind", ".lisence"),
        ("analyzer.name == 'a'", "analyzer.name is no fact of this kind", ".name"),
        ("has(model.lisence)", "model.lisence is no fact of this kind", "has("),
        ("has(model.id)", "model.id is always known", "has("),
        ("has(model.users[0])", "has() asks for something that is no fact", "has("),
        ("model.loaded && model.id > 3", "found no matching overload for '>' applied to '(string, int)'", "> 3"),
        ("model.id ==", "Syntax error", ""),
        ("model.id", "this is no condition", "model.id"),
        ("model.bytes > 3", "model.bytes is not known, for some subjects", "model.bytes"),
        ("10 / size(model.users) > 3", "divide by zero, for some subjects", "10"),
        ("lower(model.id) == 'a'", "there is no function lower() here", "lower"),
        ("model.id.matches('(')", "invalid regular expression", "'('"),
        (r"model.id.matches('\d')", "the pattern has backslashes", "'"),
        ("model.id.matches(model.name)", "the pattern is no constant text", "matches"),
        ("model.id == '''a'''", "is not understood", "'''"),
        ("model.id == 'a' // note", "is not understood", "//"),
        ("model.id == b'a'", "is not understood", "b'"),
        ("model.id == 'a", "is not understood", "'a"),
        ("{'a': 1}.a == 1", "is not understood", "{"),
    ],
)
def test_a_wrong_condition_is_refused_at_its_place(condition: str, message: str, at: str) -> None:
    error = refused(condition)
    assert message in error.message
    assert error.remedy
    assert condition[error.offset :].startswith(at)


def test_a_name_that_is_nearly_right_is_proposed() -> None:
    assert refused("model.lisence == 'mit'").remedy == "did you mean model.licence?"
    assert refused("model.id.startswith('a')").remedy == "did you mean startsWith()?"


def test_has_is_asked_in_any_layout_and_leaves_places_as_they_are() -> None:
    error = refused("has(  model .\n licence ) && model.nope == 1")
    assert "model.nope is no fact" in error.message


def test_a_fact_that_is_not_known_makes_no_outcome() -> None:
    condition = compile_condition("model", "model.loaded && model.bytes > 3")
    with pytest.raises(UnjudgedError, match=r"model.bytes is not known"):
        condition.holds(model(loaded="true"))


def test_many_conditions_say_what_each_says_alone() -> None:
    texts = [f"has(model.bytes) && model.bytes > {number} * GB" for number in range(120)]
    unknown = "model.loaded && model.bytes > 0"
    deep = "!" * 3 + "(" * 25 + "model.loaded" + ")" * 25
    conditions = [compile_condition("model", text) for text in [*texts, unknown, deep]]
    together = Conditions(conditions)

    known = together.outcomes("model", model(bytes="60GB"))
    assert known == [number < 60 for number in range(120)] + [False, True]
    *least, asked, last = together.outcomes("model", model(loaded="true"))
    assert least == [False] * 120
    assert isinstance(asked, UnjudgedError)
    assert last is False


def test_a_number_that_is_too_large_for_cel_is_the_largest() -> None:
    facts = {**model(), "bytes": 10**30}
    assert compile_condition("model", "has(model.bytes) && model.bytes > 1000 * TB").holds(facts)


def test_names_that_are_no_utf8_do_no_harm() -> None:
    assert not compile_condition("model", "model.users.exists(one, one == 'a')").holds(
        {**model(), "users": ("\udcff",)}
    )

"""What holds for every condition, held against Google's CEL library, which evaluates conditions as a whole."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.errors import PolicyError
from modelpolicy.policies.clauses import Clause, clauses_of
from modelpolicy.policies.compiled import compile_policies
from modelpolicy.policies.condition import Conditions, compile_clause, compile_condition
from modelpolicy.policies.environment import UnjudgedError
from modelpolicy.policies.facts import Facts
from modelpolicy.policies.mutants import mutants_of
from modelpolicy.policies.read import parse_policies
from modelpolicy.policies.template import compile_template
from modelpolicy.policies.tokens import ExpressionError
from tests.policies.test_condition import model
from tests.policies.test_read import GOOD

LEAVES = st.sampled_from(
    [
        "model.loaded",
        "model.documented",
        "has(model.licence)",
        "(has(model.bytes) && model.bytes >= 10 * GB)",
        "size(model.users) > 1",
        "model.users.exists(one, one == 'a' || one == 'b')",
        "model.store in ['hf', 'whisper']",
        "model.name != '&& || ? : !'",
    ]
)


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} && {})".format, inner, inner),
        st.builds("({} || {})".format, inner, inner),
        st.builds("!({})".format, inner),
        st.builds("!!{}".format, inner),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
        st.builds("({} && {} || {})".format, inner, inner, inner),
    )


CONDITIONS = st.recursive(LEAVES, combined, max_leaves=6)
SUBJECTS = st.builds(
    lambda known, flags, users: {**model(id="hf:a/b", users=users), **known, **flags},
    st.fixed_dictionaries({}, optional={"licence": st.just("mit"), "bytes": st.sampled_from([10**10 - 1, 10**10])}),
    st.fixed_dictionaries({"loaded": st.booleans(), "documented": st.booleans()}),
    st.lists(st.sampled_from("abc"), max_size=3),
)


def holds(clause: Clause, facts: Facts) -> bool:
    """The clause by its parts alone, each leaf asked of the library."""
    parts = clause.parts
    match clause.operator:
        case "or":
            return any(holds(part, facts) for part in parts)
        case "and":
            return all(holds(part, facts) for part in parts)
        case "not":
            return not holds(parts[0], facts)
        case "if":
            return holds(parts[1] if holds(parts[0], facts) else parts[2], facts)
        case "none":
            return compile_clause("model", clause.text).holds(facts)


@given(CONDITIONS, SUBJECTS)
def test_clauses_say_together_what_the_condition_says(condition: str, facts: Facts) -> None:
    assert holds(clauses_of(condition), facts) is compile_condition("model", condition).holds(facts)


@given(st.lists(CONDITIONS, min_size=1, max_size=8), SUBJECTS)
def test_conditions_say_together_what_each_says_alone(conditions: list[str], facts: Facts) -> None:
    compiled = [compile_condition("model", text) for text in conditions]
    assert Conditions(compiled).outcomes("model", facts) == [one.holds(facts) for one in compiled]


@given(CONDITIONS, SUBJECTS)
def test_every_mutant_is_a_condition_and_the_first_says_the_opposite(condition: str, facts: Facts) -> None:
    for mutant in mutants_of(condition):
        with suppress(UnjudgedError):
            compile_clause("model", mutant.text).holds(facts)
    negated = compile_clause("model", mutants_of(condition)[0].text)
    assert negated.holds(facts) is not compile_condition("model", condition).holds(facts)


ODD = st.text(
    st.sampled_from("model.idbytesha()[]{}&|!?:<>=+-*/'\"\\ \n\0é0123GBrexists,") | st.characters(), max_size=60
)


@given(ODD)
def test_no_text_makes_a_condition_or_a_message_crash(text: str) -> None:
    with suppress(ExpressionError):
        compile_condition("model", text)
    with suppress(ExpressionError):
        compile_template("model", text)


@given(st.integers(0, len(GOOD)), st.integers(0, 20), ODD)
def test_no_damage_to_a_file_makes_reading_it_crash(place: int, length: int, text: str) -> None:
    damaged = GOOD[:place] + text + GOOD[place + length :]
    with suppress(PolicyError):
        compile_policies(parse_policies(damaged.encode("utf-8", "surrogatepass"), "own.yaml"))

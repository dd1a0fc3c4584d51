import pytest

from modelpolicy.policies.clauses import Clause, clauses_of


def shape(clause: Clause) -> str:
    return f"{clause.operator}({', '.join(map(shape, clause.parts))})" if clause.parts else clause.text


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("a", "a"),
        ("a && b || c && !d", "or(and(a, b), and(c, not(d)))"),
        ("(a || b) && c", "and(or(a, b), c)"),
        ("((a))", "((a))"),
        ("!(a && b)", "not(and(a, b))"),
        ("!a == b", "!a == b"),
        ("!a in b", "!a in b"),
        ("x.exists(y, y == 'a' && z) && b", "and(x.exists(y, y == 'a' && z), b)"),
        ("a ? b && c : d", "if(a, and(b, c), d)"),
        ("a ? b : c ? d : e", "if(a, b, if(c, d, e))"),
        ("a ? b ? c : d : e", "if(a, if(b, c, d), e)"),
        ("a == '&& ||' && b", "and(a == '&& ||', b)"),
        ("(a) && (b)", "and((a), (b))"),
    ],
)
def test_a_condition_is_split_as_it_binds(condition: str, expected: str) -> None:
    assert shape(clauses_of(condition)) == expected


def test_every_clause_is_where_it_stands() -> None:
    condition = "a && (b ||  !c) || d ? e : f"
    for clause in clauses_of(condition).all():
        assert condition[clause.start : clause.end] == clause.text

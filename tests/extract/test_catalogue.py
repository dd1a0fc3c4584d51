from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.errors import SettingsError
from modelpolicy.extract.catalogue import Catalogue, builtin_catalogue, specificity
from tests.extract.calls import matching_name

SEGMENT = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True)
PIECE = st.one_of(SEGMENT, st.just("**"), st.builds("{}*{}".format, SEGMENT, SEGMENT), st.just("*"))
PATTERN = st.builds(lambda root, rest: ".".join([root, *rest]), SEGMENT, st.lists(PIECE, max_size=4))


def row(*calls: str, name: str = "mine", **fields: object) -> Mapping[str, object]:
    return {"name": name, "calls": list(calls), "store": "hf", "model": [0], **fields}


def name_of(catalogue: Catalogue, qualified: str) -> str | None:
    loader = catalogue.match(qualified)
    return loader.name if loader else None


@pytest.mark.parametrize(
    ("pattern", "matching", "other"),
    [
        ("a.load", ["a.load"], ["a.b.load", "a.loads", "b.a.load", "load"]),
        ("a.*Model.load", ["a.Model.load", "a.BigModel.load"], ["a.b.Model.load", "a.Models.load"]),
        ("a.**.load", ["a.load", "a.b.load", "a.b.c.load"], ["a.load.b", "xa.load"]),
        ("**.a.load", ["a.load", "x.y.a.load"], ["xa.load"]),
        ("a.**.*", ["a.b", "a.b.c"], ["a"]),
        ("a.**", ["a", "a.b", "a.b.c"], ["ab", "b.a"]),
    ],
)
def test_a_pattern_matches_whole_segments(pattern: str, matching: list[str], other: list[str]) -> None:
    catalogue = Catalogue([row(pattern)])
    assert [name_of(catalogue, name) for name in matching] == ["mine"] * len(matching)
    assert [name_of(catalogue, name) for name in other] == [None] * len(other)


def test_the_most_specific_row_wins_whatever_the_order() -> None:
    rows = [
        row("a.**.load", name="any"),
        row("a.**.*Tokenizer.load", name="tokenizer"),
        row("a.B.load", name="exact"),
    ]
    for order in (rows, rows[::-1]):
        catalogue = Catalogue(order)
        assert name_of(catalogue, "a.x.load") == "any"
        assert name_of(catalogue, "a.x.MyTokenizer.load") == "tokenizer"
        assert name_of(catalogue, "a.B.load") == "exact"


def test_among_equals_the_first_wins() -> None:
    assert name_of(Catalogue([row("a.*.load", name="one"), row("*.a.load", name="two")]), "a.a.load") == "one"


def test_a_users_row_wins_over_a_more_specific_one() -> None:
    catalogue = Catalogue([row("a.b.load", name="shipped")]).extended([row("a.**.load")])
    assert name_of(catalogue, "a.b.load") == "mine"
    assert [loader.name for loader in catalogue.loaders] == ["mine", "shipped"]


def test_a_users_rows_leave_the_others_as_they_are() -> None:
    catalogue = builtin_catalogue().extended([row("pkg.fetch_weights")])
    assert name_of(catalogue, "ultralytics.YOLO") == "ultralytics"
    assert catalogue.tokens == builtin_catalogue().tokens | {"fetch_weights"}
    assert catalogue.constants == builtin_catalogue().constants


def test_every_bad_row_is_named_at_once() -> None:
    rows: list[Mapping[str, object]] = [
        {"name": "x", "calls": ["a.b"], "store": "hf", "modle": [0]},
        row("a.b"),
        {"calls": "*.**", "role": "wights", "model": [0, 1], "owned_store": "my_store"},
        {"name": "x", "calls": ["a.b"], "store": "hf"},
    ]
    with pytest.raises(SettingsError) as caught:
        builtin_catalogue().extended(rows, "pyproject.toml")
    messages = [problem.message for problem in caught.value.problems]
    assert [message[:8] for message in messages] == ["loader 1", "loader 3", "loader 4"]
    assert "`modle` is no field" in messages[0]
    for part in ("`calls` has '*.**'", "`role` must be one of", "`model` must be", "`owned_store` is 'my_store'"):
        assert part in messages[1]
    assert "`name` is missing" in messages[1]
    assert "nothing says which model" in messages[2]


@given(PATTERN, st.lists(st.lists(SEGMENT, max_size=2), min_size=5, max_size=5), st.text("ab", max_size=3))
def test_a_token_stands_in_every_name_that_matches(pattern: str, runs: list[list[str]], fill: str) -> None:
    name = matching_name(pattern, runs, fill)
    catalogue = Catalogue([row(pattern)])
    assert name_of(catalogue, name) == "mine"
    assert catalogue.tokens & set(name.split("."))


@given(PATTERN)
def test_a_wildcard_makes_a_pattern_less_specific(pattern: str) -> None:
    assert specificity(pattern + ".load") > specificity(pattern + ".l*d") > specificity(pattern + ".*")

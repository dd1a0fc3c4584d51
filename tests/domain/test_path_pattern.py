"""Which paths a pattern stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.domain.path_part import (
    ANY,
    DEEP,
    EVERY,
    ONE,
    SET_END,
    SET_START,
    UNKNOWN,
    VARIABLE_END,
    VARIABLE_START,
    meets,
)
from modelpolicy.domain.path_pattern import HOME, WORKING, path_pattern, plain_path, shown_path

PATHS = {
    "~/a/b": (HOME, "a", "b"),
    "/a//b/": ("a", "b"),
    "a/./b": (WORKING, "a", "b"),
    "./a": (WORKING, "a"),
    "/root/a": (HOME, "a"),
    "/home/ann/a": (HOME, "a"),
    "/home": (HOME,),
    "/a/../b": ("b",),
    "~": (HOME,),
    "/": (),
}


@pytest.mark.parametrize("text", PATHS)
def test_plain_paths(text: str) -> None:
    assert plain_path(text) == PATHS[text]


@pytest.mark.parametrize("text", ["~/a/b", "/a/b", "./a", "~", "/"])
def test_a_path_is_shown_as_it_is_written(text: str) -> None:
    assert shown_path(plain_path(text)) == text


def test_a_variable_is_a_directory_only_where_it_is_one() -> None:
    variable = f"{VARIABLE_START}A{VARIABLE_END}"
    assert path_pattern(f"{variable}/b").forms == (("$A", "b"),)
    assert path_pattern(f"{variable}/b").variable == "A"
    assert path_pattern(f"{variable}x/b").variable == ""
    assert path_pattern(f"{variable}x/b").is_open
    assert path_pattern(f"/a/{variable}").forms == (("a", DEEP),)


NAMES = {
    (f"a{ANY}", "ab"): True,
    (f"{SET_START}x{SET_END}", "x"): True,
    (f"{SET_START}x{SET_END}", "[x]"): True,
    (f"a{ANY}", "b"): False,
    (ANY, ".a"): False,
    (EVERY, ".a"): True,
    (f".{ANY}", ".a"): True,
    (ONE, "a"): True,
    (ONE, "."): False,
    (ONE, "ab"): False,
    (f"{SET_START}ab{SET_END}", "b"): True,
    (f"{SET_START}!ab{SET_END}", "b"): False,
    (f"{SET_START}^ab{SET_END}", "c"): True,
    (f"{SET_START}{SET_START}:digit:{SET_END}{SET_END}", "c"): True,
    (f"{SET_START}a-c{SET_END}", "b"): True,
    ("a*", "ab"): False,
    ("a*", "a*"): True,
    ("[a]", "a"): False,
    ("a", f"{EVERY}"): True,
    (f"{ANY}.pt", f"a{EVERY}"): True,
    (f"{ANY}.pt", f"{EVERY}.bin"): False,
}


@pytest.mark.parametrize("parts", NAMES)
def test_parts_have_a_name_in_common(parts: tuple[str, str]) -> None:
    assert meets(*parts) is NAMES[parts]


COVERED = {
    ("~/a", "~/a"): "names",
    ("~/a", "~/a/b/c"): "covers",
    ("~/a/b", "~/a"): "",
    ("~", "~/a"): "covers",
    ("/", "~/a"): "covers",
    (f"~/{DEEP}/b", "~/b"): "names",
    (f"~/{DEEP}/b", "~/a/a/b"): "names",
    (f"~/{DEEP}/b", "~/a/b/c"): "covers",
    (f"~/{DEEP}/b", "~/a"): "",
    (f"~/{ANY}", "~/.a/b"): "",
    (f"{UNKNOWN}/a/b", "/x/y/a/b"): "names",
    (f"a{UNKNOWN}b", "./a/x/b"): "names",
    (f"a{UNKNOWN}b", "./axb"): "names",
    (f"a{UNKNOWN}b", "./ab"): "names",
    ("../a", "./a"): "names",
}


@pytest.mark.parametrize("pair", COVERED)
def test_what_a_pattern_takes(pair: tuple[str, str]) -> None:
    text, path = pair[0].replace("~", HOME), plain_path(pair[1])
    pattern = path_pattern(text)
    found = "names" if pattern.names(path) else "covers" if pattern.covers(path) else ""
    assert found == COVERED[pair]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("/a/b", "/a/b/c", True), ("/a/b/*", "/a", True), ("/a/b", "/a/c", False), ("/a/*", "/a/b/c", True)],
)
def test_patterns_that_lie_in_each_other(one: str, other: str, expected: bool) -> None:
    patterns = [path_pattern(text.replace("*", ANY)) for text in (one, other)]
    assert patterns[0].touches(patterns[1]) is expected
    assert patterns[1].touches(patterns[0]) is expected


@given(st.lists(st.sampled_from(["a", "b", ".a", "a.b", ANY, EVERY, ONE, DEEP]), min_size=1, max_size=5))
def test_what_names_a_path_covers_what_is_below(parts: list[str]) -> None:
    pattern = path_pattern("/" + "/".join(parts))
    for path in (("a",), ("a", "b"), (".a", "a"), ("a", "b", "a")):
        assert not pattern.names(path) or pattern.covers((*path, "x"))


@given(st.text(st.sampled_from("ab./~$" + ANY + EVERY + UNKNOWN + VARIABLE_START + VARIABLE_END), max_size=12))
def test_any_text_is_a_pattern(text: str) -> None:
    pattern = path_pattern(text)
    assert pattern.forms
    assert all("" not in form and UNKNOWN not in "".join(form) for form in pattern.forms)

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.registry.parse_yaml import YamlError, parse_yaml


def fault(text: str) -> tuple[int, str]:
    with pytest.raises(YamlError) as caught:
        parse_yaml(text)
    line, message, remedy = caught.value.faults[0]
    assert remedy
    return line, message


def test_scalars_are_text_as_written_and_empty_ones_are_none() -> None:
    parsed = parse_yaml("no: 1.50\non: [yes, 0x1F, 12:30, 2001-01-01, '']\nx:\ny: ~\nz: 'null'\n")
    assert parsed.data == {
        "no": "1.50",
        "on": ["yes", "0x1F", "12:30", "2001-01-01", ""],
        "x": None,
        "y": None,
        "z": "null",
    }


def test_every_path_has_its_line() -> None:
    parsed = parse_yaml("a:\n  b:\n    - x\n    - {c: y,\n       d: z}\n")
    assert parsed.lines == {
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "b", 0): 3,
        ("a", "b", 1): 4,
        ("a", "b", 1, "c"): 4,
        ("a", "b", 1, "d"): 5,
    }


def test_an_alias_stands_for_its_value_at_its_own_line() -> None:
    parsed = parse_yaml("a: &x [1]\nb: *x\n")
    assert parsed.data == {"a": ["1"], "b": ["1"]}
    assert parsed.lines[("b",)] == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3", 3, "'a' stands twice, first in line 1"),
        ("a:\n  <<: {b: 1}", 2, "merge keys"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("? [a]\n: b", 1, "stands for a key"),
        ("a: &x b\n*x : c", 2, r"alias \*x stands for a key"),
        ("a: &x [*x]", 1, "refers to itself"),
        ("a: *nobody", 1, "nothing above it"),
        ("a:\n  b: 'x", 2, "not YAML"),
        ("a: b\n\tc: d", 2, "not YAML"),
        ("a: b\n\x07", 2, "control characters"),
        ("ä: ö\nb: \0", 2, "control characters"),
    ],
)
def test_what_cannot_be_used_has_a_line(text: str, line: int, message: str) -> None:
    found_line, found = fault(text)
    assert found_line == line
    assert re.search(message, found)


def test_every_duplicate_is_reported() -> None:
    with pytest.raises(YamlError) as caught:
        parse_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [line for line, _, _ in caught.value.faults] == [2, 3]


def bomb(levels: int) -> str:
    head = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    return head + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, levels))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (bomb(30), "once its aliases are expanded"),
        ("[" * 1_000_000, "nested deeper"),
        ("{a: " * 300_000, "nested deeper"),
        ("- " * 500_000, "nested deeper"),
        ("- x\n" * 400_000, "once its aliases are expanded"),
        ("? " * 500_000, "stands for a key"),
    ],
)
def test_hostile_text_is_refused_in_bounded_time(text: str, message: str) -> None:
    started = time.process_time()
    assert message in fault(text)[1]
    assert time.process_time() - started < 5


@settings(deadline=None)
@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"#%@,?\n \t~<")))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(YamlError):
        parse_yaml(text)

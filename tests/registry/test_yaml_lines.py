"""Surgery on YAML text: what changes, and what is refused."""

import pytest

from modelpolicy.registry.yaml_lines import LayoutError, YamlLines


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a: {b: 6MB}  # 6MB\n", "a: {b: 7MB}  # 6MB\n"),
        ("a:\n  b: '6MB'\n", "a:\n  b: '7MB'\n"),
        ('a:\n  "b" : "6MB"\n', 'a:\n  "b" : "7MB"\n'),
    ],
)
def test_a_value_is_replaced_where_it_stands(text: str, changed: str) -> None:
    assert YamlLines(text).replace_scalar(("a", "b"), "6MB", "7MB") == changed


@pytest.mark.parametrize("text", ["a:\n  b: 6\n    MB\n", 'a: {b: "6\\x20MB"}\n', "a:\n  b: |\n    6 MB\n"])
def test_a_value_that_is_written_otherwise_is_left_alone(text: str) -> None:
    with pytest.raises(LayoutError, match="'6 MB' is not written where it counts"):
        YamlLines(text).replace_scalar(("a", "b"), "6 MB", "7 MB")


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a: 1\n", "a: 1\nb: 2\n"),
        ("a: 1", "a: 1\nb: 2\n"),
        ("a: 1\n\n\n", "a: 1\nb: 2\n\n\n"),
        ("a: 1\n# the end\n", "a: 1\n# the end\nb: 2\n"),
        ("a: 1\r\n", "a: 1\r\nb: 2\r\n"),
    ],
)
def test_what_comes_last_stands_below_everything_and_ends_its_line(text: str, changed: str) -> None:
    assert YamlLines(text).insert_at_end("b: 2\n") == changed


def test_one_blank_line_sets_lines_apart() -> None:
    assert YamlLines("a:\n  b: 1\n\n  c: 2\n").has_blank_line(("a",))
    assert not YamlLines("a:\n  b: 1\n  c: 2\n\nd: 3\n").has_blank_line(("a",))

"""The fields of a row, read with all mistakes told at once."""

import re

import pytest

from modelpolicy.settings.row import expression, flag, one_of, read_fields, text, text_table, texts, texts_table

FIELDS = {
    "name": text,
    "names": texts,
    "on": flag,
    "kind": one_of("a", "b"),
    "pattern": expression,
    "table": text_table,
    "lists": texts_table,
}


def test_every_field_is_read() -> None:
    row = {
        "name": "x",
        "names": "y",
        "on": False,
        "kind": "b",
        "pattern": "z+",
        "table": {"k": "v"},
        "lists": {"k": ["v"]},
    }
    assert read_fields(row, FIELDS) == (
        {
            "name": "x",
            "names": ("y",),
            "on": False,
            "kind": "b",
            "pattern": re.compile("z+"),
            "table": {"k": "v"},
            "lists": {"k": ("v",)},
        },
        [],
    )


@pytest.mark.parametrize(
    ("field", "value", "mistake"),
    [
        ("name", "", "`name` must be a string"),
        ("name", 5, "`name` must be a string"),
        ("names", [], "`names` must be a string or a list of strings"),
        ("names", ["a", 5], "`names` must be a string"),
        ("on", 1, "`on` must be true or false"),
        ("kind", "c", "`kind` must be one of a, b"),
        ("pattern", "(", "`pattern` is no regular expression: missing ), unterminated subpattern at position 0"),
        ("table", ["a"], "`table` must be a table of strings"),
        ("table", {"k": ["v"]}, "`table` must be a string"),
        ("lists", "a", "`lists` must be a table of lists of strings"),
        ("other", "a", "`other` is no field; the fields are name, names, on, kind, pattern, table, lists"),
    ],
)
def test_a_mistake_is_told_with_its_field_and_the_rest_is_read(field: str, value: object, mistake: str) -> None:
    values, mistakes = read_fields({field: value, "kind" if field != "kind" else "name": "a"}, FIELDS)
    assert mistakes == [mistake]
    assert len(values) == 1

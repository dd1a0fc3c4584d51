import tomllib

from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.settings.key_lines import KeyPath, key_lines

DOCUMENT = '''\
# comment with [brackets] and key = "value"
paths = ["src",
    "analyzers",  # ] not the end
]
text = """
[not.a.table]
key = 1
"""
literal = \'\'\'
[nor.this]
\'\'\'
"quoted key" = 1.5
a.b."c.d" = 1979-05-27T07:32:00Z

[tool.modelpolicy]
documents = [
    { path = "a.md", language = "de" },
    { path = "b.md", language = "en" },
]

[[loaders]]
name = "one"

[[loaders]]
name = "two"
  [loaders.names]
  small = "s"
'''


def test_every_kind_of_key_has_its_line() -> None:
    lines = key_lines(DOCUMENT)
    expected: dict[KeyPath, int] = {
        ("paths",): 2,
        ("paths", 0): 2,
        ("paths", 1): 3,
        ("text",): 5,
        ("literal",): 9,
        ("quoted key",): 12,
        ("a",): 13,
        ("a", "b", "c.d"): 13,
        ("tool", "modelpolicy"): 15,
        ("tool", "modelpolicy", "documents", 1): 18,
        ("tool", "modelpolicy", "documents", 1, "language"): 18,
        ("loaders", 0, "name"): 22,
        ("loaders", 1): 24,
        ("loaders", 1, "name"): 25,
        ("loaders", 1, "names", "small"): 27,
    }
    assert {path: lines[path] for path in expected} == expected


def test_the_document_is_toml() -> None:
    assert tomllib.loads(DOCUMENT)["loaders"][1]["names"] == {"small": "s"}


def paths_of(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """All key paths of parsed TOML."""
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    own = {path} if path else set()
    return own.union(*(paths_of(child, (*path, key)) for key, child in items))


def test_knows_exactly_the_keys_that_the_document_has() -> None:
    assert set(key_lines(DOCUMENT)) == paths_of(tomllib.loads(DOCUMENT))


values = st.recursive(
    st.sampled_from(["1", "-1.5", "true", '"a # [b] = {c}"', "'x, y'", '"""m\n[n]\n"""', "07:32:00"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[" + ",\n".join(items) + "]"),
    max_leaves=6,
)


@given(st.lists(values, max_size=6))
def test_the_line_of_a_key_is_where_it_was_written(written: list[str]) -> None:
    text, expected = "", {}
    for number, value in enumerate(written):
        expected[f"k{number}",] = text.count("\n") + 1
        text += f"k{number} = {value}\n"
    lines = key_lines(text)
    assert {path: line for path, line in lines.items() if len(path) == 1} == expected
    assert set(lines) == paths_of(tomllib.loads(text))

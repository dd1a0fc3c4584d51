"""Comments are what the language of the file says, and speak of what a reader would say."""

import io
import json
import tokenize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.suppression.comment import Comment
from modelpolicy.suppression.comments import comments_in


def read(path: str, text: str) -> list[Comment]:
    return list(comments_in(path, text.encode()))


def spoken_of(path: str, text: str) -> list[tuple[int, str, int, int]]:
    """Line, text, first and last line of each comment, in the order of the file."""
    found = sorted(read(path, text), key=lambda comment: comment.location)
    return [(comment.location.line, comment.text.strip(), comment.first, comment.last) for comment in found]


PYTHON = '''\
a = load("x")  # behind
# above a statement

# and another comment between
b = load(  # behind the bracket
    # above an argument
    "y",
    "# no",
)
c = """
# no
"""
d = 1 + \\
    2
# last
'''


def test_python() -> None:
    assert spoken_of("a.py", PYTHON) == [
        (1, "behind", 1, 1),
        (2, "above a statement", 5, 9),
        (4, "and another comment between", 5, 9),
        (5, "behind the bracket", 5, 5),
        (6, "above an argument", 7, 7),
        (15, "last", 1, 0),
    ]


def test_a_comment_above_a_statement_speaks_of_every_line_that_it_goes_on_in() -> None:
    assert spoken_of("a.py", '# s\nx = """\n\n"""\n')[0][2:] == (2, 4)
    assert spoken_of("a.py", "# s\nx = 1 + \\\n  2\ny = 3\n")[0][2:] == (2, 3)


def test_broken_python_has_comments_too() -> None:
    broken = "<<<<<<< ours\nx = load('a')  # one\n=======\nprint 'b'  # two\n>>>>>>> theirs\ny = load(  # three\n"
    assert [line for line, *_ in spoken_of("a.py", broken)] == [2, 4, 6]


def test_toml() -> None:
    text = '# above\nregistry = "#no"  # behind\nlong = """\n# no\n"""\n'
    assert spoken_of("modelpolicy.toml", text) == [(1, "above", 2, 2), (2, "behind", 2, 2)]


YAML = """\
# above
a: "# no"  # behind
b: |
  # no
c:
  - plain#no
  # above an item
  - {x: 1, # in a flow
     y: '# no'}
"""


def test_yaml() -> None:
    assert spoken_of("a.yaml", YAML) == [
        (1, "above", 2, 2),
        (2, "behind", 2, 2),
        (7, "above an item", 8, 8),
        (8, "in a flow", 8, 8),
    ]


def test_yaml_that_is_none_keeps_what_stands_before_the_fault() -> None:
    assert spoken_of("a.yaml", 'a: 1  # one\nb: "open\n# two\n') == [(1, "one", 1, 1)]


SHELL = """\
#!/bin/sh
echo "# no" '# no' a#no  # behind
cat <<EOF
# no
EOF
# above
hf download a/b \\
  --revision x
"""


def test_shell() -> None:
    assert spoken_of("a.sh", SHELL)[1:] == [(2, "behind", 2, 2), (6, "above", 7, 8)]
    assert spoken_of("a_script", SHELL)[1:] == [(2, "behind", 2, 2), (6, "above", 7, 8)]


def test_dockerfile() -> None:
    text = "FROM x\n# above\nRUN hf download a/b \\\n  # between\n  && hf download c/d  # behind\nENV A=#no\n"
    assert spoken_of("Dockerfile", text) == [(2, "above", 3, 4), (4, "between", 5, 5), (5, "behind", 5, 5)]


def test_makefile() -> None:
    text = "MODEL := a/b  # of a variable\n# above\nall: x\n\thf download c/d  # in a recipe\n"
    assert spoken_of("Makefile", text) == [
        (1, "of a variable", 1, 1),
        (2, "above", 3, 3),
        (4, "in a recipe", 4, 4),
    ]


def test_unit() -> None:
    text = "[Service]\n# above\nEnvironment=A=b # no\n; too\nExecStart=/usr/bin/x\n"
    assert [comment[:2] for comment in spoken_of("a.service", text)] == [(2, "above"), (4, "too")]


WORKFLOW = """\
jobs:
  a:
    steps:
      - run: |
          # in the script
          hf download x/y
          hf download x/z  # behind
      # in the YAML
      - run: echo b
"""


def test_workflow() -> None:
    assert spoken_of(".github/workflows/a.yml", WORKFLOW) == [
        (5, "in the script", 6, 6),
        (7, "behind", 7, 7),
        (8, "in the YAML", 9, 9),
    ]


MARKDOWN = """\
# Title <!-- behind -->

<!-- above a block -->

```bash
rm -rf x  # of the shell
<!-- no -->
```

- item `<!-- no -->` goes on <!-- in an item -->
  here

<!-- above a paragraph -->
One line
and another.

    <!-- no -->

<!-- over
two lines -->
"""


def test_markdown() -> None:
    assert spoken_of("a.md", MARKDOWN) == [
        (1, "behind", 1, 1),
        (3, "above a block", 5, 8),
        (6, "of the shell", 6, 6),
        (10, "in an item", 10, 10),
        (13, "above a paragraph", 14, 15),
    ]


def test_notebook() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# Title"},
        {"cell_type": "code", "source": ["x = load('a')  # behind\n", "# above nothing of this cell"]},
        {"cell_type": "code", "source": "# above\ny = load(\n  'b')\n!hf download c/d  # of the shell"},
        {"cell_type": "code", "source": "%%bash\n# in a cell for the shell\nhf download e/f"},
    ]
    found = sorted(
        (comment.location.cell, comment.location.line, comment.text.strip(), comment.first, comment.last)
        for comment in read("a.ipynb", json.dumps({"cells": cells}))
    )
    assert found == [
        (1, 1, "behind", 1, 1),
        (1, 2, "above nothing of this cell", 2, 0),
        (2, 1, "above", 2, 3),
        (2, 4, "of the shell", 4, 4),
        (3, 2, "in a cell for the shell", 3, 3),
    ]


def test_what_has_no_comments_has_none() -> None:
    assert read("a.json", '{"a": "# no"}') == []
    assert read("a.ipynb", "# no notebook") == []


def test_a_mark_of_the_byte_order_and_windows_line_ends_count_as_nothing() -> None:
    assert spoken_of("a.py", "\ufeffx = 1  # one\r\n# two\r\ny = 2\r\n") == [(1, "one", 1, 1), (2, "two", 3, 3)]


PIECES = ["x", "\n", "# c\n", '"# a"', "'# b\\''", '"""\n# c\n"""', "(", ")", ",", 'f"{x} # e"', "\\\n", " ", "[", "]"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_comments_of_python_are_those_of_its_own_tokenizer(text: str) -> None:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
        compile(text, "a.py", "exec")
    except (SyntaxError, tokenize.TokenError, ValueError):
        return
    expected = [(token.start[0], token.string[1:]) for token in tokens if token.type == tokenize.COMMENT]
    assert [(comment.location.line, comment.text) for comment in read("a.py", text)] == expected


MARKS = ["#", "\n", " ", "a", '"', "'", "`", "<!--", "-->", ":", "-", "\\", "\t", "[", "|"]


@pytest.mark.parametrize("path", ["a.py", "a.yaml", "a.md", "a.sh", "Dockerfile", "Makefile", "a.service", "a.ipynb"])
@given(text=st.lists(st.sampled_from(MARKS), max_size=30).map("".join))
def test_any_text_gives_comments_that_stand_in_it(path: str, text: str) -> None:
    lines = text.split("\n")
    for comment in read(path, text):
        assert comment.text in lines[comment.location.line - 1]
        assert comment.first == comment.location.line or comment.first > comment.location.line or comment.last == 0
        assert comment.last <= len(lines)


@pytest.mark.parametrize("path", ["a.py", "a.yaml", "a.md", "a.sh", "Makefile"])
def test_a_long_file_of_comments_is_read_in_time_that_grows_with_its_length(path: str) -> None:
    assert len(read(path, "# modelpolicy: ignore[MP101]\n" * 8_000)) in (0, 8_000)

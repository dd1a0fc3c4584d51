from modelpolicy.handwritten.blocks import Inline, Item, Row, parse_blocks

TABLE = """\
Text.

| Analyzer | Size |
|---|---|
| `speech` | ~140MB |
| **video** | |

- item **bold** and `code`

| Other |
|---|
| 1 |
"""


def test_rows_have_their_line_their_table_and_the_heads_of_their_cells() -> None:
    rows = [block for block in parse_blocks(TABLE) if isinstance(block, Row)]
    assert rows == [
        Row(5, 3, (("Analyzer", Inline("speech", codes=("speech",))), ("Size", Inline("~140MB")))),
        Row(6, 3, (("Analyzer", Inline("video", strong=("video",))), ("Size", Inline("")))),
        Row(12, 10, (("Other", Inline("1")),)),
    ]


def test_what_is_bold_and_what_is_code_is_kept() -> None:
    (item,) = (block for block in parse_blocks(TABLE) if isinstance(block, Item))
    assert item == Item(8, 8, Inline("item bold and code", ("code",), ("bold",)), depth=1)

"""``code_only`` takes away text and nothing else: Python's own tokenizer is the judge."""

import io
import keyword
import tokenize
from pathlib import Path

import pytest

import modelpolicy
from modelpolicy.source.code import code_only

SOURCES = sorted(Path(modelpolicy.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_keeps_every_name_of_real_code_in_order(path: Path) -> None:
    data = path.read_bytes()
    tokens = tokenize.tokenize(io.BytesIO(data).readline)
    names = [token.string for token in tokens if token.type == tokenize.NAME and not keyword.iskeyword(token.string)]
    code = code_only(data).decode()
    place = 0
    for name in names:
        place = code.index(name, place)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('x = "a # b"  # c', 'x = ""  ""'),
        ("x = 'it\\'s'; y", 'x = ""; y'),
        ('"""a\n"b" """; y', '""; y'),
        ("r'\\\\' + y", 'r"" + y'),
        ('f"{YOLO}"', 'f"{YOLO}"'),
        ("rf'''{YOLO}'''", "rf'''{YOLO}'''"),
    ],
)
def test_empties_strings_and_comments(source: str, expected: str) -> None:
    assert code_only(source.encode()).decode() == expected


@pytest.mark.parametrize("source", [b'x = """a\ny = YOLO("a.pt")', b"x = 'a\ny = YOLO('a.pt')", b"f'''{\nYOLO('a.pt')"])
def test_gives_everything_where_a_string_is_not_closed(source: bytes) -> None:
    assert code_only(source) == source

"""The shipped rows as their files say them, though most of a file is parsed late or never."""

import tomllib
from pathlib import Path

import pytest

import modelpolicy.extract
from modelpolicy.extract.shipped_rows import ShippedFile, shipped_rows

FILES = sorted((Path(modelpolicy.extract.__file__).parent / "loaders").glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_a_file_calls_is_what_its_rows_call(path: Path) -> None:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["loader"]
    calls = [[row["calls"]] if isinstance(row["calls"], str) else row["calls"] for row in rows]
    assert ShippedFile(path).calls == calls


def test_a_row_has_what_stands_above_it_and_what_it_says_itself(tmp_path: Path) -> None:
    path = tmp_path / "lib.toml"
    path.write_text(
        'name = "lib"\nstore = "hf"\n\n[constants]\n"lib.PATH" = "x"\n\n'
        '[[loader]]\ncalls = [\n    "lib.load",\n    "lib.**.open",\n]\nmodel = [0]\n\n'
        '[[loader]]\ncalls = "lib.read"\nstore = "file"\nmodel = [1]\n'
    )
    file = ShippedFile(path)
    assert list(map(dict, shipped_rows(file))) == [
        {"name": "lib", "store": "hf", "calls": ["lib.load", "lib.**.open"], "model": [0]},
        {"name": "lib", "store": "file", "calls": ["lib.read"], "model": [1]},
    ]
    assert file.constants == {"lib.PATH": "x"}


def test_a_file_is_not_parsed_for_what_it_calls(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[[loader]]\ncalls = ["lib.load"]\nmodel = [\n')
    (row,) = shipped_rows(ShippedFile(path))
    assert row["calls"] == ["lib.load"]
    with pytest.raises(tomllib.TOMLDecodeError):
        row["model"]

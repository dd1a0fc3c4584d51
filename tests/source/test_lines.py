import json
from pathlib import Path

from modelpolicy.domain.location import Location
from modelpolicy.source.lines import lines_at


def test_each_place_gets_its_line(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("one\ntwo\tthree  \n")
    first, second = Location("app.py", 1), Location("app.py", 2, 5)
    assert lines_at(tmp_path, [second, first, first]) == {first: "one", second: "two\tthree  "}


def test_a_place_in_a_notebook_gets_the_line_of_its_cell_as_it_is_written(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": "# A"},
        {"cell_type": "code", "source": ["a = 1\n", "!hf download a/b"]},
    ]
    (tmp_path / "app.ipynb").write_text(json.dumps({"cells": cells}))
    place = Location("app.ipynb", 2, 3, cell=1)
    assert lines_at(tmp_path, [place]) == {place: "!hf download a/b"}


def test_what_is_not_there_gets_none(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("one\n")
    (tmp_path / "broken.ipynb").write_text("{")
    places = [Location("app.py"), Location("app.py", 9), Location("gone.py", 1), Location("broken.ipynb", 1, cell=0)]
    assert lines_at(tmp_path, places) == {}


def test_bytes_that_are_no_utf_8_are_shown_as_latin_1(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_bytes(b"name = '\xe4'\n")
    place = Location("app.py", 1)
    assert lines_at(tmp_path, [place]) == {place: "name = 'ä'"}

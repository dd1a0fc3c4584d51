import json
from pathlib import Path

import pytest

from modelpolicy.source.files import SourceFiles


def test_reads_and_parses_once(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b'model = YOLO("x.pt")\n')
    files = SourceFiles(tmp_path)
    parsed = files.parse("a.py")
    (tmp_path / "a.py").write_bytes(b"")
    assert files.parse("a.py") is parsed


def test_tells_the_words_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b'model.name = YOLO("x.pt")\n')
    files = SourceFiles(tmp_path)
    assert {b"model", b"name", b"YOLO", b"pt"} <= files.words("a.py")
    assert files.names_read("a.py") == {b"model", b"name", b"YOLO"}
    assert files.mentions("a.py", "pt")
    assert not files.mentions("a.py", "YO")
    assert files.attributes_set("a.py") == {b"name"}


def test_a_prefilter_reads_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b'model = YOLO("x.pt")\n')
    files = SourceFiles(tmp_path)
    assert files.text("a.py") == b'model = YOLO("x.pt")\n'


def test_the_lines_of_a_notebook_end_as_those_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(rb'["import whisper\nimport torch"]')
    assert SourceFiles(tmp_path).text("a.ipynb") == b'["import whisper\nimport torch"]'


def test_code_in_the_strings_of_a_notebook_reads_names(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(rb'["import whisper\nimport torch"]')
    assert {b"whisper", b"torch"} <= SourceFiles(tmp_path).names_read("a.ipynb")


def test_a_file_that_cannot_be_read_is_a_failure_and_never_passed_over(tmp_path: Path) -> None:
    (tmp_path / "d.py").mkdir()
    files = SourceFiles(tmp_path)
    for path in ("gone.py", "d.py"):
        assert files.text(path) is None
        assert files.words(path) == frozenset()
        parsed = files.parse(path)
        (failure,) = parsed.failures
        assert (parsed.trees, failure.location.path, failure.searched) == ((), path, False)


@pytest.mark.parametrize("path", ["/proc/mounts", "../outside.json"])
def test_what_stands_outside_is_neither_read_nor_kept_in_mind(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside.json").write_text("{}")
    files = SourceFiles(root)
    assert files.read(path) is None
    assert not files.configurations


def test_few_bytes_more_make_no_other_size(tmp_path: Path) -> None:
    sizes = {}
    for size in (10_000, 10_100, 12_000, 1_000_000, 1_010_000, 1_100_000):
        (tmp_path / f"{size}.py").write_text("x" * size)
        sizes[size] = SourceFiles(tmp_path).size(f"{size}.py")
    assert sizes[10_000] == sizes[10_100] < sizes[12_000]
    assert sizes[1_000_000] == sizes[1_010_000] < sizes[1_100_000]
    assert all(abs(told - size) <= size / 16 for size, told in sizes.items())


def test_the_pictures_of_a_notebook_are_no_code_to_parse(tmp_path: Path) -> None:
    picture = json.dumps({"data": {"image/png": "iVBOR" * 100_000}})
    cell = '{"cell_type": "code", "source": ["YOLO(\\"x.pt\\")"], "outputs": [' + picture + "]}"
    (tmp_path / "a.ipynb").write_text('{"cells": [\n' + cell.replace("[{", "[\n{").replace(": {", ":\n{") + "\n]}")
    (tmp_path / "a.py").write_text("x = 1\n" * 100_000)
    files = SourceFiles(tmp_path)
    assert 0 < files.size("a.ipynb") < len(picture) / 10
    assert 580_000 < files.size("a.py") < 620_000
    assert files.size("missing.ipynb") == files.size("missing.py") == 0

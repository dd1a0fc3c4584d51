"""A load that only its value speaks for: which files are looked at, and which are passed over."""

from pathlib import Path
from time import process_time

import pytest

from modelpolicy.prefilter.marked import files_with_names_of_weights
from modelpolicy.program.project import Project
from modelpolicy.settings.project import find_project
from modelpolicy.source.files import SourceFiles
from modelpolicy.usecases.scanning.scan import scan
from tests.projects import read_files

KEPT = {
    "the call itself": 'import lib\nlib.Thing("a.onnx")',
    "a constant of another file": """
        --- app.py
        import lib, names
        lib.Thing(names.DETECTOR_PATH)
        --- names.py
        DETECTOR_PATH = "a.onnx"
        """,
    "a setting of another file": """
        --- app.py
        import lib
        from names import Settings
        lib.Thing(weights=Settings.model_path)
        --- names.py
        class Settings:
            model_path: str = "a.onnx"
        """,
    "a class that is handed one": """
        --- app.py
        import lib
        class Detector:
            def __init__(self, path):
                self.session = lib.Session(path)
        --- main.py
        from app import Detector
        Detector("a.onnx")
        """,
    "a function that is handed one": """
        --- app.py
        import lib
        def make_session(path):
            return lib.Session(path)
        --- main.py
        from app import make_session
        make_session("a.onnx")
        """,
}


def write(root: Path, text: str) -> None:
    for path, content in read_files(text).items():
        (root / path).write_text(content)


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_the_file_is_looked_at(tmp_path: Path, text: str) -> None:
    write(tmp_path, text)
    loads = scan(find_project(tmp_path)).loads
    assert [(load.loader, load.location.path) for load in loads] == [("other", "app.py")]


def test_a_notebook_is_looked_at(tmp_path: Path) -> None:
    cell = '{"cell_type": "code", "metadata": {}, "outputs": [], "source": "import lib\\nlib.Thing(\\"a.onnx\\")"}'
    (tmp_path / "app.ipynb").write_text(f'{{"nbformat": 4, "nbformat_minor": 5, "metadata": {{}}, "cells": [{cell}]}}')
    assert [load.loader for load in scan(find_project(tmp_path)).loads] == ["other"]


def test_files_that_share_only_common_names_are_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        --- names.py
        path = model_name = "a.onnx"
        x = str(open("a.onnx"))
        --- other.py
        import lib
        def open(path, model_name): ...
        lib.Thing(path, model_name)
        """,
    )
    project = Project(["names.py", "other.py"], SourceFiles(tmp_path))
    assert files_with_names_of_weights(project, SourceFiles(tmp_path)) == {"names.py"}


def test_a_long_line_takes_no_time(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(f"x = '{'a' * 2_000_000}'\ny = 'a.onnx'\n")
    sources = SourceFiles(tmp_path)
    start = process_time()
    assert files_with_names_of_weights(Project(["app.py"], sources), sources) == {"app.py"}
    assert process_time() - start < 2

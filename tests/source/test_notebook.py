"""Notebooks: cells to one text and back, magics out of the way."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.source.notebook import NotebookError, read_notebook
from modelpolicy.source.parse import parse_notebook


def notebook(*cells: tuple[str, str]) -> bytes:
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": kind, "source": text} for kind, text in cells]}).encode()


def test_code_cells_become_one_text_and_lines_lead_back() -> None:
    read = read_notebook(notebook(("markdown", "# Title"), ("code", "a = 1\nb = 2"), ("code", "c = 3")))
    assert read.text == "a = 1\nb = 2\nc = 3\n"
    assert [read.place(line) for line in (1, 2, 3)] == [(1, 1), (1, 2), (2, 1)]


@pytest.mark.parametrize(
    ("line", "python"),
    [
        ("!pip install torch", "pass"),
        ("%matplotlib inline", "pass"),
        ("    %time f()", "    pass"),
        ("files = !ls", "files = None"),
        ("model?", "pass"),
        ("x = 5 % 3", "x = 5 % 3"),
        ("assert a != b", "assert a != b"),
    ],
)
def test_magics_are_put_out_of_the_way(line: str, python: str) -> None:
    assert read_notebook(notebook(("code", line))).text == f"{python}\n"


def test_a_cell_in_another_language_is_blank_and_a_timed_one_is_not() -> None:
    read = read_notebook(notebook(("code", "%%bash\nrm -rf x"), ("code", "%%time\nf()")))
    assert read.text == "\n\npass\nf()\n"


def test_source_can_be_a_list_of_lines() -> None:
    data = json.dumps({"cells": [{"cell_type": "code", "source": ["a = 1\n", "b = 2"]}]}).encode()
    assert read_notebook(data).text == "a = 1\nb = 2\n"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"cells": 1}', b"[" * 100_000])
def test_what_is_no_notebook_is_a_failure_not_a_crash(data: bytes) -> None:
    with pytest.raises(NotebookError):
        read_notebook(data)
    (failure,) = parse_notebook("n.ipynb", data).failures
    assert not failure.searched


def test_a_form_of_colab_above_a_magic_leaves_the_cell_in_its_language() -> None:
    form = "#@title Keep the tab alive\n\n#@markdown Press play.\n"
    read = read_notebook(
        notebook(("code", f"{form}%%html\n<audio controls>"), ("code", f"{form}%%bash\nhf download a/b"))
    )
    assert read.text.strip() == ""
    assert read.scripts == "\n" * 9 + "hf download a/b\n"


def test_a_comment_above_python_changes_nothing() -> None:
    assert read_notebook(notebook(("code", "# why\na = 1\n!ls"))).text == "# why\na = 1\npass\n"


def test_a_broken_cell_is_reported_in_its_cell() -> None:
    parsed = parse_notebook("n.ipynb", notebook(("markdown", ""), ("code", "a = 1"), ("code", "b = 1\nc = (")))
    assert [(failure.location.cell, failure.location.line) for failure in parsed.failures] == [(2, 2)]
    assert len(parsed.trees) == 1


@given(st.lists(st.tuples(st.sampled_from(["code", "markdown"]), st.text(alphabet="ab=\n%!? ", max_size=20))))
def test_every_line_leads_back_to_a_line_of_its_cell(cells: list[tuple[str, str]]) -> None:
    read = read_notebook(notebook(*cells))
    for line in range(1, read.text.count("\n") + 1):
        cell, inside = read.place(line)
        if cell is not None and cells[cell][1]:
            assert cells[cell][0] == "code"
            assert 1 <= inside <= len(cells[cell][1].splitlines())

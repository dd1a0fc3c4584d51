"""What a file may import, told from its bytes."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.prefilter.import_lines import COMPUTED, imported_names

NAME = st.from_regex(r"[a-z_]{1,6}", fullmatch=True).map(lambda name: name + "_")
DOTTED = st.lists(NAME, min_size=1, max_size=3).map(".".join)
JOINT = st.sampled_from([" ", "  ", "\t", " \\\n", " \\\r\n  "])


@st.composite
def statements(draw: st.DrawFn) -> str:
    """An import statement in any of its layouts."""
    space, module, name = draw(JOINT), draw(DOTTED), draw(NAME)
    relative = draw(st.sampled_from(["", ".", ".."]))
    statement = draw(
        st.sampled_from(
            [
                f"import{space}{module}",
                f"import os,{space}{module}{space}as {name}",
                f"from{space}{relative}{module}{space}import {name}",
                f"from{space}{relative}{module}{space}import ({name},  # )\n    {name} as b)",
                f"from ..{space}import (\n    # )\n    {module.partition('.')[0]})",
            ]
        )
    )
    return (
        draw(st.sampled_from(["", "x = 1; ", "if x: ", "# a\n"]))
        + statement
        + draw(st.sampled_from(["", "\n", "\r\n"]))
    )


@given(st.lists(statements(), min_size=1, max_size=4).map("\n".join))
def test_holds_every_module_that_is_imported(source: str) -> None:
    names = imported_names(source.encode())
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            assert {alias.name.encode() for alias in node.names} <= names
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            expected = {module} if node.module else {alias.name for alias in node.names}
            assert {name.encode() for name in expected} <= names


@pytest.mark.parametrize(
    ("source", "is_computed"),
    [
        ("import_module('a.b')", False),
        ("from importlib import import_module", False),
        ("import_module(\n    'a')", False),
        ("import_module(name)", True),
        ("load = import_module", True),
        ("from importlib import import_module as load", True),
        ("import_module(f'{a}.b')", True),
    ],
)
def test_tells_a_computed_module_name(source: str, is_computed: bool) -> None:
    assert (COMPUTED in imported_names(source.encode())) is is_computed


def test_holds_the_literal_names_of_dynamic_imports() -> None:
    assert b"a.b" in imported_names(b"import importlib\nx = importlib.import_module(\n    'a.b')")

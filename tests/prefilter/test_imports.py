"""What import statements bind, held against Python's own parser."""

import ast
from pathlib import Path

import pytest

import modelpolicy
from modelpolicy.prefilter.imports import imports
from modelpolicy.source.code import code_only

SOURCES = sorted(Path(modelpolicy.__file__).parent.rglob("*.py"))


def _bound(source: bytes) -> set[tuple[str, str]]:
    bound = imports(code_only(source)).bound
    return {(name.decode(), target.name.decode()) for name, targets in bound.items() for target in targets}


def _bound_by_python(source: bytes) -> set[tuple[str, str]]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                found.add((name, alias.name if alias.asname else name))
        if isinstance(node, ast.ImportFrom):
            dots = "." * node.level + (node.module or "")
            for alias in node.names:
                found.add((alias.asname or alias.name, f"{dots}{'' if dots.endswith('.') else '.'}{alias.name}"))
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_agrees_with_python_on_real_code(path: Path) -> None:
    source = path.read_bytes()
    assert _bound(source) >= _bound_by_python(source)
    # What a formatted string holds may be code, and stays.
    if b'f"""' not in source:
        assert _bound(source) == _bound_by_python(source)


@pytest.mark.parametrize(
    "source",
    [
        "import a, b.c as d, e.f",
        "x = 1; import a; from b import c",
        "from .. import a as b",
        "from . a import (b,  # why\n  c as d,\n)",
        "from a \\\n import b, \\\n  c",
        "try: import a\nexcept ImportError: a = None",
        "if x:\n    from a import *",
        "from a import(b)",
        "from a import b\nimport c",
        "from a import b; import c",
    ],
)
def test_agrees_with_python_on_unusual_statements(source: str) -> None:
    assert _bound(source.encode()) == _bound_by_python(source.encode())


@pytest.mark.parametrize("source", ["import_module('a')", "x.important", "reimport = 1"])
def test_other_words_bind_nothing(source: str) -> None:
    assert _bound(source.encode()) == set()


def test_a_module_that_has_to_be_there_is_more_than_what_is_bound() -> None:
    (target,) = imports(b"import a.b.c").bound[b"a"]
    assert (target.name, target.module) == (b"a", b"a.b.c")

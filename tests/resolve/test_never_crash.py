"""Whatever the source is, the scan of it ends, and without an exception."""

import ast
import random
import sysconfig
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.loads.loads import find_loads
from modelpolicy.program.project import Project
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.source.files import SourceFiles
from modelpolicy.source.parse import parse
from tests.projects import evaluator_of, loads_of

STANDARD_TESTS: Final = Path(sysconfig.get_path("stdlib"), "test")
SAMPLE: Final = sorted(STANDARD_TESTS.glob("**/*.py"), key=lambda path: path.as_posix())[::16]
SMALL: Final = 20_000
"""Bytes: the sample is for continuous integration."""

LOADERS: Final = "import torch, whisper\nfrom transformers import AutoModel\nfrom ultralytics import YOLO\n"
NAMES: Final = st.sampled_from(["a", "b", "f", "C", "self", "YOLO", "torch", "AutoModel", "whisper"])
ATOMS: Final = st.one_of(
    NAMES, st.sampled_from(['"x/y"', "1", "None", "...", "-1", "b''", "True", 'f"{a!r:>{b}}"', "1j"])
)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions made of smaller ones, of every kind that the language has."""
    shapes = [
        "{0}({1}, *{2}, **{0})", "{0}({1})", "{0}.from_pretrained({1}, revision={2})", "{0}.a", "{0}[{1}]",
        "{0}[{1}:{2}]", "[{0}, *{1}]", "({0}, {1})", "{{{0}: {1}, **{2}}}", "{{{0}, {1}}}", "({0} if {1} else {2})",
        "({0} or {1})", "(not {0})", "({0} + {1})", "({0} % {1})", "(-{0})", "(lambda a, *b, c={0}, **f: {1})",
        "[{0} for a in {1} if {2}]", "{{{0}: {1} for a, (b, *f) in {2}}}", "({0} for a in {1})", "(a := {0})",
        "{0}.format({1}, a={2})", "{0}.join({1})", "getattr({0}, {1})", "f'{{{0}}}{{{1}}}'", "({0} < {1} <= {2})",
        "torch.load({0})", "YOLO({0})", "whisper.load_model({0}, download_root={1})", "super().__init__({0})",
    ]  # fmt: skip
    return st.builds(lambda shape, *parts: shape.format(*parts), st.sampled_from(shapes), inner, inner, inner)


EXPRESSIONS: Final = st.recursive(ATOMS, _compound, max_leaves=8)


def _indented(block: str) -> str:
    return "\n".join("    " + line for line in block.splitlines())


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Statements with blocks in them."""
    heads = [
        "def f(a, /, b={0}, *args, self=None, **kwargs):", "class C({0}, metaclass={1}):", "class YOLO(C):",
        "for a, *b in {0}:", "while {0}:", "if {0}:", "with {0} as a, {1} as (b, f):", "async def f(self):",
    ]  # fmt: skip
    plain = st.builds(
        lambda head, one, two, body: head.format(one, two) + "\n" + _indented(body),
        st.sampled_from(heads), EXPRESSIONS, EXPRESSIONS, inner,
    )  # fmt: skip
    tried = inner.map(lambda body: f"try:\n{_indented(body)}\nexcept a as b:\n{_indented(body)}\nfinally:\n    a = f")
    matched = st.builds(
        lambda subject, body: f"match {subject}:\n    case {{'a': a, **b}} | [a, *b]:\n{_indented(_indented(body))}",
        EXPRESSIONS, inner,
    )  # fmt: skip
    return st.one_of(plain, tried, matched, st.lists(inner, min_size=2, max_size=3).map("\n".join))


SIMPLE: Final = st.builds(
    lambda shape, *parts: shape.format(*parts),
    st.sampled_from(
        [
            "{0}",
            "a = {0}",
            "a, (b, *f) = {0}",
            "self.a = {0}",
            "a += {0}",
            "a: C = {0}",
            "b[{0}] = {1}",
            "del a",
            "global a",
            "from .b import *",
            "from . import a as f",
            "return {0}",
            "yield {0}",
            "raise {0}",
            "assert {0}",
        ]
    ),
    EXPRESSIONS,
    EXPRESSIONS,
)
PROGRAMS: Final = st.recursive(SIMPLE, _nested, max_leaves=10)


def _scan(source: str) -> None:
    files = {"app.py": LOADERS + source, "b.py": source}
    loads_of(evaluator_of(files, builtin_catalogue()), builtin_catalogue(), files)


@pytest.mark.skipif(not SAMPLE, reason="this Python comes without its own test suite")
def test_the_tests_of_the_standard_library() -> None:
    catalogue = builtin_catalogue()
    paths = sorted(path.relative_to(STANDARD_TESTS).as_posix() for path in SAMPLE if path.stat().st_size < SMALL)
    project = Project(paths, SourceFiles(STANDARD_TESTS))
    evaluator = Evaluator(project, catalogue)
    found = [
        load for path in paths for module in project.modules(path) for load in find_loads(evaluator, catalogue, module)
    ]
    assert found == []


@given(PROGRAMS)
@settings(max_examples=300, deadline=None)
def test_generated_syntax(source: str) -> None:
    _scan(source)


@given(
    st.randoms(use_true_random=False),
    st.sampled_from([path for path in SAMPLE if path.stat().st_size < SMALL] or [Path(__file__)]),
)
@settings(max_examples=60, deadline=None)
def test_mutated_bytes(randomness: random.Random, path: Path) -> None:
    data = bytearray(LOADERS.encode() + path.read_bytes())
    for _ in range(randomness.randint(1, 8)):
        place = randomness.randrange(len(data))
        end = place + randomness.choice([0, 1, 1, 40])
        data[place:end] = randomness.choice(
            [b"", b"(", b'"""', b"\n", b"\0", b"\xff", b"<<<<<<< a\n", bytes(data[:60])]
        )
    for tree in parse("app.py", bytes(data)).trees:
        _scan(ast.unparse(tree))

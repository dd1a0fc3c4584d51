"""What the mutation run changes: each condition by itself, and nothing else."""

import ast
from textwrap import dedent

import pytest

from benchmarks.mutation.mutants import mutants


def names(body: str) -> list[str]:
    return [mutant.name for mutant in mutants(f"def f(x, y):\n    {body}\n")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if x: y()", ["x -> not x", "x -> True"]),
        ("if not x: y()", ["not x -> x", "not x -> True"]),
        ("return [one for one in x if one]", ["one -> not one", "one -> True"]),
        ("return x == y", ["x == y -> not x == y", "x == y -> x != y"]),
        ("return x < y", ["x < y -> not x < y", "x < y -> x >= y", "x < y -> x <= y"]),
        ("y(x or 1)", ["x or 1 -> 1", "x or 1 -> x", "x or 1 -> x and 1"]),
        ("y(any(x))", ["any(x) -> all(x)"]),
        ("y(x)", []),
    ],
)
def test_what_is_changed(body: str, expected: list[str]) -> None:
    assert names(body) == [f"f: {change}" for change in expected]


def test_the_rest_of_the_module_stays() -> None:
    source = dedent("""
        def f(x):
            if x:
                return 1
            return 2
        def g(y):
            return [one for one in y if one]
        """)
    for mutant in mutants(source):
        changed, original = ast.unparse(mutant.tree).split("\n"), ast.unparse(ast.parse(source)).split("\n")
        assert sum(new != old for new, old in zip(changed, original, strict=True)) == 1


def test_the_original_is_the_same_after_every_change() -> None:
    source = "def f(x):\n    return x if x else None\n"
    assert [ast.unparse(mutant.tree) for mutant in mutants(source)] == [
        "def f(x):\n    return x if not x else None",
        "def f(x):\n    return x if True else None",
    ]

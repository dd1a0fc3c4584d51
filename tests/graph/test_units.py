"""The application's own dict of analyzers, read without running it."""

import pytest

from modelpolicy.errors import SettingsError
from tests.projects import graph_of

CLASSES = """
--- things.py
class One: ...
class Two: ...
"""

WAYS = {
    "classes": 'from things import One, Two\nA = {"one": One, "two": Two}',
    "classes of a module": 'import things\nA = {"one": things.One, "two": things.Two}',
    "dotted paths": 'A = {"one": "things.One", "two": "things:Two"}',
    "tuples with more in them": 'from things import One, Two\nA = {"one": (One, 1), "two": (Two, 2)}',
    "constants as names": 'from things import One, Two\nN = "one"\nA = {N: One, "two": Two}',
    "lazy imports": 'def f():\n    from things import One\n    return One\nimport things\nA = {"one": f, "two": things.Two}',
}

UNREADABLE = {
    "not a dict": ("A = make()", 1),
    "a spread": ("A = {**other}", 1),
    "a computed name": ("A = {\n    name(): 1,\n}", 2),
    "not a class": ('A = {\n    "one": 1,\n}', 2),
    "missing": ("B = {}", 0),
}


@pytest.mark.parametrize("source", WAYS.values(), ids=WAYS.keys())
def test_ways_to_write_the_dict(source: str) -> None:
    graph = graph_of(f"{CLASSES}\n--- app.py\n{source}\n", "app.py:A")
    assert [analyzer.name for analyzer in graph.analyzers] == ["one", "two"]


@pytest.mark.parametrize(("source", "line"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_an_error_with_its_place(source: str, line: int) -> None:
    with pytest.raises(SettingsError) as raised:
        graph_of(f"--- app.py\n{source}\n", "app.py:A")
    (problem,) = raised.value.problems
    assert (problem.path, problem.line) == ("app.py", line)
    assert problem.remedy


@pytest.mark.parametrize("listed", ['["two"]', '("two",)', '{"two"}', 'frozenset({"two"})', '["tw" + "o"]'])
def test_ways_to_write_the_disabled(listed: str) -> None:
    source = f'import things\nA = {{"one": things.One, "two": things.Two}}\nOFF = {listed}'
    graph = graph_of(f"{CLASSES}\n--- app.py\n{source}\n", "app.py:A", "app.py:OFF")
    assert [analyzer.status for analyzer in graph.analyzers] == ["enabled", "disabled"]


def test_a_disabled_name_that_nobody_has_is_an_error() -> None:
    source = 'import things\nA = {"one": things.One}\nOFF = ["oen"]'
    with pytest.raises(SettingsError, match="oen"):
        graph_of(f"{CLASSES}\n--- app.py\n{source}\n", "app.py:A", "app.py:OFF")


def test_a_list_of_disabled_that_is_computed_is_an_error() -> None:
    source = 'import things\nA = {"one": things.One}\nOFF = read()'
    with pytest.raises(SettingsError, match="cannot be read without running"):
        graph_of(f"{CLASSES}\n--- app.py\n{source}\n", "app.py:A", "app.py:OFF")

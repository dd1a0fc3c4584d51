"""What is kept for good is whole, however questions come back to themselves."""

from collections.abc import Mapping
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.resolve.questions.memory import MISSING, Memory

Graph = Mapping[int, list[int]]
Reached = frozenset[int]

SIZE = 9
graphs = st.fixed_dictionaries(
    {node: st.lists(st.integers(0, SIZE - 1), max_size=3, unique=True) for node in range(SIZE)}
)


def reached(graph: Graph, node: int) -> Reached:
    """What can be reached from ``node``, itself included."""
    found, pending = {node}, [node]
    while pending:
        fresh = set(graph[pending.pop()]) - found
        found |= fresh
        pending += fresh
    return frozenset(found)


class Asker:
    """Asks what can be reached by asking each neighbour the same; counts the answers that were worked out."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.memory = Memory()
        self.worked_out = 0

    def ask(self, node: int) -> Reached:
        if (known := self.memory.recall(node)) is not MISSING:
            return cast("Reached", known)
        if self.memory.is_open(node):
            self.memory.go_without(node)
            return frozenset()
        self.memory.begin(node)
        self.worked_out += 1
        answer = frozenset({node}).union(*[self.ask(neighbour) for neighbour in self.graph[node]])
        self.memory.end(answer)
        return answer


@given(graphs, st.permutations(range(SIZE)))
def test_what_is_kept_for_good_is_whole(graph: Graph, order: list[int]) -> None:
    asker = Asker(graph)
    for node in order:
        assert asker.ask(node) == reached(graph, node)
        known = {one: asker.memory.recall(one) for one in range(SIZE)}
        assert {one for one, answer in known.items() if answer not in (MISSING, reached(graph, one))} == set()


def test_a_circle_that_is_closed_is_not_gone_through_again() -> None:
    asker = Asker({0: [1, 2], 1: [3], 2: [3], 3: [4], 4: [3]})
    assert asker.ask(0) == {0, 1, 2, 3, 4}
    assert asker.worked_out == 5


def test_what_rests_on_an_open_question_is_kept_for_as_long_as_that_is_open() -> None:
    asker = Asker({0: [1, 2], 1: [0], 2: [1]})
    assert asker.ask(0) == {0, 1, 2}
    assert asker.worked_out == 3
    assert asker.ask(2) == {0, 1, 2}
    assert asker.worked_out == 5


def test_what_was_given_up_leaves_nothing_behind() -> None:
    memory = Memory()
    memory.begin("first")
    memory.begin("second")
    memory.begin_other("part")
    memory.go_without("first")
    memory.end("for now")
    assert memory.recall("part") == "for now"
    memory.give_up()
    assert memory.recall("part") is MISSING
    memory.end("first's")
    assert (memory.depth, memory.recall("first")) == (0, "first's")


def test_what_is_no_question_can_come_back_to_itself() -> None:
    memory = Memory()
    memory.begin("question")
    for _ in range(2):
        memory.begin_other("part")
        memory.go_without("question")
    memory.end("inner")
    assert memory.recall("part") == "inner"
    memory.end("outer")
    assert memory.recall("part") == "outer"
    memory.end("answer")
    assert memory.recall("part") is MISSING

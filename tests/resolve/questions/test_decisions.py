"""A condition takes few steps, and what was too much for one is not begun again for the next."""

import pytest

from modelpolicy.program.project import Project
from modelpolicy.resolve.questions.budget import Budget
from modelpolicy.resolve.questions.decisions import STEPS_OF_A_DECISION, Decisions
from modelpolicy.resolve.questions.memory import MISSING, Memory
from tests.projects import MemorySources


class Asker:
    """Asks questions that take as many steps as they say, as an evaluator does it."""

    def __init__(self) -> None:
        self.budget = Budget(Project({}, MemorySources({})))
        self.memory = Memory()
        self.decisions = Decisions(self.budget, self.memory)
        self.steps = 0

    def ask(self, question: str, steps: int) -> bool | None:
        """Whether the question is answered; ``None`` where it is not, or is refused."""
        if self.budget.is_used_up or self.decisions.refuse(question):
            self.memory.go_without()
            return None
        self.memory.begin(question)
        left = self.budget.left
        taken = min(steps, left + 1)
        for _ in range(taken):
            self.budget.step()
        self.steps += taken
        answer = True if taken < left + 1 else None
        if answer is None:
            self.memory.go_without()
        self.decisions.note(question, left)
        self.memory.end(answer)
        return answer

    def decide(self, condition: str, question: str, steps: int) -> bool | None:
        return self.decisions.decide(condition, lambda: self.ask(question, steps))


@pytest.fixture
def asker() -> Asker:
    """In the middle of a question, which leads to conditions."""
    asker = Asker()
    asker.memory.begin("the question")
    return asker


def test_a_condition_is_decided_once(asker: Asker) -> None:
    with asker.budget.of_its_own():
        assert asker.decide("a == 1", "a", 20) is True
        assert asker.decide("a == 1", "a", 20) is True
    assert asker.steps == 20


def test_what_takes_too_long_is_not_decided(asker: Asker) -> None:
    with asker.budget.of_its_own():
        assert asker.decide("a == 1", "a", STEPS_OF_A_DECISION + 1) is None


def test_what_was_too_much_for_one_condition_is_not_begun_for_others(asker: Asker) -> None:
    with asker.budget.of_its_own():
        for number in range(10):
            assert asker.decide(f"a == {number}", "a", 1_000) is None
    assert asker.steps == STEPS_OF_A_DECISION + 1


def test_what_had_less_left_than_now_is_begun_again(asker: Asker) -> None:
    with asker.budget.of_its_own():
        assert asker.decisions.decide("a and b", lambda: asker.ask("a", 60) and asker.ask("b", 180)) is None
        assert asker.decide("b", "b", 180) is True


def test_what_is_no_condition_is_asked_all_the_same(asker: Asker) -> None:
    with asker.budget.of_its_own():
        asker.decide("a == 1", "a", 300)
        assert asker.ask("a", 300) is True


def test_what_rests_on_a_refused_question_answers_nothing_else(asker: Asker) -> None:
    def around() -> bool | None:
        asker.memory.begin("b")
        answer = asker.ask("a", 300)
        asker.memory.end(answer)
        return answer

    with asker.budget.of_its_own():
        asker.decide("a == 1", "a", 300)
        assert asker.decisions.decide("b == 1", around) is None
    assert asker.memory.recall("b") is MISSING

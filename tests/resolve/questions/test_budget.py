"""A budget is never more than what is left of the file's and the project's, and what is sought aside costs nobody else."""

import pytest

from modelpolicy.program.project import Project
from modelpolicy.resolve.questions.budget import (
    FEWEST_STEPS,
    FEWEST_STEPS_OF_A_SEARCH,
    MOST_STEPS,
    MOST_STEPS_FOR_A_FILE,
    STEPS_OF_A_GLANCE,
    Budget,
)
from tests.projects import MemorySources


@pytest.fixture
def budget() -> Budget:
    return Budget(Project({}, MemorySources({})))


def take(budget: Budget, steps: int) -> None:
    for _ in range(steps):
        budget.step()


def test_a_question_may_take_its_steps_and_no_more(budget: Budget) -> None:
    with budget.of_its_own():
        take(budget, MOST_STEPS)
        assert not budget.is_used_up
        budget.step()
        assert budget.is_used_up


def test_questions_about_a_file_share_what_it_has_and_the_next_file_has_as_much(budget: Budget) -> None:
    for _ in range(MOST_STEPS_FOR_A_FILE // MOST_STEPS):
        with budget.of_its_own():
            take(budget, MOST_STEPS)
    assert budget.is_spent
    with budget.of_its_own():
        assert budget.left == FEWEST_STEPS
    with budget.of_its_own(FEWEST_STEPS_OF_A_SEARCH):
        assert budget.left == FEWEST_STEPS_OF_A_SEARCH
    budget.turn_to_next_file()
    with budget.of_its_own():
        assert budget.left == MOST_STEPS


def test_what_is_sought_aside_has_steps_of_its_own(budget: Budget) -> None:
    with budget.of_its_own():
        take(budget, MOST_STEPS - 10)
        with budget.aside() as has_all_steps:
            assert has_all_steps
            take(budget, MOST_STEPS)
            assert not budget.is_used_up
        assert budget.left == 10


def test_what_takes_more_aside_than_it_has_takes_it_from_the_question(budget: Budget) -> None:
    with budget.of_its_own():
        with budget.aside():
            take(budget, MOST_STEPS + 7)
        assert budget.left == MOST_STEPS - 7


def test_a_small_question_has_nothing_aside(budget: Budget) -> None:
    with budget.of_its_own(), budget.at_most(100):
        with budget.aside() as has_all_steps:
            assert not has_all_steps
            take(budget, 60)
        assert budget.left == 40


def test_a_part_has_no_more_than_the_whole(budget: Budget) -> None:
    with budget.of_its_own():
        take(budget, MOST_STEPS - 5)
        with budget.at_most(100):
            assert budget.left == 5
        with budget.at_most(2):
            take(budget, 3)
            assert budget.is_used_up
        assert budget.left == 2


def test_glances_are_small_and_run_out(budget: Budget) -> None:
    while budget.has_glances:
        with budget.of_a_glance(), budget.of_its_own(0):
            budget.turn_to_next_file()
            assert budget.left <= STEPS_OF_A_GLANCE
            take(budget, STEPS_OF_A_GLANCE)
    with budget.of_its_own():
        assert budget.left == MOST_STEPS

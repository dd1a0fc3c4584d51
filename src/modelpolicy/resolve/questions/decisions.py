"""Conditions and whether they hold: each is decided once, with a small bound on the steps that it may take.

What was too much for one decision is too much for the next: many conditions of a program ask about the same few things.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Final

from modelpolicy.resolve.questions.budget import Budget
from modelpolicy.resolve.questions.memory import Memory

STEPS_OF_A_DECISION: Final = 200
"""Expressions looked at to find out whether one condition holds. Those that tell take few, the others very many."""

STEPS_THAT_COUNT: Final = 100
"""A question that took fewer before it was cut short is no reason why a decision was."""


class Decisions:
    """What has been decided, and which questions decisions had to give up."""

    def __init__(self, budget: Budget, memory: Memory) -> None:
        self._budget = budget
        self._memory = memory
        self._decided: dict[Hashable, bool | None] = {}
        self._given_up: dict[Hashable, int] = {}
        self._refused = 0
        self._is_deciding = False

    def decide(self, condition: Hashable, answer: Callable[[], bool | None]) -> bool | None:
        """A truth value, worked out once; ``None`` while it is being worked out, and where that takes too long.

        For not to know is never wrong: what rests on it can be remembered, whatever cut the decision short.
        """
        if condition not in self._decided:
            self._budget.step()
            if self._memory.depth and self._budget.is_used_up:
                return None
            self._decided[condition] = None
            with self._deciding():
                self._decided[condition] = decided = answer()
            if decided is None and self._memory.depth and self._budget.is_used_up:
                del self._decided[condition]
            return decided
        return self._decided[condition]

    def refuse(self, question: Hashable) -> bool:
        """Whether a decision cannot ask ``question``: an earlier one took more steps for it than are left to this."""
        is_refused = self._is_deciding and self._given_up.get(question, 0) > self._budget.left
        self._refused += is_refused
        return is_refused

    def note(self, question: Hashable, left: int) -> None:
        """Note that ``question`` has been asked, with so many steps ``left``, where it has used them up in vain."""
        taken = left - self._budget.left
        if self._is_deciding and self._budget.is_used_up and taken >= STEPS_THAT_COUNT:
            self._given_up[question] = max(taken, self._given_up.get(question, 0))

    @contextmanager
    def _deciding(self) -> Iterator[None]:
        """Look at no more than ``STEPS_OF_A_DECISION`` in here; what is cut short for it answers nothing else."""
        mark, refused, was_deciding = self._memory.mark(), self._refused, self._is_deciding
        self._is_deciding = True
        with self._budget.at_most(STEPS_OF_A_DECISION):
            try:
                yield
            finally:
                if self._budget.is_used_up or self._refused > refused:
                    self._memory.forget(mark)
                self._memory.reset(mark)
                self._is_deciding = was_deciding

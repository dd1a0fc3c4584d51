"""How much may be looked at: for a question, for the questions about a file, for those about the whole project."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from modelpolicy.program.project import Project

MOST_STEPS: Final = 4_000
"""Expressions looked at for one question, or one search; then the answer is open. Bounds the time for any input."""

MOST_STEPS_FOR_A_FILE: Final = 16_000
"""Expressions looked at for all questions about one file; those that come after it get ``FEWEST_STEPS`` each."""

MOST_STEPS_FOR_A_PROJECT: Final = 200_000
"""Expressions looked at for all questions about a project; those that come after it get ``FEWEST_STEPS`` each."""

FEWEST_STEPS: Final = 25

FEWEST_STEPS_OF_A_SEARCH: Final = 500
"""A search answers more than one question."""

STEPS_OF_A_GLANCE: Final = 800
"""Expressions looked at for a question that is one of many, and rarely matters."""

STEPS_OF_ALL_GLANCES: Final = 30_000
"""Expressions looked at for all such questions about a project."""

BYTES_OF_A_STEP: Final = 500
"""Source that takes as long to parse as an expression to look at."""


class Budget:
    """Counts steps: expressions that are looked at, and the source that is parsed for them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._steps = 0
        self._bytes_before = 0
        self._most = MOST_STEPS
        self._allowed = MOST_STEPS
        self._left_for_file = MOST_STEPS_FOR_A_FILE
        self._left_for_project = MOST_STEPS_FOR_A_PROJECT
        self._left_for_glances = STEPS_OF_ALL_GLANCES

    @property
    def left(self) -> int:
        """The steps that are left for what is asked; below zero where it has taken more than it may."""
        return self._allowed - self._taken

    @property
    def is_used_up(self) -> bool:
        """Whether what is asked has taken more steps than it may."""
        return self.left < 0

    @property
    def is_spent(self) -> bool:
        """Whether the questions about this file have taken as much as they may: each that follows gets little."""
        return self._left_for_all <= 0

    @property
    def has_glances(self) -> bool:
        """Whether there may be one more glance."""
        return self._left_for_glances > 0

    def step(self) -> None:
        """Count one more thing that is looked at."""
        self._steps += 1

    def turn_to_next_file(self) -> None:
        """What is asked from here on is about another file."""
        self._left_for_file = MOST_STEPS_FOR_A_FILE

    @contextmanager
    def of_its_own(self, fewest: int = FEWEST_STEPS) -> Iterator[None]:
        """In here something is asked that nothing else leads to."""
        self._left_for_file -= self._taken
        self._left_for_project -= self._taken
        self._steps = 0
        self._bytes_before = self._project.bytes_parsed
        self._allowed = max(fewest, min(self._most, self._left_for_file, self._left_for_project))
        with self._project.within(self._allowed * BYTES_OF_A_STEP):
            yield

    @contextmanager
    def aside(self) -> Iterator[bool]:
        """In here something is sought that serves others too: its steps are not those of what leads to it.

        Gives whether these are as many as there can be.
        """
        allowed, before = self._allowed, self._taken
        own = max(0, min(MOST_STEPS, self._left_for_all)) if self._most == MOST_STEPS else 0
        self._allowed = max(allowed, before + own)
        try:
            yield own == MOST_STEPS
        finally:
            self._allowed = allowed + min(own, self._taken - before)

    @contextmanager
    def at_most(self, steps: int) -> Iterator[None]:
        """Look at no more than so many things in here."""
        most, allowed = self._most, self._allowed
        self._most = min(most, steps)
        self._allowed = min(allowed, self._taken + steps)
        try:
            yield
        finally:
            self._most, self._allowed = most, allowed

    @contextmanager
    def of_a_glance(self) -> Iterator[None]:
        """In here a question of its own is asked that rarely matters."""
        self._most = STEPS_OF_A_GLANCE
        try:
            yield
        finally:
            self._most = MOST_STEPS
            self._left_for_glances -= self._taken

    @property
    def _taken(self) -> int:
        return self._steps + (self._project.bytes_parsed - self._bytes_before) // BYTES_OF_A_STEP

    @property
    def _left_for_all(self) -> int:
        return min(self._left_for_file, self._left_for_project) - self._taken

"""Answers, kept for good or only for a while.

A question that comes back to itself gets no answer there, and whatever was worked out on the way rests on that: it
holds for as long as the question is open, and is forgotten with its end. The question that a circle began with has then
seen all of it, so that its own answer is as good as any. (The same bookkeeping finds strongly connected components:
Tarjan, "Depth-first search and linear graph algorithms", 1972.)
"""

from bisect import bisect_right
from collections.abc import Hashable
from typing import Final

_NOTHING: Final = 1 << 30
"""What an answer rests on that holds for good: no question is as deep."""

Mark = tuple[int, int]


class Missing:
    """No answer yet."""


MISSING: Final = Missing()


class Memory:
    """What has been answered, and the questions that are open, each asked by the one before it.

    What is not answered by a function that is handed in but between ``begin`` and ``end`` costs no frame of the stack,
    of which questions that lead to questions need many.
    """

    def __init__(self) -> None:
        self._for_good: dict[Hashable, object] = {}
        self._for_now: dict[Hashable, tuple[object, int]] = {}
        self._open: dict[Hashable, int] = {}
        self._begun: list[tuple[Hashable, int, int]] = []
        self._order: list[Hashable] = []
        self._groups: list[tuple[int, int]] = []
        self._rests_on = _NOTHING

    @property
    def depth(self) -> int:
        """How many questions are open."""
        return len(self._open)

    def is_open(self, question: Hashable) -> bool:
        """Whether ``question`` is being answered."""
        return question in self._open

    def recall(self, question: Hashable) -> object:
        """The answer, or ``MISSING``."""
        answer = self._for_good.get(question, MISSING)
        if answer is not MISSING:
            return answer
        if question not in self._for_now:
            return MISSING
        answer, number = self._for_now[question]
        _, rests_on = self._groups[bisect_right(self._groups, (number, _NOTHING)) - 1]
        self._rests_on = min(self._rests_on, rests_on)
        return answer

    def go_without(self, question: Hashable | None = None) -> None:
        """What is being worked out does without the answer of an open question; ``None`` for the first of them."""
        self._rests_on = min(self._rests_on, self._open[question] if question is not None else 0)

    def begin(self, question: Hashable) -> None:
        """Open a question."""
        self._open[question] = len(self._open)
        self.begin_other(question)

    def begin_other(self, key: Hashable) -> None:
        """Begin what is no question: where it comes back to itself, it is worked out once more."""
        self._begun.append((key, self._rests_on, len(self._order)))
        self._rests_on = _NOTHING

    def end(self, answer: object) -> None:
        """Keep the answer to what was begun last: for good where it rests on no open question but itself."""
        key, before, first = self._begun.pop()
        may_rest_on = self._open.pop(key, _NOTHING)
        if not self._open or self._rests_on >= may_rest_on:
            self._for_good[key] = answer
            self._rests_on = _NOTHING
            self._forget(first)
        else:
            self._groups.append((first, min(self._rests_on, self._ungrouped(first))))
            self._for_now[key] = (answer, len(self._order))
            self._order.append(key)
        self._rests_on = min(before, self._rests_on)

    def give_up(self) -> None:
        """Forget what was begun last, and what was worked out for it."""
        key, self._rests_on, first = self._begun.pop()
        self._open.pop(key, None)
        self._forget(first)

    def mark(self) -> Mark:
        """What has been done without up to now; ``reset`` goes back to it."""
        return self._rests_on, len(self._order)

    def reset(self, mark: Mark) -> None:
        """Forget what has been done without since ``mark``: to nobody else it makes a difference."""
        self._rests_on, _ = mark

    def forget(self, mark: Mark) -> None:
        """Forget what has been answered for a while since ``mark``."""
        _, first = mark
        self._forget(first)

    def _ungrouped(self, first: int) -> int:
        """Take the groups from number ``first`` on apart; the first open question that any of them rested on."""
        rested_on = _NOTHING
        while self._groups and self._groups[-1][0] >= first:
            rested_on = min(rested_on, self._groups.pop()[1])
        return rested_on

    def _forget(self, first: int) -> None:
        self._ungrouped(first)
        for question in self._order[first:]:
            self._for_now.pop(question, None)  # what is no question can be begun again before it has ended
        del self._order[first:]

"""Questions and their answers: each is worked out once, and every one ends in bounded time."""

import ast
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar, cast
from weakref import proxy

from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.extract.loader import Loader
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.project import Project, TooMuchSourceError
from modelpolicy.resolve import attributes, expressions, imports, names
from modelpolicy.resolve.classes import Classes
from modelpolicy.resolve.memory import MISSING, Memory
from modelpolicy.values.collected import Later
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import External, Value, Values, known, union, unknown

DEEPEST: Final = 60
"""Expressions nested deeper than this, through all the definitions they lead to, are open."""

MOST_STEPS: Final = 4_000
"""Expressions looked at for one question; then the answer is open. Bounds the time for any input."""

MOST_STEPS_FOR_A_FILE: Final = 16_000
"""Expressions looked at for all questions about one file; those that come after it get ``FEWEST_STEPS`` each."""

MOST_STEPS_FOR_A_PROJECT: Final = 200_000
"""Expressions looked at for all questions about a project; those that come after it get ``FEWEST_STEPS`` each."""

FEWEST_STEPS: Final = 25

STEPS_OF_A_GLANCE: Final = 400
"""Expressions looked at for a question that ``glance`` asks."""

STEPS_OF_ALL_GLANCES: Final = 20_000
"""Expressions looked at for all such questions about a project."""

STEPS_OF_A_DECISION: Final = 200
"""Expressions looked at to find out whether one condition holds. Those that tell take few, the others very many."""

BYTES_OF_A_STEP: Final = 500
"""Source that takes as long to parse as an expression to look at."""


T = TypeVar("T")
Question = tuple[ast.expr, Place] | tuple[SourceModule, str]


class Evaluator:
    """Evaluates expressions of one project. Remembers what it found; nothing is ever run.

    ``catalogue`` knows values of names outside the project, and calls that fetch files.
    """

    def __init__(self, project: Project, catalogue: Catalogue) -> None:
        self.project = project
        # No cycle: what an evaluator knows goes when it goes, without a collection.
        self._proxy = proxy(self)
        self._catalogue = catalogue
        self._begin()
        self._steps = 0
        self._bytes_before = 0
        self._left_for_glances = STEPS_OF_ALL_GLANCES
        self._most = MOST_STEPS
        self._allowed = MOST_STEPS
        self._left_for_file = MOST_STEPS_FOR_A_FILE
        self._left_for_project = MOST_STEPS_FOR_A_PROJECT

    def _begin(self) -> None:
        """Know nothing yet."""
        self.classes = Classes(self.project, self._proxy)
        self._memory = Memory()
        self._decided: dict[Hashable, bool | None] = {}

    def turn_to_next_file(self) -> None:
        """Questions from here on are about another file: no file's questions use up what others need.

        Where the trees take too much memory, they go with all that is known of them.
        """
        self._left_for_file = MOST_STEPS_FOR_A_FILE
        self.project.turn_to_next_file()
        if self.project.is_full:
            self._begin()
            self.project.forget()

    @property
    def is_spent(self) -> bool:
        """Whether the questions about this file have taken as much as they may: each that follows gets little."""
        return min(self._left_for_file, self._left_for_project) - self._taken <= 0

    def evaluate(self, expression: ast.expr, place: Place) -> Values:
        """What ``expression`` can be in ``place``. Ends in bounded time, with an open value where it must."""
        if isinstance(expression, ast.Constant):
            return expressions.constant(expression, place)
        evaluate = expressions.EVALUATE.get(type(expression), expressions.evaluate_other)
        return self._ask((expression, place), lambda: evaluate(self, expression, place))

    def later(self, expression: ast.expr, place: Place) -> Values | Later:
        """As ``evaluate``, with the work left to whoever needs the answer, where it is more than to read it off."""
        if isinstance(expression, ast.Constant | ast.Dict):
            return self.evaluate(expression, place)
        return Later(expression, place, self._proxy)

    def glance(self, expression: ast.expr, place: Place) -> Values:
        """As ``evaluate``, and gives up much sooner: for questions that are many, and rarely matter."""
        if self._left_for_glances <= 0:
            return unknown("there are too many calls of variables")
        self._most = STEPS_OF_A_GLANCE
        try:
            return self.evaluate(expression, place)
        finally:
            self._most = MOST_STEPS
            self._left_for_glances -= self._taken

    def remember(self, key: Hashable, answer: Callable[[], T]) -> T:
        """What ``answer`` gives, worked out once for each ``key``, unless a circle of questions cut it short."""
        if (known := self._memory.recall(key)) is not MISSING:
            return cast("T", known)
        self._memory.begin_other(key)
        try:
            value = answer()
        except BaseException:
            self._memory.give_up()
            raise
        self._memory.end(value)
        return value

    def decide(self, question: Hashable, answer: Callable[[], bool | None]) -> bool | None:
        """A truth value, worked out once; ``None`` while it is being worked out, and where that takes too long.

        For not to know is never wrong: what rests on it can be remembered, whatever cut the decision short.
        """
        if question not in self._decided:
            self._steps += 1
            if self._memory.depth and self._taken > self._allowed:
                return None
            self._decided[question] = None
            with self._deciding():
                self._decided[question] = decided = answer()
            if decided is None and self._memory.depth and self._taken > self._allowed:
                del self._decided[question]
            return decided
        return self._decided[question]

    @contextmanager
    def _deciding(self) -> Iterator[None]:
        """Look at no more than ``STEPS_OF_A_DECISION`` in here; what is cut short for it answers nothing else."""
        most, allowed, mark = self._most, self._allowed, self._memory.mark()
        self._most = min(most, STEPS_OF_A_DECISION)
        self._allowed = min(allowed, self._taken + STEPS_OF_A_DECISION)
        try:
            yield
        finally:
            if self._taken > self._allowed:
                self._memory.forget(mark)
            self._memory.reset(mark)
            self._most, self._allowed = most, allowed

    def evaluate_all(self, expressions: Iterable[ast.expr], place: Place) -> Values:
        """What any of ``expressions`` can be."""
        return union([self.evaluate(expression, place) for expression in expressions])

    def exported(self, module: SourceModule, name: str) -> Values:
        """What ``name`` is in ``module`` once it has been imported; nothing where it is not bound there."""
        return self._ask((module, name), lambda: names.module_name(self, module, name))

    def constant(self, name: str) -> Values:
        """What something outside the project is: its value where the catalogue knows it, else its name."""
        return known(Text(constants[name]) if name in (constants := self._catalogue.constants) else External(name))

    def fetcher(self, name: str) -> Loader | None:
        """The row of the library call ``name``, where that fetches what stands at an address."""
        loader = self._catalogue.match(name)
        return loader if loader is not None and loader.store == "url" and loader.parts else None

    def attribute(self, value: Value, name: str) -> Values:
        """The attribute ``name`` of one value."""
        return attributes.attribute_of(self, value, name)

    def module(self, name: str, importer: SourceModule) -> Values:
        """What ``import name`` gives to ``importer``."""
        return imports.module_value(self, name, importer)

    def _ask(self, question: Question, answer: Callable[[], Values]) -> Values:
        if (known := self._memory.recall(question)) is not MISSING:
            return cast("Values", known)
        if self._memory.depth:
            return self._stopped(question) or self._answer(question, answer)
        self._left_for_file -= self._taken
        self._left_for_project -= self._taken
        self._steps = 0
        self._bytes_before = self.project.bytes_parsed
        self._allowed = max(FEWEST_STEPS, min(self._most, self._left_for_file, self._left_for_project))
        with self.project.within(self._allowed * BYTES_OF_A_STEP):
            return self._answer(question, answer)

    @property
    def _taken(self) -> int:
        return self._steps + (self.project.bytes_parsed - self._bytes_before) // BYTES_OF_A_STEP

    def _stopped(self, question: Question) -> Values | None:
        """An open value, where the question is being answered already, or is one too many."""
        self._steps += 1
        if self._memory.is_open(question):
            self._memory.go_without(question)
            return unknown("it depends on itself")
        if self._memory.depth >= DEEPEST or self._taken > self._allowed:
            self._memory.go_without()
            return unknown("too many steps lead to it")
        return None

    def _answer(self, question: Question, answer: Callable[[], Values]) -> Values:
        self._memory.begin(question)
        try:
            values = answer()
        except TooMuchSourceError:
            self._memory.go_without()
            values = unknown("too much source leads to it")
        except RecursionError:  # whoever asks may have used up most of the stack
            self._memory.go_without()
            values = unknown("too many steps lead to it")
        except BaseException:
            self._memory.give_up()
            raise
        self._memory.end(values)
        return values

"""Questions and their answers: each is worked out once, and every one ends in bounded time."""

import ast
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final, TypeVar, cast
from weakref import proxy

from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.extract.loader import Loader
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.project import Project, TooMuchSourceError
from modelpolicy.resolve import expressions
from modelpolicy.resolve.attributes import attributes
from modelpolicy.resolve.definitions.classes import Classes
from modelpolicy.resolve.names import imports, names
from modelpolicy.resolve.questions.asking import TOO_MANY_STEPS, Sought, TooManyStepsError
from modelpolicy.resolve.questions.budget import FEWEST_STEPS_OF_A_SEARCH, MOST_STEPS, Budget
from modelpolicy.resolve.questions.decisions import Decisions
from modelpolicy.resolve.questions.memory import MISSING, Memory
from modelpolicy.values.collected import Later
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import External, Value, Values, known, union, unknown

DEEPEST: Final = 60
"""Expressions nested deeper than this, through all the definitions they lead to, are open."""

STEPS_OF_A_CALLEE: Final = 1_000
"""Expressions looked at to find out what one call calls, by whoever searches for calls."""


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
        self._budget = Budget(project)
        self._begin()

    def _begin(self) -> None:
        """Know nothing yet."""
        self.classes = Classes(self.project, self._proxy)
        self._memory = Memory()
        self._decisions = Decisions(self._budget, self._memory)
        self._callees: dict[Question, Values] = {}
        self._searched: dict[Hashable, object] = {}

    def turn_to_next_file(self) -> None:
        """Questions from here on are about another file: no file's questions use up what others need.

        Where the trees take too much memory, they go with all that is known of them.
        """
        self._budget.turn_to_next_file()
        self.project.turn_to_next_file()
        if self.project.is_full:
            self._begin()
            self.project.forget()

    @property
    def is_spent(self) -> bool:
        """Whether the questions about this file have taken as much as they may: each that follows gets little."""
        return self._budget.is_spent

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
        if not self._budget.has_glances:
            return unknown("there are too many calls of variables")
        with self._budget.of_a_glance():
            return self.evaluate(expression, place)

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

    def go_without(self) -> None:
        """Do without an answer: what is made of that holds no longer than the questions that are open."""
        if self._memory.depth:
            self._memory.go_without()

    def search(self, key: Hashable, look: Callable[[], Iterator[T]]) -> Sought[T]:
        """What ``look`` finds until it has looked at too many things, each of them a ``step``.

        It serves more than the question that leads to it, and has steps of its own.
        """
        if (known := self._memory.recall(key)) is not MISSING:
            return cast("Sought[T]", known)
        if (searched := self._searched.get(key)) is not None:
            return cast("Sought[T]", searched)
        return self._search_aside(key, look) if self._memory.depth else self._search_first(key, look)

    def _search_first(self, key: Hashable, look: Callable[[], Iterator[T]]) -> Sought[T]:
        with self._budget.of_its_own(FEWEST_STEPS_OF_A_SEARCH):
            has_all_steps = self._budget.left == MOST_STEPS
            self._memory.begin(("search", key))
            try:
                found = self._sought(key, look)
            finally:
                self._memory.give_up()
        if found.is_whole or has_all_steps:
            self._searched[key] = found
        return found

    def _search_aside(self, key: Hashable, look: Callable[[], Iterator[T]]) -> Sought[T]:
        with self._budget.aside() as has_all_steps:
            found = self._sought(key, look)
        if has_all_steps and not found.is_whole:
            self._searched[key] = found
        return found

    def _sought(self, key: Hashable, look: Callable[[], Iterator[T]]) -> Sought[T]:
        self._memory.begin_other(key)
        items: list[T] = []
        is_whole = True
        try:
            items.extend(look())
        except TooManyStepsError:
            self._memory.go_without()
            is_whole = False
        except BaseException:
            self._memory.give_up()
            raise
        found = Sought(tuple(items), is_whole)
        self._memory.end(found)
        return found

    def step(self) -> None:
        """Look at one thing more.

        Raises:
            TooManyStepsError: the search that is going on has no more steps.
        """
        if self._memory.depth:
            self._budget.step()
            if self._budget.is_used_up:
                raise TooManyStepsError

    def decide(self, question: Hashable, answer: Callable[[], bool | None]) -> bool | None:
        """A truth value, worked out once; ``None`` while it is being worked out, and where that takes too long."""
        return self._decisions.decide(question, answer)

    def callees(self, callee: ast.expr, place: Place) -> Values:
        """What ``callee`` can be, found out once; where that takes too long, what was found by then."""
        question = (callee, place)
        while (known := self._callees.get(question)) is None:
            has_all_steps = not self._memory.depth or self._budget.left >= STEPS_OF_A_CALLEE
            parsed, mark = self.project.bytes_parsed, self._memory.mark()
            with self._budget.at_most(STEPS_OF_A_CALLEE):
                values = self.evaluate(callee, place)
                is_cut_short = self._budget.is_used_up
            if not is_cut_short or not has_all_steps:
                return values
            self._memory.forget(mark)
            self._memory.reset(mark)
            if self.project.bytes_parsed == parsed:  # else it gets further now, for nothing is parsed twice
                self._callees[question] = values
        return known

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
        with self._budget.of_its_own():
            return self._answer(question, answer)

    def _stopped(self, question: Question) -> Values | None:
        """An open value, where the question is being answered already, or is one too many."""
        self._budget.step()
        if self._memory.is_open(question):
            self._memory.go_without(question)
            return unknown("it depends on itself")
        if self._memory.depth >= DEEPEST or self._budget.is_used_up or self._decisions.refuse(question):
            self._memory.go_without()
            return unknown(TOO_MANY_STEPS)
        return None

    def _answer(self, question: Question, answer: Callable[[], Values]) -> Values:
        self._memory.begin(question)
        left = self._budget.left
        try:
            values = answer()
        except TooMuchSourceError:
            self._memory.go_without()
            values = unknown("too much source leads to it")
        except (TooManyStepsError, RecursionError):  # whoever asks may have used up most of the stack
            self._memory.go_without()
            values = unknown(TOO_MANY_STEPS)
        except BaseException:
            self._memory.give_up()
            raise
        self._decisions.note(question, left)
        self._memory.end(values)
        return values

"""What the parts of the evaluator may ask of the whole."""

import ast
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from modelpolicy.extract.loader import Loader
from modelpolicy.program.modules import Definition, ScopeNode, SourceModule
from modelpolicy.program.project import Project
from modelpolicy.values.collected import Later
from modelpolicy.values.places import Place
from modelpolicy.values.values import Receiver, Value, Values

T = TypeVar("T")

TOO_MANY_STEPS: Final = "too many steps lead to it"
"""The reason of an answer that was cut short."""


class TooManyStepsError(Exception):
    """A search leads to more than may be looked at for it."""


@dataclass(frozen=True, slots=True)
class Sought(Generic[T]):
    """What a search found; not ``is_whole`` where it was cut short, and there may be more."""

    items: tuple[T, ...]
    is_whole: bool


class Hierarchy(Protocol):
    """The classes of the project and their bases."""

    def bases(self, definition: Definition) -> tuple["Definition | str", ...]:
        """The class and everything it inherits from, nearest first; a ``str`` names a class outside the project."""

    def receivers(self, module: SourceModule, scope: ScopeNode) -> tuple[Receiver | None, ...]:
        """What ``self`` or ``cls`` can be where ``scope`` runs; ``(None,)`` outside of classes."""

    def subclasses(self, definition: Definition) -> tuple[Definition, ...]:
        """The project's classes that inherit from ``definition``, itself left out."""


class Evaluates(Protocol):
    """The evaluator as its parts see it."""

    @property
    def project(self) -> Project:
        """The project that is evaluated."""

    @property
    def classes(self) -> Hierarchy:
        """Its classes."""

    @property
    def is_spent(self) -> bool:
        """Whether the questions about this file have taken as much as they may: each that follows gets little."""

    def evaluate(self, expression: ast.expr, place: Place) -> Values:
        """What ``expression`` can be in ``place``."""

    def later(self, expression: ast.expr, place: Place) -> Values | Later:
        """As ``evaluate``, with the work left to whoever needs the answer, where it is more than to read it off."""

    def glance(self, expression: ast.expr, place: Place) -> Values:
        """As ``evaluate``, and gives up much sooner: for questions that are many, and rarely matter."""

    def remember(self, key: Hashable, answer: Callable[[], T]) -> T:
        """What ``answer`` gives, worked out once for each ``key``, unless a circle of questions cut it short."""

    def go_without(self) -> None:
        """Do without an answer: what is made of that holds no longer than the questions that are open."""

    def callees(self, callee: ast.expr, place: Place) -> Values:
        """What ``callee`` can be, found out once; where that takes too long, what was found by then."""

    def search(self, key: Hashable, look: Callable[[], Iterator[T]]) -> Sought[T]:
        """What ``look`` finds until it has looked at too many things, each of them a ``step``."""

    def step(self) -> None:
        """Look at one thing more. Raises ``TooManyStepsError`` where the search that is going on has no more steps."""

    def decide(self, question: Hashable, answer: Callable[[], bool | None]) -> bool | None:
        """A truth value, worked out once; ``None`` while it is being worked out, for not to know is never wrong."""

    def evaluate_all(self, expressions: Iterable[ast.expr], place: Place) -> Values:
        """What any of ``expressions`` can be."""

    def exported(self, module: SourceModule, name: str) -> Values:
        """What ``name`` is in ``module`` once it has been imported; nothing where it is not bound there."""

    def constant(self, name: str) -> Values:
        """What something outside the project is: its value where the catalogue knows it, else its name."""

    def fetcher(self, name: str) -> Loader | None:
        """The row of the library call ``name``, where that fetches what stands at an address."""

    def attribute(self, value: Value, name: str) -> Values:
        """The attribute ``name`` of one value."""

    def module(self, name: str, importer: SourceModule) -> Values:
        """What ``import name`` gives to ``importer``."""

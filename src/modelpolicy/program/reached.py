"""What reaches a place in the code: bindings of one name, each with the conditions that hold on its way."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.program.bindings import Binding
from modelpolicy.program.guards import CALLED, Guard

MOST_ARRIVALS: Final = 24
"""More ways to a place than this are not told apart by their conditions."""

MOST_GUARDS: Final = 12
"""Conditions on one way that are kept, the nearest first."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A binding on its way to a place, with the conditions that hold on the way, the nearest first.

    Without a binding: whatever held before the code looked at. ``carried_by``: the loop of which an earlier turn
    left it to a later one, the outermost of several.
    """

    binding: Binding | None = None
    guards: tuple[Guard, ...] = ()
    carried_by: ast.AST | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """The ways on which bindings reach a place."""

    arrivals: tuple[Arrival, ...] = (Arrival(),)

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """The bindings that reach the place."""
        found = (arrival.binding for arrival in self.arrivals)
        return tuple(dict.fromkeys(binding for binding in found if binding is not None))

    @property
    def from_before(self) -> bool:
        """Whether what held before the code looked at may reach the place too."""
        return self is UNTOUCHED or any(arrival.binding is None for arrival in self.arrivals)

    def after(self, earlier: "Reached") -> "Reached":
        """What reaches the end of this code where ``earlier`` ran before it."""
        if earlier is UNTOUCHED or not self.from_before:
            return self
        if self is UNTOUCHED:
            return earlier
        spread: list[Arrival] = []
        for arrival in self.arrivals:
            came = [arrival] if arrival.binding else [_onward(one, arrival.guards) for one in earlier.arrivals]
            spread += came
        return _of(spread)

    def maybe(self) -> "Reached":
        """The same where it is not certain that the code runs."""
        return either(self, UNTOUCHED)

    def carried(self, loop: ast.AST) -> "Reached":
        """The same in a later turn of ``loop``: the conditions held of another one."""
        if self is UNTOUCHED:
            return self
        return _of(Arrival(arrival.binding, carried_by=loop) for arrival in self.arrivals)


UNTOUCHED: Final = Reached()
STOPPED: Final = Reached(())


def either(*branches: Reached) -> Reached:
    """What reaches the end of one of ``branches``."""
    if all(branch is UNTOUCHED or branch.arrivals == UNTOUCHED.arrivals for branch in branches):
        return UNTOUCHED
    return _of(arrival for branch in branches for arrival in branch.arrivals)


def under(guards: Sequence[Guard]) -> Reached:
    """Code that only runs under conditions, and binds nothing."""
    return Reached((Arrival(None, tuple(guards)),)) if guards else UNTOUCHED


def _onward(arrival: Arrival, guards: tuple[Guard, ...]) -> Arrival:
    if guards and guards[-1] is CALLED:
        return replace(arrival, guards=guards)
    return replace(arrival, guards=(*guards, *arrival.guards)[:MOST_GUARDS])


def _of(arrivals: Iterable[Arrival]) -> Reached:
    told_apart = tuple(dict.fromkeys(arrivals))
    if len(told_apart) > MOST_ARRIVALS:
        told_apart = tuple(dict.fromkeys(replace(arrival, guards=()) for arrival in told_apart))
    return Reached(told_apart)

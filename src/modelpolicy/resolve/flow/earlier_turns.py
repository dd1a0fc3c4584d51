"""What the turns of a loop leave to later ones: the last value that an earlier turn has given to a name."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from modelpolicy.program.bindings import Binding
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.reached import Arrival
from modelpolicy.resolve.flow.loop_turns import in_turns
from modelpolicy.resolve.flow.narrowing import runs, surely_runs
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place

_SKIPPING = (ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.With, ast.AsyncWith)
"""Statements whose body may be left before its end, or not be entered, for reasons that no condition shows."""


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The turns of one loop in which each binding can be the last to run; ``is_settled``: one of them surely runs."""

    places: Mapping[Binding, tuple[Place, ...]]
    is_settled: bool


def by_turns(
    evaluator: Evaluates, arrivals: Iterable[Arrival], place: Place
) -> Iterator[tuple[Arrival, tuple[Place, ...]]]:
    """Each of ``arrivals`` with the places that its binding is evaluated in: ``place``, or earlier turns of a loop.

    What was bound before a loop is left out where an earlier turn surely binds the name anew.
    """
    arrivals = tuple(arrivals)
    loops = dict.fromkeys(arrival.carried_by for arrival in arrivals if arrival.carried_by)
    earlier = {loop: _earlier(evaluator, arrivals, loop, place) for loop in loops}
    for arrival in arrivals:
        if arrival.carried_by:
            places = earlier[arrival.carried_by].places
            yield arrival, places.get(arrival.binding, ()) if arrival.binding else (place,)
        elif not any(one.is_settled and _is_from_before(place.module, arrival, loop) for loop, one in earlier.items()):
            yield arrival, (place,)


def returning(evaluator: Evaluates, results: Iterable[ast.expr], place: Place) -> Iterator[tuple[ast.expr, Place]]:
    """Those of ``results``, what ``return`` statements give in the order of the source, that are come to, and where.

    One that stands in a loop, in each turn up to the first in which it surely runs. What comes after such a loop is
    not come to.
    """
    left: ast.AST | None = None
    for result in results:
        if left is not None and not place.module.is_within(result, left):
            return
        for one in in_turns(evaluator, result, [place]):
            if runs(evaluator, result, one):
                yield result, one
                if one.turns and _surely_runs(evaluator, result, one.turns[0][0], one):
                    left = one.turns[0][0]
                    break


def _earlier(evaluator: Evaluates, arrivals: Iterable[Arrival], loop: ast.AST, place: Place) -> _Earlier:
    bindings = [one.binding for one in arrivals if one.carried_by is loop and one.binding is not None]
    turn, around = place.turn_of(loop), outside(place, loop)
    if turn is None:
        return _Earlier(dict.fromkeys(bindings, (around,)), is_settled=False)
    found: defaultdict[Binding, tuple[Place, ...]] = defaultdict(tuple)
    for number in reversed(range(turn)):
        one = replace(around, turns=(*around.turns, (loop, number)))
        running = [binding for binding in bindings if runs(evaluator, binding.statement, one)]
        for binding in running:
            found[binding] += (one,)
        anew = (binding for binding in running if not binding.is_growing)
        if any(_surely_runs(evaluator, binding.statement, loop, one) for binding in anew):
            return _Earlier(found, is_settled=True)
    return _Earlier(found, is_settled=False)


def _surely_runs(evaluator: Evaluates, node: ast.AST, loop: ast.AST, place: Place) -> bool:
    """Whether ``node`` runs whenever ``loop`` has come to the turn of ``place``."""
    outer, parents = node, place.module.parents
    while (outer := parents[outer]) is not loop:
        if isinstance(outer, _SKIPPING) and place.turn_of(outer) is None:
            return False
    return surely_runs(evaluator, node, place)


def outside(place: Place, loop: ast.AST) -> Place:
    """Where the loop runs: in no turn of its own, nor of loops inside of it."""
    turns = tuple(one for one in place.turns if not place.module.is_within(one[0], loop))
    return replace(place, turns=turns)


def _is_from_before(module: SourceModule, arrival: Arrival, loop: ast.AST) -> bool:
    return arrival.binding is None or not module.is_within(arrival.binding.statement, loop)

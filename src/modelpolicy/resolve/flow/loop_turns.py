"""The turns of the loops around a piece of code, where the source spells out what they iterate over."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from modelpolicy.program.modules import Function, SourceModule
from modelpolicy.resolve.contents.containers import iterated, turns
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place

MOST_CONTEXTS: Final = 64
"""More contexts than this are not told apart: parameters are then whatever any call site passes."""

_LOOPS = (ast.For, ast.AsyncFor)


def in_turns(
    evaluator: Evaluates, node: ast.AST, places: list[Place], names: frozenset[str] | None = None
) -> list[Place]:
    """Each place once a turn of the loops around ``node`` whose turns the source spells out, in their order.

    A loop that a place is in a turn of already stays in that. Where ``names`` are given, only loops that bind one of
    them make a difference.
    """
    loops = list(_loops_around(places[0].module, node))[::-1] if places else []
    if names is not None:
        loops = [loop for loop in loops if _binds(places[0].module, loop, names)]
    if not loops:
        return places
    spread = [place for place in places for place in _spread(evaluator, loops, place)]
    return spread if len(spread) <= MOST_CONTEXTS else places


def _spread(evaluator: Evaluates, loops: list[ast.For | ast.AsyncFor], place: Place) -> Iterator[Place]:
    untold = (loop for loop in loops if place.turn_of(loop) is None)
    counted = [(loop, turns(iterated(evaluator, loop.iter, place))) for loop in untold]
    known = [(loop, len(items)) for loop, items in counted if items is not None]
    for chosen in product(*(range(count) for _, count in known)):
        told = tuple((loop, turn) for (loop, _), turn in zip(known, chosen, strict=True))
        yield replace(place, turns=(*place.turns, *told))


def _binds(module: SourceModule, loop: ast.AST, names: frozenset[str]) -> bool:
    """Whether the loop, or code in it, binds one of ``names``."""
    bound = module.bindings.in_scope(module.scope_of(loop))
    return any(module.is_within(binding.statement, loop) for name in names for binding in bound.get(name, ()))


def _loops_around(module: SourceModule, node: ast.AST) -> Iterator[ast.For | ast.AsyncFor]:
    child = node
    while not isinstance(child, Function | ast.ClassDef | ast.Module):
        parent = module.parents[child]
        if isinstance(parent, _LOOPS) and any(child is statement for statement in parent.body):
            yield parent
        child = parent

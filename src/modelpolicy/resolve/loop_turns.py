"""The turns of the loops around a piece of code, where the source spells out what they iterate over."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from modelpolicy.program.modules import Function, SourceModule
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.containers import iterated, turns
from modelpolicy.values.places import Place

MOST_CONTEXTS: Final = 64
"""More contexts than this are not told apart: parameters are then whatever any call site passes."""

_LOOPS = (ast.For, ast.AsyncFor)


def in_turns(evaluator: Evaluates, node: ast.AST, places: list[Place]) -> list[Place]:
    """Each place once a turn of the loops around ``node`` whose turns the source spells out, in their order."""
    loops = list(_loops_around(places[0].module, node))[::-1] if places else []
    if not loops:
        return places
    spread = [place for place in places for place in _spread(evaluator, loops, place)]
    return spread if len(spread) <= MOST_CONTEXTS else places


def _spread(evaluator: Evaluates, loops: list[ast.For | ast.AsyncFor], place: Place) -> Iterator[Place]:
    counted = [(loop, turns(iterated(evaluator, loop.iter, place))) for loop in loops]
    known = [(loop, len(items)) for loop, items in counted if items is not None]
    for chosen in product(*(range(count) for _, count in known)):
        yield replace(place, turns=tuple((loop, turn) for (loop, _), turn in zip(known, chosen, strict=True)))


def _loops_around(module: SourceModule, node: ast.AST) -> Iterator[ast.For | ast.AsyncFor]:
    child = node
    while not isinstance(child, Function | ast.ClassDef | ast.Module):
        parent = module.parents[child]
        if isinstance(parent, _LOOPS) and any(child is statement for statement in parent.body):
            yield parent
        child = parent

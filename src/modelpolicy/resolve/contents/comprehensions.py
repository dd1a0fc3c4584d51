"""Comprehensions: lists and dicts with an item for each turn, where the source spells the turns out."""

import ast
from dataclasses import replace
from typing import NamedTuple

from modelpolicy.resolve.contents.containers import iterated, spelled_out, turns, united
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table, UnknownKey
from modelpolicy.values.keys import keys_written
from modelpolicy.values.places import Place
from modelpolicy.values.truth import truth
from modelpolicy.values.values import MOST_OPTIONS, Values, known


def evaluate_comprehension(
    evaluator: Evaluates, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, place: Place
) -> Values:
    """A list, set or generator: an item a turn, where the turns are spelled out."""
    told = _comprehension_turns(evaluator, node.generators, place)
    if not told.are_all:
        return known(Items((evaluator.evaluate(node.elt, place),), is_part=True))
    kept = [(one, passes) for one in told.places if (passes := _passes(evaluator, node.generators, one)) is not False]
    items = tuple(evaluator.evaluate(node.elt, one) for one, _ in kept)
    is_part = any(passes is None for _, passes in kept)
    return known(Items(items, is_part, is_shuffled=isinstance(node, ast.SetComp)))


def evaluate_dict_comprehension(evaluator: Evaluates, node: ast.DictComp, place: Place) -> Values:
    """A dict: an entry a turn, where the turns are spelled out; of a dict that gets entries later, those too."""
    told = _comprehension_turns(evaluator, node.generators, place)
    if not told.places and not told.are_all:
        some = Table(((UnknownKey(node.key), evaluator.later(node.value, place)),))
        return Values((some,), open=True, reason="a comprehension over something unknown")
    entries = [
        (key, evaluator.later(node.value, one))
        for one in told.places
        if _passes(evaluator, node.generators, one) is not False
        for key in keys_written(evaluator.evaluate(node.key, one), node.key)[0]
    ]
    return known(Table(tuple(entries if told.are_all else united(entries))))


class _Turns(NamedTuple):
    """The place of each turn that the source spells out; ``are_all``: nothing comes later."""

    places: list[Place]
    are_all: bool


def _comprehension_turns(evaluator: Evaluates, generators: list[ast.comprehension], place: Place) -> _Turns:
    """The turns of a comprehension, conditions left aside; none where there can be others, or are too many."""
    places, are_all = [place], True
    for generator in generators:
        spread: list[Place] = []
        for one in places:
            values = iterated(evaluator, generator.iter, one)
            items = spelled_out(values)
            if items is None or len(spread) + len(items) > MOST_OPTIONS:
                return _Turns([], are_all=False)
            are_all = are_all and turns(values) is not None
            spread += [replace(one, turns=(*one.turns, (generator, turn))) for turn in range(len(items))]
        places = spread
    return _Turns(places, are_all)


def _passes(evaluator: Evaluates, generators: list[ast.comprehension], place: Place) -> bool | None:
    """Whether one turn passes the conditions; ``None`` where that is not known."""
    found = [truth(evaluator.evaluate(test, place)) for generator in generators for test in generator.ifs]
    return False if False in found else None if None in found else True

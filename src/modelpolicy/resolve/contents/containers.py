"""Lists, tuples, sets and dicts: what is in them."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial, reduce
from itertools import zip_longest
from typing import Final

from modelpolicy.resolve.contents.project_files import lines_of
from modelpolicy.resolve.definitions.enumerations import is_enumeration, members_of
from modelpolicy.resolve.definitions.records import as_items
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import KEPT, Items, Key, Later, Lost, Table, now
from modelpolicy.values.keys import can_be_any_key, key_of, keys_written
from modelpolicy.values.patterns import Matched, look_up
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import (
    NOTHING,
    ClassRef,
    Constant,
    Instance,
    Opened,
    Result,
    Value,
    Values,
    known,
    union,
    unknown,
)

PARSED: Final = ("parse_args", "parse_known_args", "parse_intermixed_args", "parse_args_into_dataclasses")
"""Methods of parsers that give what the command line says."""


def evaluate_items(evaluator: Evaluates, node: ast.List | ast.Tuple | ast.Set, place: Place) -> Values:
    """A list, tuple or set display; ``*other`` is spread where its items are known."""
    items = gathered(evaluator, [(element, place) for element in node.elts])
    return known(replace(items, is_shuffled=isinstance(node, ast.Set)))


def gathered(evaluator: Evaluates, written: Iterable[tuple[ast.expr, Place]]) -> Items:
    """The items that expressions give one after another; only part of them once a ``*other`` is not known whole."""
    items: list[Values] = []
    is_part = False
    for expression, place in written:
        if isinstance(expression, ast.Starred):
            spread = evaluator.evaluate(expression.value, place)
            whole = spread_items(spread)
            is_part = is_part or whole is None
            items += [elements(spread)] if whole is None else whole
        else:
            items.append(evaluator.evaluate(expression, place))
    return Items(tuple(items), is_part)


def evaluate_dict(evaluator: Evaluates, node: ast.Dict, place: Place) -> Values:
    """A dict display; a key that is not one known constant makes the rest of the dict open."""
    entries: list[tuple[Key, Values | Later]] = []
    is_open = False
    lost = KEPT
    for key, value in zip_longest(node.keys, node.values):
        if key is None:
            spread = evaluator.evaluate(value, place)
            found, complete = _table_entries(spread)
            entries += found
            lost |= _lost_of(spread)
            is_open = is_open or not complete
            continue
        keys, complete = keys_written(evaluator.evaluate(key, place), key)
        entries += [(one, evaluator.later(value, place)) for one in keys]
        is_open = is_open or not complete
    table = Table(tuple(entries), lost=lost)
    return Values((table,), is_open, "a dict with keys that are not constants" if is_open else "")


def _lost_of(values: Values) -> Lost:
    """What dicts may have lost, all together."""
    return reduce(Lost.__or__, (option.lost for option in values.options if isinstance(option, Table)), KEPT)


def is_command_line(value: Value) -> bool:
    """Whether a value is what a parser made of the command line: a namespace, or the dict behind it."""
    return isinstance(value, Result) and value.callee.rpartition(".")[2] in PARSED


def evaluate_alternatives(evaluator: Evaluates, node: ast.BoolOp, place: Place) -> Values:
    """``a or b``, ``a and b``: any operand that can be the result."""
    *first, last = node.values
    kept: list[Values] = []
    for operand in first:
        values = evaluator.evaluate(operand, place)
        result, passed = _truthy(values), _falsy(values)
        if isinstance(node.op, ast.And):
            result, passed = passed, result
        kept.append(result)
        if not passed.options and not passed.open and values.options:
            return union(kept)
    return union([*kept, evaluator.evaluate(last, place)])


def iterated(evaluator: Evaluates, iterable: ast.expr, place: Place) -> Values:
    """What is iterated over: of an enumeration its members, of a named tuple its items, of a file its lines."""
    values = evaluator.evaluate(iterable, place)
    if not any(isinstance(option, ClassRef | Instance | Opened) for option in values.options):
        return values
    return union([*(_iterated(evaluator, option, place) for option in values.options), values.rest()])


def _iterated(evaluator: Evaluates, option: Value, place: Place) -> Values:
    if isinstance(option, Opened):
        return lines_of(evaluator, option, place.module)
    if isinstance(option, ClassRef) and is_enumeration(evaluator, option.definition):
        return known(Items(tuple(map(known, members_of(evaluator, option.definition)))))
    return known(as_items(evaluator, option))


def elements(values: Values) -> Values:
    """What iterating over ``values`` gives."""
    return union([_elements(option) for option in values.options] + [values.rest()])


def spread_items(values: Values) -> list[Values] | None:
    """The items of a list or tuple that is known whole; ``None`` for anything else."""
    match values.options:
        case (Items(items, False, is_shuffled=False),) if not values.open:
            return list(items)
        case _:
            return None


def turns(values: Values) -> list[Values] | None:
    """What iterating gives in each turn; ``None`` where the source does not spell that out."""
    match values.options:
        case (Items(items, False),) if not values.open:
            return list(items)
        case (Table() as table,) if not values.open:
            return [key_of(key) for key in table.keys]
        case _:
            return None


def spelled_out(values: Values) -> list[Values] | None:
    """What iterating over one list or dict gives, and what it gets later; ``None`` where the source has no such."""
    containers = [option for option in values.options if isinstance(option, Items | Table)]
    if values.open or len(containers) < len(values.options) or sum(not one.is_part for one in containers) != 1:
        return None
    return [item for one in containers for item in (one.items if isinstance(one, Items) else map(key_of, one.keys))]


def united(written: Iterable[tuple[Key, Values | Later]]) -> Iterator[tuple[Key, Values | Later]]:
    """Each key once, with all that it is set to: which of them was last, nobody knows."""
    found: defaultdict[Key, list[Values | Later]] = defaultdict(list)
    for key, values in written:
        found[key].append(values)
    for key, (first, *more) in found.items():
        yield key, union(map(now, (first, *more))) if more else first


def item_at(evaluator: Evaluates, values: Values, index: int) -> Values:
    """What unpacking ``values`` gives at ``index``."""
    found = [item_under(as_items(evaluator, option), [index]) for option in values.options]
    return union([*found, values.rest()])


def item_under(container: Value, keys: list[Key] | None) -> Values:
    """What stands under any of ``keys``; every item where those are not known."""
    match container:
        case Table():
            if keys is None or any(map(partial(can_be_any_key, container), keys)):
                return union([value for _, value in container.entries])
            return union([container.get(key) or NOTHING for key in keys])
        case Items(items, is_part, is_shuffled=is_shuffled):
            if keys is None or is_part or is_shuffled:
                return union(items)
            return union([_item(items, key) for key in keys])
        case Matched():
            return look_up(container, (keys or [], keys is not None))
        case Constant(None):
            return NOTHING
        case _:
            return unknown("a look-up in something that the source does not spell out")


def _item(items: tuple[Values, ...], key: Key) -> Values:
    if isinstance(key, int) and -len(items) <= key < len(items):
        return items[key]
    return NOTHING


def _elements(option: Value) -> Values:
    match option:
        case Items(items):
            return union(items)
        case Table():
            return union([key_of(key) for key in option.keys])
        case _:
            return unknown("iteration over something that the source does not spell out")


def _table_entries(values: Values) -> tuple[list[tuple[Key, Values | Later]], bool]:
    entries = [entry for option in values.options if isinstance(option, Table) for entry in option.rows]
    complete = not values.open and all(isinstance(option, Table) for option in values.options)
    return entries, complete


def _truthy(values: Values) -> Values:
    return Values(tuple(option for option in values.options if not _is_false(option)), values.open, values.reason)


def _falsy(values: Values) -> Values:
    return Values(tuple(option for option in values.options if not _is_true(option)), values.open, values.reason)


def _is_false(option: Value) -> bool:
    return (isinstance(option, Constant) and not option.value) or (isinstance(option, Text) and not option.text)


def _is_true(option: Value) -> bool:
    return isinstance(option, Constant | Text) and not _is_false(option)

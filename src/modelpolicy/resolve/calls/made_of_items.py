"""What functions of the language make of lists and dicts: copies, pairs, another order, one of the items."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from modelpolicy.resolve.contents.arguments import MORE
from modelpolicy.resolve.contents.containers import elements, spread_items, turns
from modelpolicy.values.collected import KEPT, Items, Key, Later, Table
from modelpolicy.values.keys import keys_of
from modelpolicy.values.text import Text
from modelpolicy.values.values import Constant, Value, Values, known, union, unknown

Entries = tuple[tuple[Key, Values | Later], ...]
Function = Callable[[Sequence[Values], Mapping[str, Values]], Values]

_PAIR: Final = 2


def _items(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    return arguments[0] if arguments else known(Items(()))


def _shuffled(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``set(items)``."""
    values = _items(arguments, keywords)
    options = (replace(one, is_shuffled=True) if isinstance(one, Items) else one for one in values.options)
    return replace(values, options=tuple(options))


def _sorted(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``sorted(items)``; in an order that nobody knows where the source does not say enough of it."""
    items = turns(arguments[0]) if arguments and not keywords else None
    plain = [] if items is None else list(map(_plain, items))
    if items is None or None in plain:
        return _shuffled(arguments, keywords)
    order = sorted(range(len(items)), key=lambda index: plain[index] or ())
    return known(Items(tuple(items[index] for index in order)))


def _plain(item: Values) -> tuple[str, ...] | None:
    """The string, or the strings of a tuple, that an item is."""
    match item:
        case Values(options=(Text(text),), open=False):
            return (text,)
        case Values(options=(Items(items, False),), open=False):
            parts = [_plain(one) for one in items]
            return None if None in parts else tuple(part for one in parts for part in one or ())
        case _:
            return None


def _reversed(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    items = turns(arguments[0]) if arguments else None
    is_known = items is not None and spread_items(arguments[0]) is not None
    return known(Items(tuple(reversed(items)))) if items and is_known else _shuffled(arguments, keywords)


def _numbered(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``enumerate(items)``, ``enumerate(items, 1)``."""
    if not arguments:
        return unknown("a call without arguments")
    items = turns(arguments[0])
    match (*arguments[1:], *keywords.values(), known(Constant(0)))[0].options:
        case (Constant(int() as start),) if items is not None:
            numbered = (known(Items((known(Constant(number)), one))) for number, one in enumerate(items, start))
            return known(Items(tuple(numbered)))
        case _:
            return known(Items((known(Items((unknown("a number"), elements(arguments[0])))),), is_part=True))


def _paired(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``zip(first, second)``."""
    whole = [turns(one) for one in arguments]
    spelled_out = [items for items in whole if items is not None]
    if len(spelled_out) < len(whole):
        return known(Items((known(Items(tuple(elements(one) for one in arguments))),), is_part=True))
    return known(Items(tuple(known(Items(row)) for row in zip(*spelled_out, strict=False))))


def _dict(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    named = tuple((name, values) for name, values in keywords.items() if name != MORE)
    first = arguments[0] if arguments else known(Table(()))
    found = [(_entries(option), option.lost if isinstance(option, Table) else KEPT) for option in first.options]
    tables = [Table((*entries, *named), lost=lost) for entries, lost in found if entries is not None]
    complete = len(tables) == len(found) and not first.open and MORE not in keywords
    return Values(tuple(tables), not complete, "" if complete else "a dict built from something unknown")


def _from_keys(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``dict.fromkeys(keys, value)``."""
    keys, complete = keys_of(elements(arguments[0])) if arguments else ([], False)
    value = arguments[1] if len(arguments) > 1 else known(Constant(None))
    reason = "" if complete else "a dict built from something unknown"
    return Values((Table(tuple((key, value) for key in keys)),), not complete, reason)


def _length(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    match arguments:
        case [Values(options=(Text(text),), open=False)]:
            return known(Constant(len(text)))
        case [Values(options=(Items(items, False),), open=False)]:
            return known(Constant(len(items)))
        case _:
            return unknown("a length")


def _next(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``next(items)``, ``next(items, default)``: any item, for what came before is not known."""
    return union([*map(elements, arguments[:1]), *arguments[1:2]]) if arguments else unknown("a call without arguments")


def _one_of(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``random.choice(items)``, ``max(items)``, ``max(a, b)``: any of them."""
    return elements(arguments[0]) if len(arguments) == 1 else union(arguments)


def _chained(arguments: Sequence[Values], _: Mapping[str, Values]) -> Values:
    """``chain(first, second)``."""
    whole = [items for one in arguments if (items := turns(one)) is not None]
    if len(whole) < len(arguments):
        return known(Items(tuple(map(elements, arguments)), is_part=True))
    return known(Items(tuple(item for items in whole for item in items)))


def _with_default(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``defaultdict(factory, items)``."""
    return _dict(arguments[1:], keywords)


def _entries(option: Value) -> Entries | None:
    """The entries of a dict, or of a list of pairs; ``None`` where they are not known."""
    match option:
        case Table():
            return option.rows
        case Items(items, False):
            pairs = [spread_items(item) for item in items]
            keyed = [(keys_of(key), value) for key, value in (pair for pair in pairs if pair and len(pair) == _PAIR)]
            is_whole = len(keyed) == len(items) and all(len(keys) == 1 and complete for (keys, complete), _ in keyed)
            return tuple((keys[0], value) for (keys, _), value in keyed) if is_whole else None
        case _:
            return None


FUNCTIONS: Final[Mapping[str, Function]] = {
    **dict.fromkeys(("builtins.list", "builtins.tuple"), _items),
    **dict.fromkeys(("builtins.set", "builtins.frozenset"), _shuffled),
    "builtins.iter": _items,
    "builtins.sorted": _sorted,
    "builtins.reversed": _reversed,
    "concurrent.futures.as_completed": _items,
    "builtins.enumerate": _numbered,
    "builtins.zip": _paired,
    **dict.fromkeys(("builtins.dict", "types.MappingProxyType"), _dict),
    **dict.fromkeys(("types.SimpleNamespace", "argparse.Namespace", "omegaconf.OmegaConf.create"), _dict),
    **dict.fromkeys(("easydict.EasyDict", "munch.Munch", "addict.Dict", "box.Box", "ml_collections.ConfigDict"), _dict),
    "builtins.dict.fromkeys": _from_keys,
    "builtins.len": _length,
    **dict.fromkeys(("random.choice", "secrets.choice", "builtins.max", "builtins.min"), _one_of),
    "itertools.chain": _chained,
    "collections.OrderedDict": _dict,
    "collections.defaultdict": _with_default,
    "builtins.next": _next,
}

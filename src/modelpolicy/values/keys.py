"""What items of dicts stand under: strings, numbers, members of enumerations, classes, and tuples of those."""

import ast
from collections.abc import Iterator
from itertools import islice, product

from modelpolicy.values.collected import Items, Key, MemberKey, Table, UnknownKey
from modelpolicy.values.text import Text
from modelpolicy.values.values import MOST_OPTIONS, ClassRef, Constant, External, Member, Value, Values, known, unknown


def keys_of(values: Values) -> tuple[list[Key], bool]:
    """The keys that ``values`` can be, and whether there is nothing else."""
    keys = [key for option in values.options for key in keys_for(option)]
    is_told = not values.open and not any(map(_can_be_any_text, values.options))
    return keys, len(keys) == len(values.options) and is_told


def keys_shown(values: Values) -> list[Key]:
    """The keys that the source shows, where a user can name another; none where something is no key that it tells."""
    found = [_shown(option) for option in values.options]
    return [] if values.cut or [] in found else [key for keys in found for key in keys]


def _shown(option: Value) -> list[Key]:
    match option:
        case Items(items, False) if items:
            return list(islice(product(*map(keys_shown, items)), MOST_OPTIONS))
        case _:
            return [] if _can_be_any_text(option) else list(keys_for(option))


def _can_be_any_text(option: Value) -> bool:
    """Whether a member is a string itself that the source does not tell: it is the same key as whatever equals it."""
    return isinstance(option, Member) and option.is_text and not _is_one_text(option.value)


def _is_one_text(values: Values) -> bool:
    return not values.open and len(values.options) == 1 and isinstance(values.options[0], Text)


def can_be_any_key(table: Table, key: Key) -> bool:
    """Whether a key is something of a library's that no item stands under: it can equal any key that one does."""
    return isinstance(key, External) and key not in table.keys


def keys_written(values: Values, expression: ast.expr) -> tuple[list[Key], bool]:
    """As ``keys_of``, for an item that is put under what ``expression`` gives: it is there, whatever the key is."""
    keys, complete = keys_of(values)
    return (keys, True) if complete else ([*keys, UnknownKey(expression)], False)


def keys_for(option: Value) -> Iterator[Key]:
    """The key that one value is; nothing for what cannot be told to be one."""
    match option:
        case Text(text):
            yield text
        case Constant(value):
            yield value
        case Member(is_text=True, value=Values(options=(Text(text),), open=False)):
            yield text
        case Member(definition, name):
            yield MemberKey(definition, name, option)
        case ClassRef() | External():
            yield option
        case Items(items, False):
            parts = [keys_of(item) for item in items]
            if all(len(keys) == 1 and complete for keys, complete in parts):
                yield tuple(keys[0] for keys, _ in parts)


def key_of(key: Key) -> Values:
    """A dict's key as a value."""
    match key:
        case str():
            return known(Text(key))
        case MemberKey(member=member):
            return known(member)
        case ClassRef() | External():
            return known(key)
        case tuple():
            return known(Items(tuple(map(key_of, key))))
        case UnknownKey():
            return unknown("a computed key")
        case _:
            return known(Constant(key))

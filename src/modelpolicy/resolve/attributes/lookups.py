"""Look-ups, ``container[key]``: in containers, in what the command line says, in objects that answer themselves."""

import ast
from dataclasses import replace
from typing import Any, TypeGuard

from modelpolicy.program.modules import Definition
from modelpolicy.resolve.attributes.answering import answered_by_class, answered_item
from modelpolicy.resolve.contents.choosing import chosen_among
from modelpolicy.resolve.contents.containers import is_command_line, item_under
from modelpolicy.resolve.definitions.enumerations import is_enumeration, members_of
from modelpolicy.resolve.definitions.records import as_items
from modelpolicy.resolve.definitions.reflected import ATTRIBUTES, looked_up
from modelpolicy.resolve.outside.environment import ENVIRONMENT, variables
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.affixes import affixes_of
from modelpolicy.values.collected import Items, Key
from modelpolicy.values.keys import keys_of
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import (
    ClassRef,
    Constant,
    External,
    Instance,
    Namespace,
    Result,
    Value,
    Values,
    known,
    union,
    unknown,
)


def evaluate_subscript(evaluator: Evaluates, node: ast.Subscript, place: Place) -> Values:
    """``container[key]``: the item where the key is known, any item where it is not."""
    containers = evaluator.evaluate(node.value, place)
    if isinstance(node.slice, ast.Slice):
        return _sliced(evaluator, containers, node.slice, place)
    asked = evaluator.evaluate(node.slice, place)
    if asked.excluded:
        return asked
    if External(ENVIRONMENT) in containers.options:
        return variables(evaluator, asked, place.module)
    found = [_item_of(evaluator, container, asked, node.slice, place) for container in containers.options]
    return union([chosen_among(containers.options, asked, union(found)), containers.rest()])


def _item_of(evaluator: Evaluates, container: Value, asked: Values, key: ast.expr, place: Place) -> Values:
    keys, complete = keys_of(asked)
    match container:
        case Result():
            return _option(evaluator, container, keys)
        case ClassRef() if (answer := answered_by_class(evaluator, container, asked)) is not None:
            return answer
        case ClassRef(definition):
            return _member_named(evaluator, definition, keys, complete)
        case Namespace():
            return looked_up(evaluator, known(container.owner), asked, affixes_of(evaluator, key, place))
        case External("sys.modules") if keys:
            return union([evaluator.module(str(key), place.module) for key in keys])
        case External(name) if name.endswith(ATTRIBUTES) and keys:
            owner = External(name.removesuffix(ATTRIBUTES))
            return union(evaluator.attribute(owner, str(key)) for key in keys)
        case External(name):  # an item of a library's table goes by the table's name
            return Values((container,), open=True, reason=f"an item of {name}")
        case Instance() if (answer := answered_item(evaluator, container, asked)) is not None:
            return answer
        case _:
            return item_under(as_items(evaluator, container), keys if complete else None)


def _option(evaluator: Evaluates, namespace: Result, keys: list[Key]) -> Values:
    """``vars(args)["name"]``; look-ups in other results are not known."""
    if keys and is_command_line(namespace):
        return union([evaluator.attribute(namespace, str(key)) for key in keys])
    return unknown(f"a look-up in what {namespace.callee} returns")


def _member_named(evaluator: Evaluates, cls: Definition, keys: list[Key], complete: bool) -> Values:
    """``Size["BIG"]``: any member where the name is not known."""
    if not is_enumeration(evaluator, cls):
        return unknown("a look-up in a class")
    return known(*(one for one in members_of(evaluator, cls) if not complete or one.name in keys))


def _sliced(evaluator: Evaluates, containers: Values, bounds: ast.Slice, place: Place) -> Values:
    written = (bounds.lower, bounds.upper, bounds.step)
    limits = [evaluator.evaluate(one, place) if one else known(Constant(None)) for one in written]
    numbers = [limit.options[0].value for limit in limits if _is_index(limit)]
    if len(numbers) < len(limits):
        return unknown("a slice")
    found = [_part(option, slice(*numbers)) for option in containers.options]
    return union([*found, containers.rest()])


def _is_index(limit: Values) -> TypeGuard[Any]:
    match limit.options:
        case (Constant(int() | None),):
            return not limit.open
        case _:
            return False


def _part(option: Value, bounds: slice) -> Values:
    match option:
        case Text(text) if bounds.step != 0:
            return known(replace(option, text=text[bounds]))
        case Items(items, False, is_shuffled=False) if bounds.step != 0:
            return known(Items(items[bounds]))
        case Items():
            return known(option)
        case _:
            return unknown("a slice")

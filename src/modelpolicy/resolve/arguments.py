"""Which argument of a call goes to which parameter, ``*`` and ``**`` included."""

import ast
from dataclasses import dataclass

from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.containers import elements
from modelpolicy.resolve.members import decorator_names
from modelpolicy.resolve.modules import Definition, Function
from modelpolicy.resolve.values import Items, Place, Table, Values, known, union


@dataclass(frozen=True, slots=True)
class Passed:
    """A call and the place that its arguments are evaluated in."""

    call: ast.Call
    place: Place


def passed(evaluator: Evaluates, function: Definition, name: str, site: Passed) -> Values | None:
    """What ``site`` passes for the parameter ``name``; ``None`` where it leaves the parameter out."""
    node = function.node
    assert isinstance(node, Function)
    arguments = node.args
    positional = [arg.arg for arg in (*arguments.posonlyargs, *arguments.args)][takes_receiver(function) :]
    if arguments.vararg is not None and name == arguments.vararg.arg:
        return _rest(evaluator, site, len(positional))
    if arguments.kwarg is not None and name == arguments.kwarg.arg:
        taken = {arg.arg for arg in (*arguments.args, *arguments.kwonlyargs)}
        return _named_rest(evaluator, site, taken)
    position = positional.index(name) if name in positional else None
    return argument(evaluator, site, position, (name,))


def argument(evaluator: Evaluates, site: Passed, position: int | None, keywords: tuple[str, ...]) -> Values | None:
    """What ``site`` passes at ``position`` (from 0) or under one of ``keywords``; ``None`` for nothing."""
    found = _positional(evaluator, site, position) if position is not None else None
    for keyword in site.call.keywords:
        if keyword.arg in keywords:
            return evaluator.evaluate(keyword.value, site.place)
    return found if found is not None else _spread_keyword(evaluator, site, keywords)


def takes_receiver(function: Definition) -> bool:
    """Whether the first parameter is ``self`` or ``cls``."""
    if isinstance(function.node, ast.Lambda) or not isinstance(function.node, Function):
        return False
    in_class = isinstance(function.module.scope_of(function.node), ast.ClassDef)
    return in_class and "staticmethod" not in decorator_names(function.node)


def _positional(evaluator: Evaluates, site: Passed, position: int) -> Values | None:
    for index, value in enumerate(site.call.args):
        if isinstance(value, ast.Starred):
            return _spread(evaluator, value, site.place, position - index)
        if index == position:
            return evaluator.evaluate(value, site.place)
    return None


def _spread(evaluator: Evaluates, starred: ast.Starred, place: Place, position: int) -> Values | None:
    values = evaluator.evaluate(starred.value, place)
    match values.options:
        case (Items(items),) if not values.open:
            return items[position] if position < len(items) else None
        case _:
            return elements(values)


def _spread_keyword(evaluator: Evaluates, site: Passed, keywords: tuple[str, ...]) -> Values | None:
    spread = [evaluator.evaluate(keyword.value, site.place) for keyword in site.call.keywords if keyword.arg is None]
    if not spread:
        return None
    tables = [option for values in spread for option in values.options if isinstance(option, Table)]
    found = [value for table in tables for keyword in keywords if (value := table.get(keyword)) is not None]
    return union(found) if found else None


def _rest(evaluator: Evaluates, site: Passed, taken: int) -> Values:
    items: list[Values] = []
    for value in site.call.args[taken:]:
        if isinstance(value, ast.Starred):
            spread = evaluator.evaluate(value.value, site.place)
            items += [item for option in spread.options if isinstance(option, Items) for item in option.items]
        else:
            items.append(evaluator.evaluate(value, site.place))
    return known(Items(tuple(items)))


def _named_rest(evaluator: Evaluates, site: Passed, taken: set[str]) -> Values:
    entries: list[tuple[str | int | float | complex | bytes | None, Values]] = []
    is_open = False
    for keyword in site.call.keywords:
        values = evaluator.evaluate(keyword.value, site.place)
        if keyword.arg is None:
            tables = [option for option in values.options if isinstance(option, Table)]
            entries += [entry for table in tables for entry in table.entries if entry[0] not in taken]
            is_open = is_open or values.open or len(tables) < len(values.options)
        elif keyword.arg not in taken:
            entries.append((keyword.arg, values))
    return Values((Table(tuple(entries)),), is_open, "keyword arguments passed on" if is_open else "")

"""Which argument of a call goes to which parameter, ``*`` and ``**`` included."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from modelpolicy.program.modules import Definition, Function
from modelpolicy.program.started import packed
from modelpolicy.resolve.contents.containers import elements, gathered, is_command_line, spread_items, united
from modelpolicy.resolve.definitions.members import decorator_names
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Key, Table, now
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import Instance, Namespace, Opened, Result, Value, Values, known, union, unknown

MORE: Final = "**"
"""Stands among the names of a call's arguments for those that the source does not tell."""

Written = tuple[ast.expr, Place]


class Passed(NamedTuple):
    """What a call passes for something, ``None`` for nothing; ``at_times``: what it spreads can also lack it."""

    values: Values | None
    at_times: bool = False


def passed(evaluator: Evaluates, function: Definition, name: str, frame: Frame) -> Passed:
    """What a call passes for ``function``'s parameter ``name``."""
    node = function.node
    assert isinstance(node, Function)
    arguments = node.args
    positional = positional_parameters(function)
    if arguments.vararg is not None and name == arguments.vararg.arg:
        return Passed(_rest(evaluator, frame, len(positional)))
    if arguments.kwarg is not None and name == arguments.kwarg.arg:
        taken = {arg.arg for arg in (*arguments.args, *arguments.kwonlyargs)}
        return Passed(_named_rest(evaluator, frame, taken))
    position = positional.index(name) if name in positional else None
    return passed_at(evaluator, frame, position, (name,))


def argument(evaluator: Evaluates, frame: Frame, position: int | None, keywords: tuple[str, ...]) -> Values | None:
    """What a call passes at ``position`` (from 0) or under one of ``keywords``; ``None`` for nothing."""
    return passed_at(evaluator, frame, position, keywords).values


def passed_at(evaluator: Evaluates, frame: Frame, position: int | None, keywords: tuple[str, ...]) -> Passed:
    """What a call passes at ``position`` (from 0) or under one of ``keywords``, and whether it surely does."""
    named = [(keyword, place) for keyword, place in _keywords(frame) if keyword.arg in keywords]
    if named:
        keyword, place = named[-1]
        return Passed(evaluator.evaluate(keyword.value, place))
    found = _at(evaluator, frame, position) if position is not None else Passed(None)
    if found.values is not None and not found.at_times:
        return found
    spread = _spread_keyword(evaluator, frame, keywords)
    given = [values for values in (found.values, spread.values) if values is not None]
    return Passed(union(given) if given else None, found.at_times or spread.at_times)


def may_pass_more(evaluator: Evaluates, frame: Frame) -> bool:
    """Whether a call spreads keyword arguments (``**``) that the source does not tell all of."""
    return any(map(_can_hold_more, _spread(evaluator, frame)))


def callers_decide(evaluator: Evaluates, frame: Frame) -> bool:
    """Whether a call hands on nothing but keyword arguments of callers, and the source does not show them all."""
    is_told = any(_positional(frame)) or any(keyword.arg for keyword, _ in _keywords(frame))
    return not is_told and any(values.reason for values in _spread(evaluator, frame))


def passed_as(function: Definition, call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """The parameters of ``function`` with what a call writes for them; what it spreads is left aside."""
    if not isinstance(function.node, Function) or any(isinstance(value, ast.Starred) for value in call.args):
        return
    yield from zip(positional_parameters(function), call.args, strict=False)
    yield from ((keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg)


def can_enter(function: Definition, call: ast.Call) -> bool:
    """Whether the arguments that a call writes fit the parameters of ``function``: Python refuses all others."""
    assert isinstance(function.node, Function)
    arguments = function.node.args
    positional, named = positional_parameters(function), {keyword.arg for keyword in call.keywords}
    taken = {*positional, *(arg.arg for arg in arguments.kwonlyargs)}
    if len(call.args) > len(positional) and arguments.vararg is None:
        return False
    if arguments.kwarg is None and not named <= {*taken, None}:
        return False
    if None in named or any(isinstance(value, ast.Starred) for value in call.args):
        return True
    return taken <= {*positional[: len(call.args)], *named, *defaults_of(arguments)}


def given_arguments(evaluator: Evaluates, node: ast.Call, place: Place) -> tuple[list[Values], dict[str, Values]]:
    """What a call passes by place, and by name."""
    positional: list[Values] = []
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            spread = spread_items(evaluator.evaluate(argument.value, place))
            positional += [unknown("arguments that are passed on")] if spread is None else spread
        else:
            positional.append(evaluator.evaluate(argument, place))
    named: dict[str, Values] = {}
    for keyword in node.keywords:
        values = evaluator.evaluate(keyword.value, place)
        named |= {keyword.arg: values} if keyword.arg else _spread_keywords(values)
    return positional, named


def positional_parameters(function: Definition) -> list[str]:
    """The names of the parameters that a call can fill by position, in their order, without the receiver's."""
    assert isinstance(function.node, Function)
    arguments = function.node.args
    return [one.arg for one in (*arguments.posonlyargs, *arguments.args)][takes_receiver(function) :]


def takes_receiver(function: Definition) -> bool:
    """Whether the first parameter is ``self`` or ``cls``."""
    if isinstance(function.node, ast.Lambda) or not isinstance(function.node, Function):
        return False
    in_class = isinstance(function.module.scope_of(function.node), ast.ClassDef)
    return in_class and "staticmethod" not in decorator_names(function.node)


def takes_arguments(function: Definition) -> bool:
    """Whether there is any other parameter."""
    node = function.node
    if not isinstance(node, Function):
        return False
    arguments = node.args
    named = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
    return bool(arguments.vararg or arguments.kwarg) or named > takes_receiver(function)


def defaults_of(arguments: ast.arguments) -> dict[str, ast.expr]:
    """The default of each parameter that has one."""
    positional = [*arguments.posonlyargs, *arguments.args]
    tail = positional[len(positional) - len(arguments.defaults) :]
    defaults = {arg.arg: default for arg, default in zip(tail, arguments.defaults, strict=True)}
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return defaults | {arg.arg: default for arg, default in named if default is not None}


def _positional(frame: Frame) -> Iterator[Written]:
    if frame.earlier is not None:
        yield from _positional(frame.earlier)
    written = packed(frame.call, frame.skipped)[0] if frame.is_packed else frame.call.args[frame.skipped :]
    yield from ((value, frame.caller) for value in written)


def _keywords(frame: Frame) -> Iterator[tuple[ast.keyword, Place]]:
    if frame.earlier is not None:
        yield from _keywords(frame.earlier)
    written = packed(frame.call, frame.skipped)[1] if frame.is_packed else frame.call.keywords
    yield from ((keyword, frame.caller) for keyword in written)


def _at(evaluator: Evaluates, frame: Frame, position: int) -> Passed:
    written = list(_positional(frame))
    if not any(isinstance(value, ast.Starred) for value, _ in written[: position + 1]):
        found = evaluator.evaluate(*written[position]) if position < len(written) else None
        return Passed(elements(found) if found is not None and frame.is_each else found)
    placed, anywhere = _laid_out(evaluator, written)
    if position < len(placed):
        return Passed(placed[position])
    return Passed(union(anywhere), at_times=True) if anywhere else Passed(None)


def _laid_out(evaluator: Evaluates, written: Iterable[Written]) -> tuple[list[Values], list[Values]]:
    """What is passed by position: up to the first ``*other`` that is not known whole, and from there on."""
    placed: list[Values] = []
    anywhere: list[Values] = []
    for expression, place in written:
        columns = _columns(evaluator.evaluate(expression.value, place)) if isinstance(expression, ast.Starred) else None
        items = gathered(evaluator, [(expression, place)]) if columns is None else Items(columns)
        (anywhere if anywhere or items.is_part else placed).extend(items.items)
    return placed, anywhere


def _columns(values: Values) -> tuple[Values, ...] | None:
    """What stands at each place of lists of one length, any of which is spread; ``None`` for anything else."""
    lists = [option.items for option in values.options if isinstance(option, Items) and option.is_in_order]
    is_told = not values.open and len(lists) == len(values.options) and len({len(one) for one in lists}) == 1
    return tuple(map(union, zip(*lists, strict=True))) if is_told else None


def _spread_keyword(evaluator: Evaluates, frame: Frame, keywords: tuple[str, ...]) -> Passed:
    spread = _spread(evaluator, frame)
    options = [option for values in spread for option in values.options]
    tables = [option for option in options if isinstance(option, Table)]
    found = [value for table in tables for keyword in keywords if (value := table.get(keyword)) is not None]
    parsed = [evaluator.attribute(one, keyword) for one in options if is_command_line(one) for keyword in keywords]
    found += [values for values in parsed if values.open]
    if not found:
        return Passed(None)
    more = [unknown("keyword arguments that are passed on")] if any(map(_can_hold_more, spread)) else []
    at_times = not any(_surely_holds(values, keywords) for values in spread)
    return Passed(union([*found, *more]), at_times)


def _surely_holds(values: Values, keywords: tuple[str, ...]) -> bool:
    """Whether every mapping that ``values`` can be has one of ``keywords``; command lines declare theirs.

    What is set later comes to a mapping: the entries that it was made with are still there.
    """
    made = [option for option in values.options if not (isinstance(option, Table) and option.is_part)]
    return all(
        is_command_line(option) or (isinstance(option, Table) and any(map(option.surely_has, keywords)))
        for option in made or values.options
    )


def _spread(evaluator: Evaluates, frame: Frame) -> list[Values]:
    return [evaluator.evaluate(keyword.value, place) for keyword, place in _keywords(frame) if keyword.arg is None]


def _can_hold_more(values: Values) -> bool:
    return values.open or any(map(_holds_more, values.options))


def _holds_more(mapping: Value) -> bool:
    """Whether a mapping is of somewhere else: of a file, of a library; the options of a command line are declared."""
    return isinstance(mapping, Result | Opened | Instance | Namespace) and not is_command_line(mapping)


def _rest(evaluator: Evaluates, frame: Frame, taken: int) -> Values:
    placed, anywhere = _laid_out(evaluator, _positional(frame))
    return known(Items((*placed[taken:], *anywhere), is_part=bool(anywhere)))


def _named_rest(evaluator: Evaluates, frame: Frame, taken: set[str]) -> Values:
    entries: list[tuple[Key, Values]] = []
    is_open = False
    for keyword, place in _keywords(frame):
        values = evaluator.evaluate(keyword.value, place)
        if keyword.arg is None:
            tables = [option for option in values.options if isinstance(option, Table)]
            entries += [entry for table in tables for entry in table.entries if entry[0] not in taken]
            is_open = is_open or values.open or len(tables) < len(values.options)
        elif keyword.arg not in taken:
            entries.append((keyword.arg, values))
    return Values((Table(tuple(entries)),), is_open, "keyword arguments passed on" if is_open else "")


def _spread_keywords(values: Values) -> dict[str, Values]:
    """What ``**values`` names; one dict that gets its entries anew is several. What is not told can replace any."""
    tables = [option for option in values.options if isinstance(option, Table)]
    if values.open or len(tables) < len(values.options) or not _is_one(tables):
        return {MORE: unknown("keyword arguments that are passed on")}
    entries = united(entry for table in tables for entry in table.entries)
    return {key: now(value) for key, value in entries if isinstance(key, str)}


def _is_one(tables: list[Table]) -> bool:
    """Whether ``tables`` are one dict and what is set in it later, under keys that it surely has."""
    made = [table for table in tables if not table.is_part]
    return len(made) == 1 and all(map(made[0].surely_has, (key for table in tables for key in table.keys)))

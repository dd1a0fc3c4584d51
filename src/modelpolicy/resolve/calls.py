"""Calls to values: what the project's functions return, what its constructors make, what libraries give back."""

import ast
from collections import deque
from typing import Final

from modelpolicy.program.modules import Definition, Function, ScopeNode
from modelpolicy.program.noted import noted
from modelpolicy.program.tree import children_of
from modelpolicy.resolve import library, string_methods
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.containers import is_command_line, spread_items
from modelpolicy.resolve.earlier_turns import returning
from modelpolicy.resolve.entering import entered
from modelpolicy.resolve.enumerations import is_enumeration, member_by_value
from modelpolicy.resolve.fetched import fetched
from modelpolicy.resolve.filled import evaluate_filled, fills
from modelpolicy.resolve.language_functions import LANGUAGE_FUNCTIONS
from modelpolicy.resolve.members import find_method
from modelpolicy.resolve.project_files import lines_of, text_of
from modelpolicy.resolve.promises import KEEPING, promised
from modelpolicy.resolve.records import DICT, is_typed_dict
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.keys import key_of, keys_of
from modelpolicy.values.patterns import Compiled, Matched, call_match, call_pattern
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import (
    NOTHING,
    ClassRef,
    Constant,
    External,
    FunctionRef,
    Instance,
    Method,
    Opened,
    Partial,
    Promise,
    Result,
    Value,
    Values,
    known,
    union,
    unknown,
)

_READING: Final = frozenset({"open", "read", "read_text", "read_bytes"})

_LOOKING_UP: Final = frozenset({"get", "pop", "setdefault"})

DEEPEST_CALL: Final = 12
"""Calls followed into each other; what a deeper one returns is open."""


def evaluate_call(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """What a call gives back."""
    callees = evaluator.evaluate(node.func, place)
    results = [_result(evaluator, callee, node, place) for callee in callees.options]
    return union([*results, callees.rest()])


def evaluate_lambda(_: Evaluates, node: ast.Lambda, place: Place) -> Values:
    """A lambda is a function of the project."""
    return known(FunctionRef(Definition(place.module, node)))


def returned_values(evaluator: Evaluates, function: Definition, place: Place) -> Values:
    """What ``function`` returns when its body runs in ``place``; what it yields, as items."""
    node = function.node
    if isinstance(node, ast.Lambda):
        return evaluator.evaluate(node.body, place)
    yielded = [result.value for result in _results(node) if isinstance(result, ast.Yield) and result.value]
    if yielded:
        return known(Items((evaluator.evaluate_all(yielded, place),), is_part=True))
    returned = [result.value for result in _results(node) if isinstance(result, ast.Return) and result.value]
    reached = returning(evaluator, returned, place) if place.frame else ((value, place) for value in returned)
    adding = [(value, one) for value, one in reached if not _begins_again(evaluator, value, one)]
    values = union([_returned(evaluator, value, one) for value, one in adding])
    if values.options or values.open or _only_raises(node):
        return values
    return known(Constant(None))


@noted
def _only_raises(function: ScopeNode) -> bool:
    """Whether a function is there to say that it must not be called: it gives nothing, not even ``None``."""
    body = function.body if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) else []
    return bool(body) and isinstance(body[-1], ast.Raise) and not _results(function)


def _begins_again(evaluator: Evaluates, value: ast.expr, place: Place) -> bool:
    """Whether what is returned is what the very same call returns: that adds nothing to what it is."""
    if not isinstance(value, ast.Call) or place.frame is None:
        return False
    callees = evaluator.evaluate(value.func, place)
    entering = [_entered(one, Frame(value, place)) for one in callees.options if isinstance(one, FunctionRef)]
    return not callees.open and len(entering) == len(callees.options) and set(entering) == {place}


def _returned(evaluator: Evaluates, value: ast.expr, place: Place) -> Values:
    """What is returned: the path of a file that the function fetched stands for the download."""
    downloads = fetched(evaluator, value, place)
    return known(*downloads) if downloads else evaluator.evaluate(value, place)


def _result(evaluator: Evaluates, callee: Value, node: ast.Call, place: Place) -> Values:
    match callee:
        case External(name):
            return _library_result(evaluator, name, node, place)
        case ClassRef():
            return _constructed(evaluator, callee, node, place)
        case FunctionRef():
            return called_with(evaluator, callee, Frame(node, place))
        case Partial(function, given):
            return called_with(evaluator, function, Frame(node, place, earlier=given))
        case Result(name) if f"{name}.__call__" in LANGUAGE_FUNCTIONS:
            return LANGUAGE_FUNCTIONS[f"{name}.__call__"](evaluator, node, place)
        case Result(name):
            return known(Result(name, Frame(node, place)))
        case Instance(definition):
            method = find_method(evaluator, definition, "__call__")
            if method is None:
                return unknown("a call of an object")
            return called_with(evaluator, FunctionRef(method, callee), Frame(node, place))
        case Method(of, name):
            return _call_method(evaluator, of, name, node, place)
        case _:
            return unknown("a call of something that is not a function")


def _constructed(evaluator: Evaluates, cls: ClassRef, node: ast.Call, place: Place) -> Values:
    if is_enumeration(evaluator, cls.definition):
        return member_by_value(evaluator, cls.definition, node, place)
    if is_typed_dict(evaluator, cls.definition):
        return library.call(DICT, *given_arguments(evaluator, node, place))
    return called_with(evaluator, cls, Frame(node, place))


def _library_result(evaluator: Evaluates, name: str, node: ast.Call, place: Place) -> Values:
    if name in LANGUAGE_FUNCTIONS:
        return LANGUAGE_FUNCTIONS[name](evaluator, node, place)
    if fills(name):
        return evaluate_filled(evaluator, name, node, place)
    if name == "builtins.map" and len(node.args) > 1:
        return _mapped(evaluator, node, place)
    if (promise := promised(evaluator, name, node, place, called_with)) is not None:
        return promise
    if name.endswith(".parse_known_args"):
        return known(Items((called_with(evaluator, External(name), Frame(node, place)), unknown("further arguments"))))
    if library.knows(name):
        return library.call(name, *given_arguments(evaluator, node, place))
    if name.rpartition(".")[2] in _LOOKING_UP and node.args and not evaluator.fetcher(name):
        return _looked_up(evaluator, name, node, place)
    return called_with(evaluator, External(name), Frame(node, place))


def _looked_up(evaluator: Evaluates, name: str, node: ast.Call, place: Place) -> Values:
    """``get(key, default)`` of something that is not known: the default too; of the command line, the option."""
    options = _of_command_line(evaluator, node, place)
    found = options or called_with(evaluator, External(name), Frame(node, place))
    return union([found, *(evaluator.evaluate(default, place) for default in node.args[1:2])])


def _of_command_line(evaluator: Evaluates, node: ast.Call, place: Place) -> Values | None:
    """``vars(parser.parse_args()).pop("name")``; ``None`` where it is something else that is asked."""
    if not isinstance(node.func, ast.Attribute):
        return None
    asked = [one for one in evaluator.evaluate(node.func.value, place).options if is_command_line(one)]
    keys, _ = keys_of(evaluator.evaluate(node.args[0], place)) if asked else ([], True)
    found = [evaluator.attribute(one, str(key)) for one in asked for key in keys]
    return union(found) if found else None


def _mapped(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``map(function, items)``: one result for all items, which are not told apart."""
    frame = Frame(node, place, skipped=1, is_each=True)
    functions = evaluator.evaluate(node.args[0], place)
    callable_ones = (one for one in functions.options if isinstance(one, FunctionRef | ClassRef | External))
    results = [called_with(evaluator, one, frame) for one in callable_ones]
    return known(Items((union([*results, functions.rest()]),), is_part=True))


def called_with(evaluator: Evaluates, callee: FunctionRef | ClassRef | External, frame: Frame) -> Values:
    """What ``callee`` gives back for the call in ``frame``."""
    match callee:
        case External(name):
            return known(Result(name, frame))
        case ClassRef(definition):
            return known(Instance(definition, frame))
    place = frame.caller
    if place.depth >= DEEPEST_CALL:
        return unknown(f"calls nested deeper than {DEEPEST_CALL}")
    return returned_values(evaluator, callee.definition, _entered(callee, frame))


def _entered(function: FunctionRef, frame: Frame) -> Place:
    """Where the body of ``function`` runs for the call in ``frame``."""
    definition = function.definition
    receiver = function.receiver or (frame.caller.receiver if _is_nested(definition) else None)
    return Place(definition.module, receiver, definition.node, entered(definition, frame))


def _is_nested(function: Definition) -> bool:
    """Whether a function stands in another one, whose ``self`` it reads."""
    return not isinstance(function.module.scope_of(function.node), ast.Module | ast.ClassDef)


def _call_method(evaluator: Evaluates, of: Value, name: str, node: ast.Call, place: Place) -> Values:
    arguments, keywords = given_arguments(evaluator, node, place)
    match of:
        case Opened() | Text() | Result() if name in _READING:
            return known(Opened(of) if isinstance(of, Text) else of)
        case Opened() if name == "readlines":
            return lines_of(evaluator, of, place.module)
        case Opened():
            return _call_method_of_contents(text_of(evaluator, of, place.module), name, arguments, keywords)
        case Promise(values) if name in KEEPING:
            return values
        case Text():
            return string_methods.call_method(of, name, arguments, keywords)
        case Table():
            return _call_dict_method(of, name, arguments)
        case Compiled():
            return call_pattern(of, name, arguments, keywords)
        case Matched():
            return call_match(of, name, arguments)
        case Items(items) if name in ("copy", "pop"):
            return known(of) if name == "copy" else union(items)
        case _:
            return unknown(f"the result of {name}")


def _call_method_of_contents(texts: Values, name: str, arguments: list[Values], keywords: dict[str, Values]) -> Values:
    found = [string_methods.call_method(text, name, arguments, keywords) for text in texts.texts]
    return union([*found, texts.rest()])


def _call_dict_method(table: Table, name: str, arguments: list[Values]) -> Values:
    match name:
        case "get" | "pop" | "setdefault" if arguments:
            return _get(table, arguments)
        case "values":
            return known(Items(tuple(value for _, value in table.entries)))
        case "keys":
            return known(Items(tuple(key_of(key) for key in table.keys)))
        case "items":
            return known(Items(tuple(known(Items((key_of(key), value))) for key, value in table.entries)))
        case "copy":
            return known(table)
        case _:
            return unknown(f"the result of {name}")


def _get(table: Table, arguments: list[Values]) -> Values:
    keys, complete = keys_of(arguments[0])
    found = [table.get(key) for key in keys] if complete else [value for _, value in table.entries]
    default = arguments[1] if len(arguments) > 1 else known(Constant(None))
    missing = default if not complete or None in found else NOTHING
    return union([*(values for values in found if values is not None), missing])


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


def _spread_keywords(values: Values) -> dict[str, Values]:
    match values.options:
        case (Table(entries),) if not values.open:
            return {key: value for key, value in entries if isinstance(key, str)}
        case _:
            return {"**": unknown("keyword arguments that are passed on")}


@noted
def _results(function: ScopeNode) -> tuple[ast.Return | ast.Yield, ...]:
    """Every ``return`` and ``yield`` of a function in the order of the source, not those of functions inside it."""
    found: list[ast.Return | ast.Yield] = []
    body = function.body if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) else []
    pending: deque[ast.AST] = deque(body)
    while pending:
        node = pending.popleft()
        if isinstance(node, ast.Return | ast.Yield):
            found.append(node)
        if not isinstance(node, Function | ast.ClassDef):
            pending += children_of(node)
    return tuple(sorted(found, key=lambda result: (result.lineno, result.col_offset)))

"""Calls to values: what the project's functions return, what its constructors make, what libraries give back."""

import ast
from typing import Final

from modelpolicy.program.modules import Definition
from modelpolicy.resolve.calls import library
from modelpolicy.resolve.calls.entering import place_entered, repeats_unknown
from modelpolicy.resolve.calls.language_functions import LANGUAGE_FUNCTIONS
from modelpolicy.resolve.calls.methods import call_method, entry_or_itself
from modelpolicy.resolve.calls.promises import promised
from modelpolicy.resolve.calls.returns import returned_values
from modelpolicy.resolve.contents.arguments import given_arguments
from modelpolicy.resolve.contents.containers import is_command_line
from modelpolicy.resolve.definitions.enumerations import is_enumeration, member_by_value
from modelpolicy.resolve.definitions.members import MAKING, find_method
from modelpolicy.resolve.definitions.metaclasses import calling
from modelpolicy.resolve.definitions.records import DICT, is_typed_dict
from modelpolicy.resolve.definitions.wrappers import is_wrapped
from modelpolicy.resolve.outside.filled import evaluate_filled, fills
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.keys import keys_of
from modelpolicy.values.places import FILLED, Frame, Place
from modelpolicy.values.values import (
    ClassRef,
    External,
    FunctionRef,
    Instance,
    Method,
    Partial,
    Result,
    Value,
    Values,
    known,
    union,
    unknown,
)

_PARSER: Final = "configparser.ConfigParser"
"""Its ``get`` is asked for a section and an option."""

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
        case Method():
            return _method_result(evaluator, callee, node, place)
        case _:
            return unknown("a call of something that is not a function")


def _method_result(evaluator: Evaluates, method: Method, node: ast.Call, place: Place) -> Values:
    match method.of, method.name, node.args:
        case Table() as table, "get", [ast.Name(id=name) as asked, ast.Name(id=default)] if name == default:
            return entry_or_itself(table, evaluator.evaluate(asked, place))
        case _:
            return call_method(evaluator, method, *given_arguments(evaluator, node, place), place.module)


def _constructed(evaluator: Evaluates, cls: ClassRef, node: ast.Call, place: Place) -> Values:
    if is_enumeration(evaluator, cls.definition):
        return member_by_value(evaluator, cls.definition, node, place)
    if is_typed_dict(evaluator, cls.definition):
        return library.call(DICT, *given_arguments(evaluator, node, place))
    return _made(evaluator, cls, Frame(node, place))


def _made(evaluator: Evaluates, cls: ClassRef, frame: Frame) -> Values:
    """A new instance; where ``__new__``, a metaclass or a decorator decides, perhaps one that another call has made."""
    making = find_method(evaluator, cls.definition, MAKING)
    decides = calling(evaluator, cls.definition) is not None or is_wrapped(evaluator, cls.definition)
    if making is None and not decides:
        return called_with(evaluator, cls, frame)
    instance = known(Instance(cls.definition))
    if making is None or not isinstance(making.node, ast.FunctionDef):
        return instance
    given = called_with(evaluator, FunctionRef(making, cls), frame)
    return union([instance, known(*(one for one in given.options if isinstance(one, Instance)))])


def _library_result(evaluator: Evaluates, name: str, node: ast.Call, place: Place) -> Values:
    if name in LANGUAGE_FUNCTIONS:
        return LANGUAGE_FUNCTIONS[name](evaluator, node, place)
    if name.endswith(f".{MAKING}") and node.args:
        return _instances_of(evaluator.evaluate(node.args[0], place))
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
    owner, _, last = name.rpartition(".")
    if last in _LOOKING_UP and owner != _PARSER and node.args and not evaluator.fetcher(name):
        return _looked_up(evaluator, name, node, place)
    return called_with(evaluator, External(name), Frame(node, place))


def _instances_of(classes: Values) -> Values:
    """``object.__new__(cls)``."""
    made = known(*(Instance(one.definition) for one in classes.options if isinstance(one, ClassRef)))
    return union([made, classes.rest()])


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
    if frame.caller.depth >= DEEPEST_CALL:
        return unknown(f"calls nested deeper than {DEEPEST_CALL}")
    if repeats_unknown(evaluator, callee.definition, frame):
        frame = Frame(FILLED, Place(callee.definition.module))
    return returned_values(evaluator, callee.definition, place_entered(callee, frame))

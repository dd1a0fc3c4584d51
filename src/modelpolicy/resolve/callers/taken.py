"""Which parameters of the project's functions take what a call is handed."""

import ast
from typing import TypeAlias

from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.program.usages import packed_argument
from modelpolicy.resolve.contents.arguments import passed_as, positional_parameters
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, find_method
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import ClassRef, FunctionRef, Value

Taken: TypeAlias = tuple[Definition, str]
"""A function, and the name of its parameter."""


def takers(evaluator: Evaluates, module: SourceModule, value: ast.expr) -> list[Taken | None]:
    """What takes ``value``, for each callee of the call that it is handed to; ``None`` where that cannot be told.

    What stands among the arguments that a thread or a pool is told goes to the function that these call.
    """
    if (packed := packed_argument(module, value)) is not None:
        started, position = packed
        called = (_called(evaluator, callee) for callee in evaluator.callees(started.function, Place(module)).options)
        return [_at(function, position) for function in called]
    parent = module.parents[value]
    call = module.parents[parent] if isinstance(parent, ast.keyword) else parent
    assert isinstance(call, ast.Call)
    called = (_called(evaluator, callee) for callee in evaluator.callees(call.func, Place(module)).options)
    return [_named(function, call, value) for function in called]


def _called(evaluator: Evaluates, callee: Value) -> Definition | None:
    match callee:
        case ClassRef(definition):
            return find_method(evaluator, definition, CONSTRUCTOR)
        case FunctionRef(definition):
            return definition
        case _:
            return None


def _at(function: Definition | None, position: int) -> Taken | None:
    names = [] if function is None else positional_parameters(function)
    return (function, names[position]) if function is not None and position < len(names) else None


def _named(function: Definition | None, call: ast.Call, value: ast.expr) -> Taken | None:
    taken = () if function is None else passed_as(function, call)
    return next(((function, name) for name, given in taken if function is not None and given is value), None)

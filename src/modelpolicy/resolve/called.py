"""Whether what is called is a function, and by which name it is called."""

import ast
from typing import Final

from modelpolicy.program.modules import Definition
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.members import CONSTRUCTOR, find_method
from modelpolicy.values.values import ClassRef, FunctionRef, Instance, Receiver, Value

CALL: Final = "__call__"
"""The method that runs when an instance is called."""


def is_call_of(evaluator: Evaluates, callee: Value, function: Definition, receiver: Receiver | None) -> bool:
    """Whether ``callee`` runs ``function``; with a ``receiver``, for that one's own class."""
    match callee:
        case FunctionRef(definition, bound):
            same_class = receiver is None or bound is None or bound.definition == receiver.definition
            return definition == function and same_class
        case ClassRef(definition):
            same_class = receiver is None or definition == receiver.definition
            return same_class and find_method(evaluator, definition, CONSTRUCTOR) == function
        case Instance(definition):
            same_class = receiver is None or definition == receiver.definition
            return same_class and find_method(evaluator, definition, CALL) == function
        case _:
            return False


def called_name(function: Definition) -> str:
    """The name by which the function is called: of a constructor, that of its class."""
    node = constructed_class(function)
    return function.name if node is None else node.name


def constructed_class(function: Definition) -> ast.ClassDef | None:
    """The class whose constructor the function is; a function called ``__init__`` elsewhere is none."""
    scope = function.module.scope_of(function.node)
    return scope if function.name == CONSTRUCTOR and isinstance(scope, ast.ClassDef) else None

"""Classes that stand in for those of a library where that is not installed."""

import ast
from typing import Final

from modelpolicy.program.modules import Definition, last_name
from modelpolicy.values.values import ClassRef, Instance, Value

_NOT_INSTALLED: Final = frozenset({"ImportError", "ModuleNotFoundError"})


def stands_in(value: Value) -> bool:
    """Whether a value is a class, or an instance of one, that is there for want of a library.

    What the library has and the class lacks is not there where the class is: it has no value then.
    """
    match value:
        case ClassRef(definition) | Instance(definition):
            return _is_for_want_of_a_library(definition)
        case _:
            return False


def _is_for_want_of_a_library(cls: Definition) -> bool:
    for node in cls.module.above(cls.node):
        if isinstance(node, ast.ExceptHandler) and node.type is not None:
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            return any(last_name(kind) in _NOT_INSTALLED for kind in kinds)
    return False

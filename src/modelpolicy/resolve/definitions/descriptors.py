"""Class attributes that a library's object stands for: ``name: str = Param("default")``."""

import ast
from typing import Final

from modelpolicy.program.bindings import Binding
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import NOTHING, Result, Values

_DEFAULTS: Final = ("default", "default_value")
_TEXT: Final = "str"


def declared_default(evaluator: Evaluates, binding: Binding, values: Values, place: Place) -> Values:
    """The default that the call of a library was handed; nothing where ``values`` are no such object."""
    if not isinstance(binding.value, ast.Call) or not any(isinstance(option, Result) for option in values.options):
        return NOTHING
    named = {keyword.arg: keyword.value for keyword in binding.value.keywords}
    default = next((named[name] for name in _DEFAULTS if name in named), None)
    if default is None and binding.value.args and _is_annotated_as_text(binding.statement):
        default = binding.value.args[0]
    return NOTHING if default is None else evaluator.evaluate(default, place)


def _is_annotated_as_text(statement: ast.AST) -> bool:
    """Whether the attribute is said to be a string: then the first argument is its value, and no label."""
    if not isinstance(statement, ast.AnnAssign):
        return False
    annotation = statement.annotation
    return isinstance(annotation, ast.Name) and annotation.id == _TEXT

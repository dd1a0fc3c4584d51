"""Of which classes a value is: true, false, or ``None`` where the source does not decide."""

import builtins

from modelpolicy.resolve.definitions.members import external_bases, project_bases
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.comparisons import any_of
from modelpolicy.values.text import Text
from modelpolicy.values.values import ClassRef, Constant, External, FunctionRef, Instance, Value, Values, known


def is_one_of(evaluator: Evaluates, option: Value, kinds: Values) -> bool | None:
    """Whether ``option`` is an instance of one of ``kinds``, a class or a tuple of classes."""
    if kinds.open or not kinds.options:
        return None
    alternatives = [
        one
        for kind in kinds.options
        for item in (kind.items if isinstance(kind, Items) else (known(kind),))
        for one in item.options
    ]
    return any_of(_is_a(evaluator, option, kind) for kind in alternatives)


def _is_a(evaluator: Evaluates, option: Value, kind: Value) -> bool | None:
    match option, kind:
        case Instance(definition), ClassRef(wanted):
            if wanted in project_bases(evaluator, definition):
                return True
            return None if external_bases(evaluator, definition) else False
        case Instance(definition), External("builtins.str" | "builtins.list" | "builtins.dict"):
            return None if external_bases(evaluator, definition) else False
        case Text(is_path=True), External("builtins.str" | "os.PathLike" | "pathlib.Path" | "pathlib.PurePath"):
            return None
        case ((Text() | Constant() | Items() | Table() | FunctionRef() | ClassRef()), External(name)):
            return _is_builtin(option, name)
        case ((Text() | Constant() | Items() | Table()), ClassRef(definition)):
            return None if external_bases(evaluator, definition) else False
        case _:
            return None


def _is_builtin(option: Value, name: str) -> bool | None:
    """Whether a plain value is of the class ``name`` outside the project."""
    library, _, kind = name.rpartition(".")
    match option:
        case Text():
            return kind == "str" if library == "builtins" else False if library == "pathlib" else None
        case Constant(value) if library == "builtins" and isinstance(getattr(builtins, kind, None), type):
            return isinstance(value, getattr(builtins, kind))
        case Constant(None):
            return False
        case Items() | Table() | FunctionRef() | ClassRef() if kind == "str" or library == "pathlib":
            return False
        case Table() if library == "builtins":
            return kind == "dict"
        case _:
            return None

"""The truth value of what an expression can be."""

from modelpolicy.values.patterns import Matched
from modelpolicy.values.text import Text
from modelpolicy.values.values import ClassRef, Constant, FunctionRef, ModuleRef, Value, Values


def truth(values: Values) -> bool | None:
    """The truth value that all of ``values`` have; ``None`` where they differ or are not known."""
    if values.open or values.reason or not values.options:
        return None
    found = {truth_of(option) for option in values.options}
    return found.pop() if len(found) == 1 else None


def truth_of(option: Value) -> bool | None:
    """The truth value of one value. That of a container may change while the program runs.

    An empty path is true as a ``Path``, false as a string.
    """
    match option:
        case Text("", is_path=True):
            return None
        case Text(text):
            return bool(text)
        case Constant(value):
            return bool(value)
        case FunctionRef() | ClassRef() | ModuleRef() | Matched():
            return True
        case _:
            return None

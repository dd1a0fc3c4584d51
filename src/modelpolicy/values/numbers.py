"""Whole numbers of what the source spells out: ``int("3")``, ``int(Size.LARGE)``."""

from collections.abc import Mapping, Sequence
from typing import Final

from modelpolicy.values.text import Text
from modelpolicy.values.values import Constant, Member, Value, Values, unknown


def _whole_number(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``int(value)``; in another base it is not known."""
    if len(arguments) != 1 or keywords:
        return unknown("a number")
    (of,) = arguments
    found = [_number(option) for option in of.options]
    is_open = of.open or None in found
    numbers = tuple(Constant(number) for number in dict.fromkeys(found) if number is not None)
    return Values(numbers, is_open, of.reason or ("a number" if is_open else ""))


def _number(option: Value) -> int | None:
    match option:
        case Text(written) | Constant(int() | float() as written):
            try:
                return int(written)
            except (ValueError, OverflowError):
                return None
        case Member(value=Values(options=(one,), open=False)):
            return _number(one)
        case _:
            return None


FUNCTIONS: Final = {"builtins.int": _whole_number}
"""By qualified name."""

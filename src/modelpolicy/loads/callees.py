"""What a call calls, as the library calls it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.resolve.definitions.members import CONSTRUCTOR, external_bases, find_method
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame
from modelpolicy.values.values import ClassRef, External, Partial, Value, Values

LONGEST_CALL: Final = 80
"""Characters of a callee that messages show."""


@dataclass(frozen=True, slots=True)
class LibraryCallee:
    """A callee outside the project by its dotted name.

    ``given`` is the call that gave its first arguments already. ``is_base``: it is called by a class of the project
    that inherits from it.
    """

    name: str
    given: Frame | None = None
    is_base: bool = False


def library_callees(evaluator: Evaluates, callees: Values) -> Iterator[LibraryCallee]:
    """Which of ``callees`` are outside the project; for a class that inherits its constructor, the library's class."""
    for option in callees.options:
        callee, given = (option.function, option.given) if isinstance(option, Partial) else (option, None)
        yield from _callees(evaluator, callee, given)


def _callees(evaluator: Evaluates, callee: Value, given: Frame | None) -> Iterator[LibraryCallee]:
    match callee:
        case External(name):
            of_class = name.removesuffix(f".{CONSTRUCTOR}")
            yield LibraryCallee(of_class, given, is_base=of_class != name)
        case ClassRef(definition) if find_method(evaluator, definition, CONSTRUCTOR) is None:
            yield from (LibraryCallee(base, given, is_base=True) for base in external_bases(evaluator, definition))


def shown(callee: ast.expr) -> str:
    """The callee as messages show it; what is no plain dotted name is left out."""
    names: list[str] = []
    while isinstance(callee, ast.Attribute):
        names.append(callee.attr)
        callee = callee.value
    root = callee.id if isinstance(callee, ast.Name) else "…"
    return ".".join([root, *reversed(names)])[-LONGEST_CALL:]

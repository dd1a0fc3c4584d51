"""What a call calls, as the library calls it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.members import CONSTRUCTOR, external_bases, find_method
from modelpolicy.resolve.modules import SourceModule
from modelpolicy.resolve.values import ClassRef, External, Frame, Partial, Place, Value


@dataclass(frozen=True, slots=True)
class LibraryCallee:
    """A callee outside the project by its dotted name.

    ``given`` is the call that gave its first arguments already. ``is_base``: it is called by a class of the project
    that inherits from it.
    """

    name: str
    given: Frame | None = None
    is_base: bool = False


def library_callees(evaluator: Evaluates, module: SourceModule, call: ast.Call) -> Iterator[LibraryCallee]:
    """What ``call`` can call outside the project; for a class that inherits its constructor, the library's class."""
    for option in evaluator.evaluate(call.func, Place(module)).options:
        callee, given = (option.function, option.given) if isinstance(option, Partial) else (option, None)
        yield from _callees(evaluator, callee, given)


def _callees(evaluator: Evaluates, callee: Value, given: Frame | None) -> Iterator[LibraryCallee]:
    match callee:
        case External(name):
            of_class = name.removesuffix(f".{CONSTRUCTOR}")
            yield LibraryCallee(of_class, given, is_base=of_class != name)
        case ClassRef(definition) if find_method(evaluator, definition, CONSTRUCTOR) is None:
            yield from (LibraryCallee(base, given, is_base=True) for base in external_bases(evaluator, definition))

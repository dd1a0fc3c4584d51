"""Functions and classes that are handed around as values: somebody may call them whom the source does not show."""

import ast
from collections.abc import Iterator
from itertools import islice
from typing import Final, TypeAlias

from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.program.usages import is_default_of_parser, is_handed_on, reads_in, reads_of, started_with
from modelpolicy.resolve.callers.carried import Handed, Use, uses
from modelpolicy.resolve.callers.taken import takers
from modelpolicy.resolve.definitions.called import called_name, is_call_of
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place

Read: TypeAlias = tuple[SourceModule, ast.expr]

DEEPEST: Final = 4
"""Functions that hand on to each other what they were handed, and are followed."""


def escapes(evaluator: Evaluates, function: Definition) -> bool:
    """Whether the function, or the class that it constructs, is handed to what may do more with it than call it.

    Somebody may then call it without any argument that the source shows.
    """
    if isinstance(function.node, ast.Lambda):
        return not _is_only_called(evaluator, function.module, function.node)
    if not is_handed(evaluator, function):
        return False
    found = evaluator.search(("escapes", function), lambda: _find_escapes(evaluator, function))
    return bool(found.items) or not found.is_whole


def is_handed(evaluator: Evaluates, function: Definition) -> bool:
    """Whether the function, or the class that it constructs, is handed around as a value."""
    found = evaluator.search(("handed on", function), lambda: islice(_places(evaluator, function), 1))
    return bool(found.items) or not found.is_whole


def _find_escapes(evaluator: Evaluates, function: Definition) -> Iterator[Read]:
    places = _places(evaluator, function)
    yield from islice((place for place in places if not _is_only_called(evaluator, *place)), 1)


def _places(evaluator: Evaluates, function: Definition) -> Iterator[Read]:
    """Where the function is handed around."""
    handed = _handed_on(evaluator, called_name(function))
    return (place for place in handed if _may_be(evaluator, function, *place))


def _may_be(evaluator: Evaluates, function: Definition, module: SourceModule, node: ast.expr) -> bool:
    """Whether ``node``, which ends in the function's name, is the function.

    A method of something unknown is not taken to be one of a class that the file does not speak of.
    """
    evaluator.step()
    if options := evaluator.callees(node, Place(module)).options:
        return any(is_call_of(evaluator, option, function, None) for option in options)
    cls = function.module.class_of(function.node)
    return cls is None or module.path in evaluator.project.mentions.holding(cls.name)


def _is_only_called(evaluator: Evaluates, module: SourceModule, node: ast.expr, depth: int = DEEPEST) -> bool:
    """Whether all that becomes of what ``node`` gives is that calls of the project call it."""
    return depth > 0 and all(_ends_in_calls(evaluator, module, use, depth - 1) for use in uses(module, node))


def _ends_in_calls(evaluator: Evaluates, module: SourceModule, use: Use, depth: int) -> bool:
    match use:
        case ast.Call():
            return True
        case Handed(value) if is_default_of_parser(module, value):
            return True
        case Handed(value):
            return started_with(module, value) is not None or _is_called_by_takers(evaluator, module, value, depth)
        case _:
            return False


def _is_called_by_takers(evaluator: Evaluates, module: SourceModule, value: ast.expr, depth: int) -> bool:
    """Whether the parameters of the project's functions that take ``value`` are only called."""
    taken = takers(evaluator, module, value)
    is_followed = bool(taken) and None not in taken
    reads = (read for one in filter(None, taken) for read in _reads_by(*one))
    return is_followed and all(_is_only_called(evaluator, *read, depth) for read in reads)


def _reads_by(function: Definition, name: str) -> Iterator[Read]:
    """Where a function reads its parameter."""
    module = function.module
    return ((module, read) for read in reads_in(module, name) if module.is_within(read, function.node))


def is_handed_on_by_name(evaluator: Evaluates, name: str) -> bool:
    """Whether anything called ``name`` is handed around as a value."""
    return bool(_handed_on(evaluator, name))


def _handed_on(evaluator: Evaluates, name: str) -> list[tuple[SourceModule, ast.expr]]:
    """Where what is called ``name`` is handed around as a value."""
    found = (one for one in reads_of(evaluator.project, name) if is_handed_on(*one))
    return evaluator.remember(("handed on by name", name), lambda: list(found))

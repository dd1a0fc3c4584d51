"""Functions and classes that are handed around as values: somebody may call them whom the source does not show."""

import ast
from collections.abc import Iterator
from itertools import islice

from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.program.usages import is_handed_on, reads_of
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.called import called_name, is_call_of
from modelpolicy.values.places import Place


def escapes(evaluator: Evaluates, function: Definition) -> bool:
    """Whether the function, or the class that it constructs, is handed around as a value.

    Somebody may then call it without any argument that the source shows.
    """
    found = evaluator.search(("handed on", function), lambda: _find_handed_on(evaluator, function))
    return bool(found.items) or not found.is_whole


def _find_handed_on(evaluator: Evaluates, function: Definition) -> Iterator[ast.expr]:
    """The first place where the function is handed around."""
    handed = _handed_on(evaluator, called_name(function))
    yield from islice((node for module, node in handed if _may_be(evaluator, function, module, node)), 1)


def _may_be(evaluator: Evaluates, function: Definition, module: SourceModule, node: ast.expr) -> bool:
    """Whether ``node``, which ends in the function's name, is the function.

    A method of something unknown is not taken to be one of a class that the file does not speak of.
    """
    evaluator.step()
    if options := evaluator.callees(node, Place(module)):
        return any(is_call_of(evaluator, option, function, None) for option in options)
    cls = function.module.class_of(function.node)
    return cls is None or module.path in evaluator.project.mentions.holding(cls.name)


def is_handed_on_by_name(evaluator: Evaluates, name: str) -> bool:
    """Whether anything called ``name`` is handed around as a value."""
    return bool(_handed_on(evaluator, name))


def _handed_on(evaluator: Evaluates, name: str) -> list[tuple[SourceModule, ast.expr]]:
    """Where what is called ``name`` is handed around as a value."""
    found = (one for one in reads_of(evaluator.project, name) if is_handed_on(*one))
    return evaluator.remember(("handed on by name", name), lambda: list(found))

"""Calls of functions that are handed on as values: by the name of what takes or keeps them."""

import ast
from collections.abc import Iterator

from modelpolicy.resolve.arguments import passed_as
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.members import CONSTRUCTOR, find_method
from modelpolicy.resolve.modules import Definition, SourceModule
from modelpolicy.resolve.places import Place
from modelpolicy.resolve.usages import reads_of
from modelpolicy.resolve.values import ClassRef, FunctionRef


def calls_of_handed(evaluator: Evaluates, name: str) -> Iterator[tuple[SourceModule, ast.Call]]:
    """The calls that can be of what is called ``name``, where that is an argument of the project's own functions.

    A name in a call of others counts too: ``parser.set_defaults(run=function)`` comes before ``args.run(args)``.
    """
    for module, node in reads_of(evaluator.project, name):
        if isinstance(parent := module.parents[node], ast.keyword) and parent.arg:
            yield from ((module, call) for call in module.calls_by_name.get(parent.arg, ()))
        for taker, parameter in _takers(evaluator, module, node):
            for kept in {parameter, *taker.module.attributes_of(parameter)}:
                yield from ((taker.module, call) for call in taker.module.calls_by_name.get(kept, ()))


def _takers(evaluator: Evaluates, module: SourceModule, node: ast.expr) -> Iterator[tuple[Definition, str]]:
    """The functions that are handed what ``node`` names, each with the parameter that takes it."""
    parent = module.parents[node]
    call = module.parents[parent] if isinstance(parent, ast.keyword) else parent
    if not isinstance(call, ast.Call) or call.func is node:
        return
    for option in evaluator.evaluate(call.func, Place(module)).options:
        function = _called(evaluator, option) if isinstance(option, FunctionRef | ClassRef) else None
        if function is not None:
            yield from ((function, name) for name, value in passed_as(function, call) if value is node)


def _called(evaluator: Evaluates, callee: FunctionRef | ClassRef) -> Definition | None:
    if isinstance(callee, ClassRef):
        return find_method(evaluator, callee.definition, CONSTRUCTOR)
    return callee.definition

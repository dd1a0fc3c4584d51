"""Calls of functions and classes that are handed on as values: by the name of what takes, keeps or gives them."""

import ast
from collections.abc import Iterator
from typing import Final, TypeAlias

from modelpolicy.program.modules import SourceModule
from modelpolicy.program.started import Started
from modelpolicy.program.usages import is_default_of_parser, reads_in, reads_of, started_with
from modelpolicy.resolve.callers.carried import Carrier, Handed, uses
from modelpolicy.resolve.callers.taken import takers
from modelpolicy.resolve.definitions.decorations import decorations_of
from modelpolicy.resolve.questions.asking import Evaluates

Called: TypeAlias = tuple[SourceModule, ast.Call | Started]
"""A call with the module that it stands in; of what is handed to a thread, a pool or ``partial``, the call of these."""

MOST_CARRIERS: Final = 16
"""Names that carry one thing on; more are not followed."""


def calls_of_handed(evaluator: Evaluates, name: str) -> Iterator[Called]:
    """The calls that can be of what is called ``name``, where that is handed on as a value."""
    decorations = (
        (module, Handed(call.args[0]))
        for module in evaluator.project.reading(name)
        for call in decorations_of(module, name)
    )
    kept = [carrier for module, handed in decorations for carrier in _takers(evaluator, module, handed)]
    yield from calls_of_carried(evaluator, [Carrier(name), *kept])


def calls_of_read(evaluator: Evaluates, module: SourceModule, node: ast.expr) -> Iterator[Called]:
    """The calls that can be of what the expression ``node`` gives."""
    carriers: list[Carrier] = []
    for one in _followed(evaluator, module, node):
        if isinstance(one, Carrier):
            carriers.append(one)
        else:
            yield one
    yield from calls_of_carried(evaluator, carriers)


def calls_of_carried(evaluator: Evaluates, carriers: list[Carrier]) -> Iterator[Called]:
    """The calls that can be of what ``carriers`` carry on, and of what these are found to carry it on to."""
    for carrier in carriers:
        for module, node in _reads_of(evaluator, carrier):
            evaluator.step()
            evaluator.step()
            for one in _followed(evaluator, module, node, gives=carrier.gives):
                if not isinstance(one, Carrier):
                    yield one
                elif one not in carriers and len(carriers) < MOST_CARRIERS:
                    carriers.append(one)


def _followed(
    evaluator: Evaluates, module: SourceModule, node: ast.expr, *, gives: bool = False
) -> Iterator[Called | Carrier]:
    """The calls of what ``node`` carries, and what carries it on; ``gives`` is as in ``Carrier``."""
    for use in uses(module, node, gives=gives):
        match use:
            case Carrier():
                yield use
            case Handed(value):
                started = started_with(module, value)
                yield from _takers(evaluator, module, use) if started is None else [(module, started)]
            case call:
                yield module, call


def _reads_of(evaluator: Evaluates, carrier: Carrier) -> Iterator[tuple[SourceModule, ast.expr]]:
    module, within = carrier.module, carrier.within
    if module is None:
        yield from reads_of(evaluator.project, carrier.name)
    else:
        reads = reads_in(module, carrier.name)
        yield from ((module, node) for node in reads if within is None or module.is_within(node, within))


def _takers(evaluator: Evaluates, module: SourceModule, handed: Handed) -> Iterator[Carrier]:
    """The parameters that take what is handed over, in the project's own functions.

    A name in a call of others counts too: ``parser.set_defaults(run=function)`` comes before ``args.run(args)``,
    which can stand in any module.
    """
    parent = module.parents[handed.value]
    if isinstance(parent, ast.keyword) and parent.arg:
        yield Carrier(parent.arg, None if is_default_of_parser(module, handed.value) else module)
    for function, name in filter(None, takers(evaluator, module, handed.value)):
        yield Carrier(name, function.module, function.node)

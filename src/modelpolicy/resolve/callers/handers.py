"""Calls of a parameter, by the callers that hand over what is called, and with it the arguments that are for that.

``start(run, args)`` and ``start(stop, others)`` have ``Thread(target=target, args=args)`` call each with its own.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from modelpolicy.program.flow import parameters_of
from modelpolicy.program.modules import Definition, Function, ScopeNode
from modelpolicy.resolve.callers.callsites import find
from modelpolicy.resolve.callers.escaping import escapes
from modelpolicy.resolve.callers.running import callee_of, enters
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame
from modelpolicy.values.values import Receiver

MOST_HANDERS: Final = 16
"""More callers than this are not told apart."""


def by_hander(
    evaluator: Evaluates, sites: Iterable[Frame], function: Definition, receiver: Receiver | None
) -> Iterator[Frame]:
    """The calls of ``function``; those of a parameter once for each caller that hands the function over for it."""
    for site in sites:
        handed = [one for one in _handing(evaluator, site) if enters(evaluator, one, function, receiver)]
        yield from handed or (site,)


def _handing(evaluator: Evaluates, site: Frame) -> Iterator[Frame]:
    """The call in each context in which its parameter is handed over; none where it calls no parameter."""
    place = site.caller
    scope = place.module.scope_of(site.call)
    taker = Definition(place.module, scope)
    if place.frame is not None or site.earlier is not None or not _is_parameter(callee_of(site), scope):
        return
    callers = find(evaluator, taker, place.receiver)
    if callers.is_whole and len(callers.items) <= MOST_HANDERS and not escapes(evaluator, taker):
        for caller in callers.items:
            yield replace(site, caller=replace(place, function=scope, frame=caller))


def _is_parameter(callee: ast.expr, scope: ScopeNode) -> bool:
    return isinstance(callee, ast.Name) and isinstance(scope, Function) and callee.id in parameters_of(scope)

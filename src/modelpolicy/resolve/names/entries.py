"""The entries that a statement gives to a table: a key belongs to the value that stands with it, in the same run."""

from collections.abc import Iterator

from modelpolicy.program.bindings import Binding
from modelpolicy.program.dependence import names_read
from modelpolicy.program.flow import parameters_of
from modelpolicy.program.modules import Definition
from modelpolicy.resolve.callers.callsites import find
from modelpolicy.resolve.callers.escaping import escapes
from modelpolicy.resolve.definitions.decorations import is_decoration
from modelpolicy.resolve.flow.loop_turns import MOST_CONTEXTS, in_turns
from modelpolicy.resolve.flow.narrowing import runs
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Later
from modelpolicy.values.places import Place
from modelpolicy.values.values import Values


def entries(evaluator: Evaluates, binding: Binding, place: Place) -> Iterator[tuple[Values, Values | Later]]:
    """The keys and values of ``table[key] = value``, once for each call and each turn that it runs in."""
    assert binding.key is not None
    assert binding.value is not None
    for one in runs_of(evaluator, binding, place):
        yield evaluator.evaluate(binding.key, one), evaluator.later(binding.value, one)


def runs_of(evaluator: Evaluates, binding: Binding, place: Place) -> Iterator[Place]:
    """Each call and each turn that the statement runs in, where that makes a difference to what it enters."""
    places = in_turns(evaluator, binding.statement, _entered(evaluator, binding, place))
    return (one for one in places if runs(evaluator, binding.statement, one))


def _entered(evaluator: Evaluates, binding: Binding, place: Place) -> list[Place]:
    """The calls of the function that the statement stands in, where it does not run in one already."""
    module, scope = place.module, place.module.scope_of(binding.statement)
    if place.function is scope or not _reads_parameters(binding, parameters_of(scope)):
        return [place]
    function = Definition(module, scope)
    found = find(evaluator, function, place.receiver)
    sites = found.items if found.is_whole else ()
    is_told = all(is_decoration(site.call) for site in sites) or not escapes(evaluator, function)
    if not 0 < len(sites) <= MOST_CONTEXTS or not is_told:
        return [place]
    return [Place(module, place.receiver, scope, site) for site in sites]


def _reads_parameters(binding: Binding, parameters: frozenset[str]) -> bool:
    return any(names_read(one) & parameters for one in (binding.key, binding.value) if one is not None)

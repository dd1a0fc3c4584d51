"""A trace held against what code and registry say."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.domain.trace import ObservedLoad
from modelpolicy.graph.model import Graph
from modelpolicy.registry.schema import Registry


@dataclass(frozen=True, slots=True, order=True)
class Offer:
    """A model that a load was seen to ask for whose model the source does not decide."""

    analyzer: str
    model: ModelId
    location: Location


@dataclass(frozen=True, slots=True)
class Held:
    """What came of it.

    ``declared`` and ``undeclared`` are the loads that code or registry know, and those that neither does; ``unloaded``
    the documented models of enabled analyzers that were not loaded; ``offers`` what the registry could say that it
    does not.
    """

    declared: tuple[ObservedLoad, ...]
    undeclared: tuple[ObservedLoad, ...]
    unloaded: tuple[ModelId, ...]
    offers: tuple[Offer, ...]


def hold(loads: Iterable[ObservedLoad], graph: Graph, registry: Registry) -> Held:
    """Hold ``loads`` of a whole program against code and registry. What lies in an installed package is its own."""
    loads = tuple(sorted(loads, key=lambda load: (load.model, load.call, str(load.location))))
    known = known_models(graph, registry)
    declared = tuple(load for load in loads if load.model in known or load.model.store == "bundled")
    wanted = {model for entry in registry.analyzers.values() if entry.status == "enabled" for model in entry.models}
    return Held(
        declared,
        tuple(load for load in loads if load not in declared),
        tuple(sorted(wanted - {load.model for load in loads})),
        tuple(sorted(set(_offers(loads, graph, registry)))),
    )


def known_models(graph: Graph, registry: Registry) -> frozenset[ModelId]:
    """Every model that code or registry name."""
    return frozenset((*registry.models, *_named(registry), *_in_code(graph)))


def contradictions(run: SmokeRun, known: Set[ModelId]) -> tuple[str, ...]:
    """What an analyzer loaded other than code and registry say, a line each; ``known`` is what these name.

    One that failed need not have come to load everything.
    """
    loaded = {load.model for load in run.trace.loads}
    missing = sorted({*run.models} - loaded) if run.failure is None else []
    foreign = sorted(model for model in loaded - known if model.store != "bundled")
    return (
        *(f"did not load {model}, which code or registry say that it loads" for model in missing),
        *(f"loaded {model}, which neither code nor registry know" for model in foreign),
    )


def _named(registry: Registry) -> Iterator[ModelId]:
    for entry in registry.analyzers.values():
        yield from (*entry.models, *entry.may)


def _in_code(graph: Graph) -> Iterator[ModelId]:
    yield from (use.model for use in graph.may)
    yield from (candidate.id for load in graph.unowned for candidate in load.models)


def _offers(loads: Iterable[ObservedLoad], graph: Graph, registry: Registry) -> Iterator[Offer]:
    seen = [(load.location, load.model) for load in loads if load.location]
    for found in graph.open:
        place, entry = found.load.location, registry.analyzers.get(found.analyzer)
        documented = {*entry.models, *entry.may} if entry else set()
        for where, model in seen:
            if (where.path, where.line) == (place.path, place.line) and model not in documented:
                yield Offer(found.analyzer, model, place)

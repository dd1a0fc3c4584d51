"""A trace held against what code and registry say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
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
    known = {*registry.models, *_named(registry), *_in_code(graph)}
    declared = tuple(load for load in loads if load.model in known or load.model.store == "bundled")
    wanted = {model for entry in registry.analyzers.values() if entry.status == "enabled" for model in entry.models}
    return Held(
        declared,
        tuple(load for load in loads if load not in declared),
        tuple(sorted(wanted - {load.model for load in loads})),
        tuple(sorted(set(_offers(loads, graph, registry)))),
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

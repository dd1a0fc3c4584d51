"""What the analyzers of a project need, as code and registry say. Either one keeps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.domain.load import Candidate, Load
from modelpolicy.domain.model_id import ModelId
from modelpolicy.graph.model import Graph
from modelpolicy.registry.schema import Registry

REGISTRY: Final = "the registry"
"""Who knows a model that no analyzer is documented to use."""


@dataclass(frozen=True, slots=True, order=True)
class Demand:
    """Somebody who loads a model, or could.

    ``by`` is an analyzer, or the file of a load that belongs to none. Where ``enabled`` is false, it is switched off:
    the model is known, and not needed. ``revision`` is what is asked for, ``None`` the store's default;
    ``every_revision``: which one is not known. ``reason`` says where that stands. ``paths`` are where registry or
    code say that the model lies. ``certain``: code or registry say that it loads the model; otherwise it only could.
    ``disputed``: code and registry do not say the same of whether it is switched on.
    """

    model: ModelId
    by: str
    reason: str
    enabled: bool = True
    revision: str | None = None
    every_revision: bool = False
    paths: tuple[str, ...] = ()
    certain: bool = True
    disputed: bool = False


@dataclass(frozen=True, slots=True, order=True)
class OpenDemand:
    """A load of an enabled analyzer that can ask ``stores`` for anything."""

    stores: tuple[str, ...]
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Demands:
    """Everything that one project, or several, need. ``forbidden`` are the models that a registry protects."""

    models: tuple[Demand, ...] = ()
    open: tuple[OpenDemand, ...] = ()
    forbidden: frozenset[ModelId] = frozenset()

    def __add__(self, other: "Demands") -> "Demands":
        return Demands(self.models + other.models, self.open + other.open, self.forbidden | other.forbidden)


def demands(graph: Graph, registry: Registry, stores: Mapping[str, tuple[str, ...]]) -> Demands:
    """What the code may load and what the registry documents. ``stores`` are those that a loader's name can ask."""
    places = {model: entry.paths for model, entry in registry.models.items()}
    found = [*_from_code(graph, registry), *_from_registry(graph, registry)]
    return Demands(
        tuple(dict.fromkeys(_disputed(_placed(demand, places), graph, registry) for demand in found)),
        tuple(dict.fromkeys(_open(graph, registry, stores))),
        frozenset(model for model, entry in registry.models.items() if entry.deletion == "forbidden"),
    )


def is_enabled(graph: Graph, registry: Registry, analyzer: str) -> bool:
    """Whether code or registry have the analyzer switched on; one that neither of them switches off is on."""
    declared = graph.analyzer(analyzer)
    entry = registry.analyzers.get(analyzer)
    statuses = {declared and declared.status, entry and entry.status}
    return "enabled" in statuses or "disabled" not in statuses


def _from_code(graph: Graph, registry: Registry) -> Iterator[Demand]:
    does = set(graph.does)
    for use in (*graph.does, *(use for use in graph.may if use not in does)):
        enabled = is_enabled(graph, registry, use.analyzer)
        yield _of(use.load, use.candidate, use.analyzer, enabled=enabled, certain=use in does)
    for load in graph.unowned:
        for candidate in load.models:
            yield _of(load, candidate, load.location.path, enabled=True, certain=False)


def _of(load: Load, candidate: Candidate, by: str, *, enabled: bool, certain: bool) -> Demand:
    reason = f"{load.call} at {load.location}"
    every = _has_open_revision(load)
    paths = (candidate.path,) if candidate.path else ()
    return Demand(candidate.id, by, reason, enabled, candidate.revision, every, paths, certain)


def _names_revision(load: Load) -> bool:
    return any(one.name == "revision" for one in load.arguments)


def _has_open_revision(load: Load) -> bool:
    return any(one.name == "revision" and (one.open or len(one.values) > 1) for one in load.arguments)


def _from_registry(graph: Graph, registry: Registry) -> Iterator[Demand]:
    revised = {found.analyzer for found in graph.open if _names_revision(found.load)}
    for name, entry in registry.analyzers.items():
        enabled = is_enabled(graph, registry, name)
        for model in (*entry.models, *entry.may):
            # A load whose model only the registry knows can ask for another revision of it than the default one.
            every, certain = name in revised, model in entry.models
            reason = "documented in the registry"
            yield Demand(model, name, reason, enabled, every_revision=every, certain=certain)
    for model in registry.models:
        yield Demand(model, REGISTRY, "documented in the registry", enabled=False)


def _placed(demand: Demand, places: Mapping[ModelId, tuple[str, ...]]) -> Demand:
    paths = places.get(demand.model, ())
    return replace(demand, paths=(*paths, *demand.paths)) if paths else demand


def _disputed(demand: Demand, graph: Graph, registry: Registry) -> Demand:
    declared = graph.analyzer(demand.by)
    entry = registry.analyzers.get(demand.by)
    agree = declared is None or (entry is not None and declared.status in (None, entry.status))
    return demand if agree else replace(demand, disputed=True)


def _open(graph: Graph, registry: Registry, stores: Mapping[str, tuple[str, ...]]) -> Iterator[OpenDemand]:
    for found in graph.open:
        entry = registry.analyzers.get(found.analyzer)
        if is_enabled(graph, registry, found.analyzer) and not (entry and entry.may):
            yield OpenDemand(_asked(stores, found.load), found.analyzer, f"{found.load.call} at {found.load.location}")
    yield from _open_without_owner(graph.unowned, stores)


def _open_without_owner(loads: Iterable[Load], stores: Mapping[str, tuple[str, ...]]) -> Iterator[OpenDemand]:
    for load in loads:
        if load.open and load.confidence == "high":
            yield OpenDemand(_asked(stores, load), load.location.path, f"{load.call} at {load.location}")


def _asked(stores: Mapping[str, tuple[str, ...]], load: Load) -> tuple[str, ...]:
    return stores.get(load.loader, ())

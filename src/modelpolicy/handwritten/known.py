"""What code and registry say, as a document is held against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.graph.model import Graph
from modelpolicy.liveness.demand import is_enabled
from modelpolicy.registry.schema import Registry
from modelpolicy.registry.usage import users


@dataclass(frozen=True, slots=True)
class Known:
    """The two views that a document can be wrong about."""

    graph: Graph
    registry: Registry

    @property
    def names(self) -> frozenset[str]:
        """Every analyzer that registry or code have."""
        return frozenset(self.registry.analyzers) | {analyzer.name for analyzer in self.graph.analyzers}

    def closest(self, name: str) -> str | None:
        """The analyzer that somebody who wrote ``name`` may have meant."""
        return next(iter(get_close_matches(name, sorted(self.names), n=1, cutoff=0.8)), None)

    def statuses(self, name: str) -> Iterator[tuple[str, Status]]:
        """Who says which status of an analyzer."""
        entry, analyzer = self.registry.analyzers.get(name), self.graph.analyzer(name)
        if entry is not None:
            yield "the registry", entry.status
        if analyzer is not None and analyzer.status is not None:
            yield "the code", analyzer.status

    def models(self, name: str) -> Iterator[tuple[str, frozenset[ModelId]]]:
        """Who says which models an analyzer loads; the code is silent where something outside of it can decide."""
        entry = self.registry.analyzers.get(name)
        if entry is not None:
            yield "the registry", frozenset(entry.models + entry.may)
        if self.graph.analyzer(name) and not any(found.analyzer == name for found in self.graph.open):
            yield "the code", frozenset(use.model for use in self.graph.uses_by(name))

    def size(self, model: ModelId) -> Size | None:
        """The documented size of a model."""
        entry = self.registry.models.get(model)
        return entry.size if entry else None

    def enabled_users(self, model: ModelId) -> tuple[str, ...]:
        """The enabled analyzers that load a model or may load it, by code or registry."""
        loading = [use.analyzer for use in (*self.graph.does, *self.graph.may) if use.model == model]
        names = dict.fromkeys((*users(self.registry, model), *loading))
        return tuple(name for name in names if is_enabled(self.graph, self.registry, name))

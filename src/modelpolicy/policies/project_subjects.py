"""The models, analyzers and loads of a project as subjects, by what code and registry say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from modelpolicy.domain.load import Load
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.risks import is_pinned, remote_code, unpickles
from modelpolicy.graph.model import Graph
from modelpolicy.liveness.demand import is_enabled
from modelpolicy.policies.facts import Subject, Value, id_facts
from modelpolicy.registry.read import RegistryFile
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry


def project_subjects(graph: Graph, registry: RegistryFile) -> Iterator[Subject]:
    """Every model that code loads or the registry has, every analyzer of either, every load."""
    known = _Known.of(graph, registry)
    models = dict.fromkeys([*known.first_loads, *registry.registry.models, *known.users])
    yield from (_model(model, known) for model in models)
    names = dict.fromkeys([*(one.name for one in graph.analyzers), *registry.registry.analyzers])
    yield from (_analyzer(name, known) for name in names)
    yield from (_load(load, analyzers) for load, analyzers in known.loads.items())


@dataclass(frozen=True, slots=True)
class _Known:
    """What is asked again and again: by model its users and its first load, by load and by analyzer what they load."""

    graph: Graph
    registry: RegistryFile
    users: dict[ModelId, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    first_loads: dict[ModelId, Location] = field(default_factory=dict)
    loads: dict[Load, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    loaded_by: dict[str, dict[ModelId, None]] = field(default_factory=lambda: defaultdict(dict))
    enabled: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: Graph, registry: RegistryFile) -> "_Known":
        known = cls(graph, registry)
        for use in graph.does:
            known._note(use.load, use.analyzer)
            known.users[use.model][use.analyzer] = None
            known.loaded_by[use.analyzer][use.model] = None
        for found in graph.open:
            known._note(found.load, found.analyzer)
        for load in graph.unowned:
            known._note(load)
        for name, entry in registry.registry.analyzers.items():
            for model in (*entry.models, *entry.may):
                known.users[model][name] = None
        return known

    def _note(self, load: Load, *analyzers: str) -> None:
        self.loads[load].update(dict.fromkeys(analyzers))
        for candidate in load.models:
            self.first_loads.setdefault(candidate.id, candidate.location)

    def is_enabled(self, analyzer: str) -> bool:
        if analyzer not in self.enabled:
            self.enabled[analyzer] = is_enabled(self.graph, self.registry.registry, analyzer)
        return self.enabled[analyzer]


def _model(model: ModelId, known: _Known) -> Subject:
    entry = known.registry.registry.models.get(model)
    users = tuple(known.users.get(model, ()))
    facts: dict[str, Value] = {
        **id_facts(model),
        "documented": entry is not None,
        "loaded": model in known.first_loads,
        "users": users,
        "enabled_users": tuple(name for name in users if known.is_enabled(name)),
        **_documented_model(entry),
    }
    documented = known.registry.location("models", str(model))
    location = documented if entry else known.first_loads.get(model, documented)
    return Subject("model", facts, location, model=str(model))


def _documented_model(entry: ModelEntry | None) -> dict[str, Value]:
    if entry is None:
        return {}
    size, licence = entry.size, entry.known_licence
    return _known_values(
        title=entry.title,
        licence=licence.casefold() if licence else None,
        deletion=entry.deletion,
        size=size.written if size else None,
        bytes=size.bytes if size else None,
    )


def _analyzer(name: str, known: _Known) -> Subject:
    analyzer = known.graph.analyzer(name)
    entry = known.registry.registry.analyzers.get(name)
    facts: dict[str, Value] = {
        "name": name,
        "in_code": analyzer is not None,
        "documented": entry is not None,
        "enabled": known.is_enabled(name),
        "models": _texts(known.loaded_by.get(name, ())),
        "documented_models": _texts((*entry.models, *entry.may)) if entry else (),
        "open": any(found.analyzer == name for found in known.graph.open),
        **_known_values(code_status=analyzer.status if analyzer else None),
        **_documented_analyzer(entry),
    }
    location = analyzer.location if analyzer else known.registry.location("analyzers", name)
    return Subject("analyzer", facts, location, name)


def _documented_analyzer(entry: AnalyzerEntry | None) -> dict[str, Value]:
    if entry is None:
        return {}
    purpose = entry.purpose.in_language("en") if entry.purpose else None
    return _known_values(documented_status=entry.status, purpose=purpose)


def _load(load: Load, analyzers: Iterable[str]) -> Subject:
    ids = [candidate.id for candidate in load.models]
    parts = [id_facts(model) for model in ids]
    owners = tuple(analyzers)
    facts: dict[str, Value] = {
        "path": load.location.path,
        "call": load.call,
        "loader": load.loader,
        "role": load.role,
        "confidence": load.confidence,
        "open": load.open,
        "models": _texts(ids),
        "stores": _texts(part["store"] for part in parts),
        "publishers": _texts(part["publisher"] for part in parts if part["publisher"]),
        "analyzers": owners,
        "pinned": bool(ids) and all(is_pinned(load, candidate) for candidate in load.models),
        "remote_code": remote_code(load) is not None,
        "pickle": unpickles(load) is not None,
    }
    return Subject("load", facts, load.location, _only(owners), _only(_texts(ids)))


def _only(names: tuple[str, ...]) -> str | None:
    """What a finding is about, where there is no choice."""
    return names[0] if len(names) == 1 else None


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, values)))


def _known_values(**values: Value | None) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}

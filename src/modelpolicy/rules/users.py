"""Who uses a model, by code or by registry."""

from collections.abc import Iterator, Mapping

from modelpolicy.domain.confidence import Confidence, highest, lowest
from modelpolicy.domain.finding import Related
from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.demand import is_enabled
from modelpolicy.registry.usage import users
from modelpolicy.rules.facts import Facts


def uses(model: ModelId, facts: Facts) -> Mapping[str, Related]:
    """Who uses the model, by analyzer, and where that is decided: in the code, else in the registry."""
    found: dict[str, Related] = {}
    for use in (*facts.graph.does, *facts.graph.may):
        if use.model == model:
            found.setdefault(use.analyzer, Related(use.candidate.location, f"decided here for {use.analyzer}"))
    for name in users(facts.registry.registry, model):
        found.setdefault(name, Related(facts.registry.location("analyzers", name), f"listed here for {name}"))
    return found


def certainty(names: list[str], model: ModelId, facts: Facts) -> Confidence:
    """How certain it is that one of the analyzers uses the model."""
    return highest(one for name in names for one in _certainties(name, model, facts))


def _certainties(name: str, model: ModelId, facts: Facts) -> Iterator[Confidence]:
    """How certain each sign is that the analyzer uses the model."""
    if name in users(facts.registry.registry, model):
        yield "high"
    yield from (use.load.confidence for use in facts.graph.uses_by(name) if use.model == model)
    reachable = (use.load.confidence for use in facts.graph.may if (use.analyzer, use.model) == (name, model))
    yield from (lowest(("medium", confidence)) for confidence in reachable)


def needed(facts: Facts) -> Mapping[ModelId, tuple[str, ...]]:
    """Every model that must stay, with the enabled analyzers that use it; none where only the registry forbids it."""
    registry = facts.registry.registry
    listed = [model for entry in registry.analyzers.values() for model in (*entry.models, *entry.may)]
    found = {}
    for model in dict.fromkeys([*(use.model for use in (*facts.graph.does, *facts.graph.may)), *listed]):
        enabled = tuple(name for name in uses(model, facts) if is_enabled(facts.graph, registry, name))
        if enabled:
            found[model] = enabled
    forbidden = (model for model, entry in registry.models.items() if entry.deletion == "forbidden")
    return {**dict.fromkeys(forbidden, ()), **found}


def known_models(facts: Facts) -> tuple[ModelId, ...]:
    """Every model that code or registry know, whoever uses it."""
    registry = facts.registry.registry
    loaded = (use.model for use in (*facts.graph.does, *facts.graph.may))
    listed = (model for entry in registry.analyzers.values() for model in (*entry.models, *entry.may))
    return tuple(dict.fromkeys((*loaded, *facts.graph.unowned_models(), *listed, *registry.models)))

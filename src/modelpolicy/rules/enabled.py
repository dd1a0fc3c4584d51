"""What rules about running ask of the facts: which analyzers count, what they are known to load, where they stand."""

from collections.abc import Iterator

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.demand import is_enabled
from modelpolicy.rules.facts import Facts


def enabled_analyzers(facts: Facts) -> Iterator[str]:
    """The names that code or registry have switched on, the code's first."""
    registry = facts.registry.registry
    names = dict.fromkeys((*(analyzer.name for analyzer in facts.graph.analyzers), *registry.analyzers))
    return (name for name in names if is_enabled(facts.graph, registry, name))


def models_of(facts: Facts, analyzer: str) -> set[ModelId]:
    """What the analyzer loads or may load, as code and registry say."""
    entry = facts.registry.registry.analyzers.get(analyzer)
    documented = (*entry.models, *entry.may) if entry else ()
    return {*documented, *(use.model for use in facts.graph.may if use.analyzer == analyzer)}


def place_of(facts: Facts, analyzer: str) -> Location:
    """The line of the registry that documents the analyzer; where there is none, the code's that names it."""
    declared = facts.graph.analyzer(analyzer)
    if declared is not None and analyzer not in facts.registry.registry.analyzers:
        return declared.location
    return facts.registry.location("analyzers", analyzer)

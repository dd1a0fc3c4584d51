"""Which models code loads from another store than the registry documents: MP106 reports these, and no other rule."""

from collections.abc import Mapping

from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.same_model import is_same_model
from modelpolicy.rules.facts import Facts


def other_stores(facts: Facts) -> Mapping[tuple[str, ModelId], ModelId]:
    """For an analyzer and a model that it loads, the same one as the registry lists it: from another store.

    None for an analyzer with a load that the source does not decide: that can be the one which the registry lists.
    """
    undecided = {found.analyzer for found in facts.graph.open}
    pairs: dict[tuple[str, ModelId], ModelId] = {}
    for use in facts.certain.does:
        entry = facts.registry.registry.analyzers.get(use.analyzer)
        if entry is None or use.analyzer in undecided or use.model in entry.models + entry.may:
            continue
        loaded = {other.model for other in facts.graph.uses_by(use.analyzer)}
        stale = [model for model in entry.models if model not in loaded]
        same = next((model for model in stale if is_same_model(use.model, model)), None)
        if same is not None:
            pairs[use.analyzer, use.model] = same
    return pairs

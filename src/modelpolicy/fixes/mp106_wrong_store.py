"""Document the store that the code loads a model from."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.fixes.change import Change, of_registry
from modelpolicy.fixes.describing import describe
from modelpolicy.fixes.situation import Situation
from modelpolicy.registry.edit import add_analyzer_model, remove_analyzer_model
from modelpolicy.rules.other_stores import other_stores


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Unsafe: the documented one loses the protection that the list gives it."""
    facts = situation.facts
    if finding.analyzer is None or finding.model is None:
        return
    name, loaded = finding.analyzer, ModelId.parse(finding.model)
    documented = other_stores(facts).get((name, loaded))
    if documented is not None:
        yield from describe(facts.registry, [loaded])
        yield of_registry(add_analyzer_model, facts.registry.path, name, loaded)
        yield of_registry(remove_analyzer_model, facts.registry.path, name, documented)

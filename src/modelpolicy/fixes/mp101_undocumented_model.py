"""List an undocumented model, and describe it."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.fixes.change import Change, of_registry
from modelpolicy.fixes.describing import describe
from modelpolicy.fixes.situation import Situation
from modelpolicy.registry.edit import add_analyzer_model


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Safe for a model that an analyzer loads; one that is only listed, or loaded elsewhere, may be a slip."""
    registry = situation.facts.registry
    if finding.model is None:
        return
    model = ModelId.parse(finding.model)
    yield from describe(registry, [model])
    if finding.analyzer is not None and finding.fixable:
        yield of_registry(add_analyzer_model, registry.path, finding.analyzer, model)

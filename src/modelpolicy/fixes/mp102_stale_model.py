"""Take a stale model out of an analyzer's list."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.fixes.change import Change, of_registry
from modelpolicy.fixes.situation import Situation
from modelpolicy.registry.edit import remove_analyzer_model


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Unsafe: what the registry lists, it protects."""
    if finding.analyzer is not None and finding.model is not None:
        path, model = situation.facts.registry.path, ModelId.parse(finding.model)
        yield of_registry(remove_analyzer_model, path, finding.analyzer, model)

"""Remove what the registry says of a model that nobody needs."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.fixes.change import Change, of_registry
from modelpolicy.fixes.situation import Situation
from modelpolicy.registry.edit import remove_model


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Unsafe: people wrote it, and it may forbid to delete the model."""
    if finding.model is not None:
        yield of_registry(remove_model, situation.facts.registry.path, ModelId.parse(finding.model))

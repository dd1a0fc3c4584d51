"""Write the size on this disk into the registry."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.fixes.change import Change, of_registry
from modelpolicy.fixes.situation import Situation
from modelpolicy.registry.edit import set_size


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Safe: it was measured."""
    facts = situation.facts
    if finding.model is not None:
        model = ModelId.parse(finding.model)
        yield of_registry(set_size, facts.registry.path, model, Size.measured(facts.on_disk[model]))

"""Forbid the deletion of a model that is used."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.fixes.change import Change, of_registry
from modelpolicy.fixes.situation import Situation
from modelpolicy.registry.edit import forbid_deletion


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Safe: it protects more."""
    if finding.model is not None:
        yield of_registry(forbid_deletion, situation.facts.registry.path, ModelId.parse(finding.model))

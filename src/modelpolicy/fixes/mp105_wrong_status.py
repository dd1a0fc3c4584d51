"""Write the code's status into the registry."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.fixes.change import Change, of_registry
from modelpolicy.fixes.situation import Situation
from modelpolicy.registry.edit import set_status


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Safe to enable; to disable takes the protection from the analyzer's models."""
    facts = situation.facts
    analyzer = facts.graph.analyzer(finding.analyzer) if finding.analyzer is not None else None
    if analyzer is not None and analyzer.status is not None:
        yield of_registry(set_status, facts.registry.path, analyzer.name, analyzer.status)

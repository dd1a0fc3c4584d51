"""Document an analyzer with what the code says of it."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.fixes.change import Change, of_registry
from modelpolicy.fixes.describing import describe
from modelpolicy.fixes.situation import Situation
from modelpolicy.registry.edit import add_analyzer
from modelpolicy.registry.schema import AnalyzerEntry


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Safe: where the code does not say whether it is enabled, it counts as enabled, which protects more."""
    facts = situation.facts
    analyzer = facts.graph.analyzer(finding.analyzer) if finding.analyzer is not None else None
    if analyzer is not None:
        models = tuple(sorted({use.model for use in facts.certain.uses_by(analyzer.name)}))
        yield from describe(facts.registry, models)
        entry = AnalyzerEntry(analyzer.status or "enabled", models)
        yield of_registry(add_analyzer, facts.registry.path, analyzer.name, entry)

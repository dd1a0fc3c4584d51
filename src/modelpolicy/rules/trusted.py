"""What the registry lets an analyzer do that a project forbids otherwise."""

from modelpolicy.domain.load import Load
from modelpolicy.registry.schema import Trust
from modelpolicy.rules.facts import Facts


def is_trusted(load: Load, trust: Trust, facts: Facts) -> bool:
    """Whether the registry trusts every analyzer that makes the load. A load of no analyzer is trusted by nobody."""
    makers = {use.analyzer for use in facts.graph.does if _is_same(use.load, load)}
    makers |= {found.analyzer for found in facts.graph.open if _is_same(found.load, load)}
    entries = [facts.registry.registry.analyzers.get(name) for name in makers]
    return bool(entries) and all(entry is not None and trust in entry.trusts for entry in entries)


def _is_same(one: Load, other: Load) -> bool:
    return (one.location, one.call) == (other.location, other.call)

"""Between them, the rules on code against registry report every difference once, and nothing else."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.registry.schema import AnalyzerEntry
from modelpolicy.rules import (
    mp101_undocumented_model,
    mp102_stale_model,
    mp103_undocumented_analyzer,
    mp104_missing_analyzer,
    mp105_wrong_status,
)
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule
from tests.rules.graphs import analyzer, facts, use

NAMES = st.sampled_from(["clip", "pose", "speech", "text"])
STATUSES: st.SearchStrategy[Mapping[str, Status]] = st.dictionaries(NAMES, st.sampled_from(["enabled", "disabled"]))
MODELS = st.frozensets(st.sampled_from([ModelId("hf", name) for name in "abcd"]))


def analyzers_of(rule: Rule, seen: Facts) -> list[str | None]:
    return [found.analyzer for found in rule.findings(seen)]


@given(code=STATUSES, registry=STATUSES)
def test_every_difference_between_analyzers_is_reported_once(
    code: Mapping[str, Status], registry: Mapping[str, Status]
) -> None:
    documented = {name: AnalyzerEntry(status) for name, status in registry.items()}
    seen = facts([analyzer(name, status) for name, status in code.items()], documented=documented)
    changed = [name for name, status in code.items() if registry.get(name, status) != status]
    assert analyzers_of(mp103_undocumented_analyzer.RULE, seen) == [name for name in code if name not in registry]
    assert analyzers_of(mp104_missing_analyzer.RULE, seen) == [name for name in registry if name not in code]
    assert analyzers_of(mp105_wrong_status.RULE, seen) == changed


@given(loaded=MODELS, listed=MODELS)
def test_every_difference_between_an_analyzers_models_is_reported_once(
    loaded: frozenset[ModelId], listed: frozenset[ModelId]
) -> None:
    uses = [use("speech", model) for model in sorted(loaded)] * 2
    documented = {"speech": AnalyzerEntry("enabled", models=tuple(sorted(listed)))}
    seen = facts([analyzer("speech")], uses, documented=documented)
    undocumented = [found for found in mp101_undocumented_model.RULE.findings(seen) if found.fixable]
    assert [found.model for found in undocumented] == [str(model) for model in sorted(loaded - listed)]
    stale = [found.model for found in mp102_stale_model.RULE.findings(seen)]
    assert stale == [str(model) for model in sorted(listed - loaded)]


def test_there_is_nothing_to_report_of_nothing() -> None:
    assert [found for rule in ALL_RULES for found in rule.findings(facts())] == []

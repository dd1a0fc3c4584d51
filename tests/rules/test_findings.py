"""What findings say beyond their place: values, remedies, certainty, related places."""

from pathlib import Path

import pytest

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.finding import Finding
from modelpolicy.domain.load import Failure
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.registry.schema import AnalyzerEntry
from modelpolicy.rules import (
    mp001_unreadable_source,
    mp102_stale_model,
    mp103_undocumented_analyzer,
    mp105_wrong_status,
)
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.case import Case
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.checking.try_cases import write_case
from tests.rules.graphs import analyzer, facts, use


def first_finding(root: Path, code: str, title: str) -> Finding:
    """The first finding of a rule in the case whose title starts with ``title``."""
    rule = next(rule for rule in ALL_RULES if rule.code == code)
    case = next(case for case in rule.invalid if case.title.startswith(title))
    return next(found for found in check(write_case(root, case)).findings if found.code == code)


def places(finding: Finding) -> list[str]:
    return [str(related.location) for related in finding.related]


@pytest.mark.parametrize(
    ("searched", "said"),
    [
        (True, "it ends here: the rest was still searched for loads"),
        (False, "it ends here: nothing was searched for loads"),
    ],
)
def test_unreadable_source_says_whether_it_was_searched(searched: bool, said: str) -> None:
    (found,) = mp001_unreadable_source.RULE.findings(
        facts(failures=(Failure(Location("a.py", 3), "it ends here", searched),))
    )
    assert found.message == said


def test_unresolved_model_gives_the_reason_and_is_not_certain(tmp_path: Path) -> None:
    found = first_finding(tmp_path, "MP002", "A parameter")
    assert found.message == (
        "the source does not say which model whisper.load_model loads for speech: "
        "parameter size of load, which nothing in the project passes"
    )
    assert found.confidence == "medium"
    assert "`may` of speech in registry.yaml" in found.remedy


def test_a_load_that_several_analyzers_share_is_reported_once_for_those_that_do_not_say(tmp_path: Path) -> None:
    shared = """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "app.py:ANALYZERS"
--- app.py
import sys
import whisper
class Base:
    def load(self):
        return whisper.load_model(sys.argv[1])
class A(Base): ...
class B(Base): ...
class C(Base): ...
ANALYZERS = {"a": A, "b": B, "c": C}
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  a: {status: enabled}
  b: {status: enabled, may: ["whisper:base"]}
  c: {status: enabled}
models:
  whisper:base: {}
"""
    found = [one for one in check(write_case(tmp_path, Case("", shared))).findings if one.code == "MP002"]
    assert [str(one.location) for one in found] == ["app.py:5"]
    assert found[0].analyzer is None
    assert found[0].message.startswith("the source does not say which model whisper.load_model loads: ")
    assert [related.message for related in found[0].related] == ["`may` of a belongs here", "`may` of c belongs here"]


def test_undocumented_model_shows_the_load_and_the_registry(tmp_path: Path) -> None:
    found = first_finding(tmp_path, "MP101", "A constant")
    assert found.message == "speech loads hf:openai/whisper-small, which the registry does not list for it"
    assert places(found) == ["speech.py:3", "registry.yaml:5"]
    assert found.fixable


def test_model_of_no_analyzer_is_not_certain(tmp_path: Path) -> None:
    found = first_finding(tmp_path, "MP101", "Code of no analyzer")
    assert (found.analyzer, found.confidence, found.fixable) == (None, "medium", False)


@pytest.mark.parametrize(("reachable", "confidence"), [(True, "medium"), (False, "high")])
def test_stale_model_is_less_certain_where_the_code_could_reach_a_load_of_it(reachable: bool, confidence: str) -> None:
    model = ModelId("hf", "a")
    imported = [use("speech", model)] if reachable else []
    documented = {"speech": AnalyzerEntry("enabled", models=(model,))}
    (found,) = mp102_stale_model.RULE.findings(facts([analyzer("speech")], reachable=imported, documented=documented))
    assert found.confidence == confidence


def test_undocumented_analyzer_says_what_to_write() -> None:
    uses = [use("speech", ModelId("hf", name)) for name in "fbdaceb"]
    (found,) = mp103_undocumented_analyzer.RULE.findings(facts([analyzer("speech", "disabled")], uses))
    assert (
        found.remedy
        == "add speech with status: disabled and models: [hf:a, hf:b, hf:c, hf:d, hf:e, hf:f] to the analyzers of registry.yaml"
    )


@pytest.mark.parametrize(
    ("code", "registry", "fixable"), [("enabled", "disabled", True), ("disabled", "enabled", False)]
)
def test_only_a_status_that_protects_more_is_fixed_by_program(code: Status, registry: Status, fixable: bool) -> None:
    seen = facts([analyzer("speech", code)], documented={"speech": AnalyzerEntry(registry)})
    (found,) = mp105_wrong_status.RULE.findings(seen)
    assert found.message == f"speech is {registry} in the registry and {code} in the code"
    assert found.fixable is fixable


ORPHANED = """
--- registry.yaml
format: modelpolicy-registry/1
models:
  whisper:small: {{}}
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
--- catalogue.py
import sys
import whisper
class Speech:
    size = {speech}
    model = whisper.load_model(size)
ANALYZERS = {{"speech": Speech}}
--- warm_up.py
import sys
import whisper
whisper.load_model({warm_up})
"""


@pytest.mark.parametrize(
    ("speech", "warm_up", "confidence"),
    [('"base"', '"base"', "high"), ("sys.argv[1]", '"base"', "medium"), ('"base"', "sys.argv[1]", "medium")],
)
def test_orphan_is_less_certain_while_some_load_is_undecided(
    speech: str, warm_up: str, confidence: str, tmp_path: Path
) -> None:
    project = write_case(tmp_path, Case("", ORPHANED.format(speech=speech, warm_up=warm_up)))
    (found,) = (found for found in check(project).findings if found.code == "MP108")
    assert found.confidence == confidence


def test_deletable_model_says_who_needs_it_and_where_that_is_decided(tmp_path: Path) -> None:
    found = first_finding(tmp_path, "MP109", "A disabled analyzer's model")
    assert found.message == (
        "the registry allows the deletion of clip:ViT-B/32, used by quality (enabled), composition (disabled)"
    )
    assert found.remedy == (
        "set deletion: forbidden for clip:ViT-B/32 in registry.yaml, "
        "or first disable quality in the code and in the registry"
    )
    assert places(found) == ["quality.py:3", "composition.py:3"]
    assert (found.analyzer, found.confidence) == ("quality", "high")


def test_deletable_model_of_the_registry_alone_points_there(tmp_path: Path) -> None:
    found = first_finding(tmp_path, "MP109", "A model that the registry lists")
    assert places(found) == ["registry.yaml:3", "composition.py:3"]
    assert found.confidence == "high"


def test_deletable_model_behind_an_import_is_not_certain(tmp_path: Path) -> None:
    assert first_finding(tmp_path, "MP109", "A model that a module loads").confidence == "medium"


def test_missing_document_is_not_called_different(tmp_path: Path) -> None:
    missing = first_finding(tmp_path, "MP201", "A document that does not exist")
    assert missing.message == "models.md, which is rendered from registry.yaml, does not exist"


def test_changed_document_is_not_called_missing(tmp_path: Path) -> None:
    changed = first_finding(tmp_path, "MP201", "A size")
    assert changed.message == "models.md does not say what registry.yaml says, from this line on"
    assert "`modelpolicy docs`" in changed.remedy

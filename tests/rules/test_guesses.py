"""What findings rest on: loads that may be none protect a model, and accuse nobody of missing one."""

from pathlib import Path

import pytest

from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.model_id import ModelId
from modelpolicy.registry.schema import AnalyzerEntry
from modelpolicy.rules import mp101_undocumented_model
from modelpolicy.rules.case import Case
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.checking.try_cases import write_case
from modelpolicy.usecases.documents.init import document_graph
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.scan import scan
from tests.rules.graphs import analyzer, facts, use

GUESS = """
--- modelpolicy.toml
registry = "registry.yaml"
load_confidence = "{least}"
[[loaders]]
name = "guess"
calls = ["guessing.load"]
store = "hf"
model = [0]
confidence = "{confidence}"
--- speech.py
import sys
import guessing
model = guessing.load({model})
--- registry.yaml
format: modelpolicy-registry/1
"""
DOCUMENTED = """analyzers:
  speech:
    status: enabled
    models: [{models}]
models:
  hf:a/b: {{deletion: {deletion}}}
"""


def findings(
    root: Path,
    least: Confidence,
    confidence: Confidence,
    model: str = '"a/b"',
    registry: str = "",
) -> list[tuple[str, Confidence]]:
    case = Case("", GUESS.format(least=least, confidence=confidence, model=model) + registry)
    return [(found.code, found.confidence) for found in check(write_case(root, case)).findings]


@pytest.mark.parametrize(
    ("least", "confidence", "expected"),
    [
        ("medium", "low", []),
        ("medium", "medium", [("MP103", "medium")]),
        ("low", "low", [("MP103", "low")]),
        ("high", "medium", []),
        ("high", "high", [("MP103", "high")]),
    ],
)
def test_a_module_that_only_guesses_say_is_an_analyzer(
    least: Confidence, confidence: Confidence, expected: list[tuple[str, Confidence]], tmp_path: Path
) -> None:
    assert findings(tmp_path, least, confidence) == expected


@pytest.mark.parametrize(("least", "expected"), [("medium", []), ("low", [("MP101", "low")])])
def test_a_guessed_model_that_the_registry_does_not_list(
    least: Confidence, expected: list[tuple[str, Confidence]], tmp_path: Path
) -> None:
    registry = DOCUMENTED.format(models="hf:a/b", deletion="forbidden")
    assert findings(tmp_path, least, "low", '"a/b" if sys.argv else "c/d"', registry) == expected


@pytest.mark.parametrize(("least", "expected"), [("medium", []), ("low", [("MP002", "low")])])
def test_a_guess_that_cannot_be_resolved(
    least: Confidence, expected: list[tuple[str, Confidence]], tmp_path: Path
) -> None:
    registry = DOCUMENTED.format(models="hf:a/b", deletion="forbidden")
    assert findings(tmp_path, least, "low", "sys.argv[1]", registry) == expected


def test_a_guess_keeps_a_documented_model_and_its_analyzer(tmp_path: Path) -> None:
    registry = DOCUMENTED.format(models="hf:a/b", deletion="forbidden")
    assert findings(tmp_path, "high", "low", registry=registry) == []


def test_a_guess_keeps_a_model_from_being_an_orphan_or_deleted(tmp_path: Path) -> None:
    assert findings(tmp_path, "high", "low", registry=DOCUMENTED.format(models="", deletion="allowed")) == [
        ("MP109", "low")
    ]


def test_a_finding_rests_on_the_most_certain_load() -> None:
    model = ModelId("hf", "a/b")
    uses = [use("speech", model, "medium"), use("speech", model, "high")]
    seen = facts([analyzer("speech")], uses, documented={"speech": AnalyzerEntry("enabled")})
    assert [found.confidence for found in mp101_undocumented_model.RULE.findings(seen)] == ["high"]


def test_init_documents_what_check_would_ask_for(tmp_path: Path) -> None:
    guessed = Case("", GUESS.format(least="medium", confidence="low", model='"a/b"'))
    project = write_case(tmp_path, guessed)
    graph = map_models(project, scan(project))
    assert [str(model) for model in document_graph(graph).models] == ["hf:a/b"]
    assert document_graph(graph.at_least("medium")).models == {}

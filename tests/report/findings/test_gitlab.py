"""GitLab's report is held against what its documentation demands of an entry."""

import json

from hypothesis import given
from jsonschema import Draft202012Validator

from modelpolicy.report.findings.gitlab import render
from modelpolicy.report.findings.outcome import Outcome
from tests.report.outcomes import finding, outcomes

DEMANDED = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "location", "severity"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^(?!\\./)(?!/)"},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)


@given(outcomes())
def test_any_outcome_has_the_form_that_gitlab_demands(outcome: Outcome) -> None:
    entries = json.loads(render(outcome))
    DEMANDED.validate(entries)
    assert [entry["location"]["path"] for entry in entries] == [
        outcome.in_repository(found.location) for found in outcome.findings
    ]


@given(outcomes())
def test_no_two_entries_have_the_same_fingerprint(outcome: Outcome) -> None:
    fingerprints = [entry["fingerprint"] for entry in json.loads(render(outcome))]
    assert len(set(fingerprints)) == len(fingerprints)


def test_severities_are_told_apart() -> None:
    findings = [finding(severity=severity) for severity in ("error", "warning", "info")]
    entries = json.loads(render(Outcome(findings, {}, 0)))
    assert [entry["severity"] for entry in entries] == ["major", "minor", "info"]


def test_the_line_of_a_cell_is_none_of_the_notebook_s_file() -> None:
    entries = json.loads(render(Outcome([finding(line=7), finding(line=7, cell=3), finding(line=0)], {}, 0)))
    assert [entry["location"]["lines"]["begin"] for entry in entries] == [7, 1, 1]


def test_a_clean_check_is_an_empty_list() -> None:
    assert json.loads(render(Outcome([], {"files": 2}, 0))) == []

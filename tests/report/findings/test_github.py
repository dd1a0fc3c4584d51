"""Annotations are read back as a runner reads them: command, properties, message, each unescaped."""

import re
from dataclasses import dataclass

from hypothesis import given

from modelpolicy.report.findings.github import render
from modelpolicy.report.findings.outcome import Outcome
from tests.report.outcomes import finding, outcomes


@dataclass(frozen=True)
class Annotation:
    command: str
    properties: dict[str, str]
    message: str


def unescape(text: str) -> str:
    for escape, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escape, char)
    return text


def read(line: str) -> Annotation:
    head, _, message = line.removeprefix("::").partition("::")
    command, _, properties = head.partition(" ")
    pairs = (pair.partition("=") for pair in properties.split(","))
    return Annotation(command, {key: unescape(value) for key, _, value in pairs}, unescape(message))


@given(outcomes())
def test_what_is_read_back_is_what_was_found(outcome: Outcome) -> None:
    *lines, _ = re.split("\n", render(outcome))
    annotations = [read(line) for line in lines]
    assert [one.command for one in annotations] == [
        {"error": "error", "warning": "warning", "info": "notice"}[found.severity] for found in outcome.findings
    ]
    for one, found in zip(annotations, outcome.findings, strict=True):
        assert one.properties["file"] == outcome.in_repository(found.location)
        assert one.properties["title"] == f"{found.code} {found.name}"
        assert one.message.endswith(f"{found.message}\nremedy: {found.remedy}")


def test_line_and_column_are_those_of_the_file() -> None:
    assert read(render(Outcome([finding(line=7, column=3)], {}, 0)).splitlines()[0]).properties == {
        "file": "app.py",
        "line": "7",
        "col": "3",
        "title": "MP101 undocumented-model",
    }


def test_a_line_of_a_cell_is_said_in_the_message() -> None:
    one = read(render(Outcome([finding(cell=3)], {}, 0)).splitlines()[0])
    assert "line" not in one.properties
    assert one.message.startswith("cell 3, line 2: app loads")

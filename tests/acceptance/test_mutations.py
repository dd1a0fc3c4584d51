"""`modelpolicy check` finds every drift of code, registry and documents, on its line, and nothing else."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from modelpolicy.cli.main import main
from tests.acceptance import code_mutations, registry_mutations
from tests.acceptance.conftest import copy_repository
from tests.acceptance.mutation import Mutation, Place, apply, places

FOUND = (
    *code_mutations.ANOTHER_ID,
    *code_mutations.ANOTHER_SET,
    *code_mutations.ANOTHER_ANALYZER,
    *code_mutations.UNREADABLE,
    *registry_mutations.DRIFTED,
    *registry_mutations.DOCUMENTS,
)
HARMLESS = (*code_mutations.NO_FINDING, *registry_mutations.NO_FINDING)


def run_check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    exit_code = main(["check", "--format", "json", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return exit_code, json.loads(out)


def found_places(report: Any) -> Counter[Place]:
    return Counter((finding["code"], finding["path"], finding["line"]) for finding in report["findings"])


def test_committed_repository_is_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy_repository(tmp_path))
    exit_code, report = run_check(capsys)
    assert report["findings"] == []
    assert exit_code == 0
    assert report["summary"]["analyzers"] == 41
    assert report["summary"]["models"] == 23


@pytest.mark.parametrize("mutation", FOUND, ids=lambda mutation: mutation.title)
def test_mutation_is_found(repository: Path, capsys: pytest.CaptureFixture[str], mutation: Mutation) -> None:
    apply(mutation, repository)
    exit_code, report = run_check(capsys)
    assert found_places(report) == places(mutation.expected, repository)
    assert exit_code == 1


@pytest.mark.parametrize("mutation", HARMLESS, ids=lambda mutation: mutation.title)
def test_harmless_change_is_no_finding(
    repository: Path, capsys: pytest.CaptureFixture[str], mutation: Mutation
) -> None:
    apply(mutation, repository)
    exit_code, report = run_check(capsys)
    assert report["findings"] == []
    assert exit_code == 0


def test_every_rule_is_provoked() -> None:
    codes = {expected.code for mutation in FOUND for expected in mutation.expected}
    assert codes == {"MP001", "MP002", "MP101", "MP102", "MP103", "MP104", "MP105", "MP106", "MP108", "MP109", "MP201"}

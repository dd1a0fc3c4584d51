"""How certain findings on where models come from are, and what their messages say."""

from pathlib import Path

import pytest

from modelpolicy.rules.case import Case
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.checking.try_cases import write_case

SETTINGS = """
--- modelpolicy.toml
registry = "registry.yaml"
select = ["MP4"]
[supply_chain]
require_pinned = true
forbid_remote_code = true
forbid_pickle = true
--- registry.yaml
format: modelpolicy-registry/1
--- app.py
import os
import torch
from transformers import AutoModel
SHA = "e37978b90ca9030d5170a5c07aadb050351a65bb"
"""


def found(root: Path, code: str) -> list[tuple[str, str, str]]:
    findings = check(write_case(root, Case("", SETTINGS + code))).findings
    return [(one.code, one.message, one.confidence) for one in findings]


@pytest.mark.parametrize(
    ("argument", "said", "confidence"),
    [
        ("", "no commit", "high"),
        (", revision=None", "no commit", "high"),
        (", revision='v1'", "the revision v1", "high"),
        (", revision=os.environ['R']", "a revision that the source does not say", "low"),
        (", revision=os.environ.get('R', 'main')", "the revision main", "high"),
        (", revision=os.environ.get('R', SHA)", "a revision that the source does not say", "low"),
    ],
)
def test_an_open_revision_is_no_certain_finding(argument: str, said: str, confidence: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"AutoModel.from_pretrained('a/b'{argument})\n") == [
        ("MP401", f"AutoModel.from_pretrained takes hf:a/b by {said}", confidence)
    ]


@pytest.mark.parametrize(
    ("argument", "does", "confidence"),
    [
        ("True", "runs", "high"),
        ("os.environ.get('T', True)", "may run", "medium"),
        ("True if os.environ.get('T') else False", "may run", "medium"),
        ("bool(os.environ.get('T'))", "may run", "low"),
    ],
)
def test_an_open_trust_is_no_certain_finding(argument: str, does: str, confidence: str, tmp_path: Path) -> None:
    code = f"AutoModel.from_pretrained('a/b', revision=SHA, trust_remote_code={argument})\n"
    message = f"AutoModel.from_pretrained {does} code from the repository of hf:a/b"
    assert found(tmp_path, code) == [("MP402", message, confidence)]


@pytest.mark.parametrize(
    ("argument", "does", "confidence"),
    [
        (", weights_only=False", "unpickles", "high"),
        ("", "may unpickle", "medium"),
        (", weights_only=os.environ.get('W', False)", "may unpickle", "medium"),
        (", weights_only=bool(os.environ['W'])", "may unpickle", "low"),
    ],
)
def test_what_may_be_unpickled_is_no_certain_finding(argument: str, does: str, confidence: str, tmp_path: Path) -> None:
    message = f"torch.load {does} file:head.pt"
    assert found(tmp_path, f"torch.load('head.pt'{argument})\n") == [("MP403", message, confidence)]


def test_commands_are_asked_for_a_commit_too(tmp_path: Path) -> None:
    script = "--- fetch.sh\nhf download a/b\nhf download a/c --revision e37978b90ca9030d5170a5c07aadb050351a65bb\n"
    assert [message for _, message, _ in found(tmp_path, script)] == ["hf download takes hf:a/b by no commit"]

"""Cases of rules as projects on disk."""

from pathlib import Path

import pytest

from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.case import Case, read_files
from modelpolicy.settings.project import Project, find_project
from modelpolicy.usecases.document import render_documents, write_document

SETTINGS = 'registry = "registry.yaml"\n'


EVERY_CASE = [
    pytest.param(rule, case, id=f"{rule.code}: {case.title}")
    for rule in ALL_RULES
    for case in (*rule.valid, *rule.invalid)
]
"""Each rule with each of its cases."""


def write_project(root: Path, case: Case) -> Project:
    """Write out a case, its history included."""
    (root / "modelpolicy.toml").write_text(SETTINGS)
    if case.before:
        _write(root, case.before)
        for document in render_documents(find_project(root)):
            write_document(root, document)
    _write(root, case.files)
    return find_project(root)


def _write(root: Path, files: str) -> None:
    for name, text in read_files(files).items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

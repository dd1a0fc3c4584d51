"""The cases of the rules, each run as a project of its own."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.case import Case, read_files
from modelpolicy.rules.rule import Rule
from modelpolicy.rules.tried import Tried
from modelpolicy.settings.project import Project, find_project
from modelpolicy.usecases.checking.case_runtime import runtime_of
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.checking.checked import Checked
from modelpolicy.usecases.checking.look import Looked
from modelpolicy.usecases.documents.document import render_documents, write_documents

SETTINGS: Final = 'registry = "registry.yaml"\n'
"""The settings of a case that has none of its own."""


def try_cases(rules: Iterable[Rule]) -> Iterator[Tried]:
    """Run every case of every rule through the whole of ``modelpolicy check``."""
    for rule in rules:
        for case in (*rule.valid, *rule.invalid):
            with TemporaryDirectory(prefix="modelpolicy-") as root:
                findings = check_case(write_case(Path(root), case), case, rule).findings
                yield Tried.of(rule, case, findings)


def check_case(project: Project, case: Case, tried: Rule) -> Checked:
    """Check the project of a case, with what the case says of the disk; ``tried`` stands for the rule of its code."""
    rules = [tried if rule.code == tried.code else rule for rule in ALL_RULES]
    return check(project, looked=looked_at(case), rules=rules)


def looked_at(case: Case) -> Looked:
    """What the case says of the machine."""
    ran = runtime_of(case)
    on_disk = {ModelId.parse(model): size for model, size in case.on_disk.items()}
    return Looked(on_disk, None if ran is None else lambda _: ran)


def write_case(root: Path, case: Case) -> Project:
    """Write out a case below ``root``, its history included."""
    _write(root, {"modelpolicy.toml": SETTINGS})
    if case.before:
        _write(root, read_files(case.before))
        write_documents(root, render_documents(find_project(root)))
    _write(root, read_files(case.files))
    return find_project(root)


def _write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

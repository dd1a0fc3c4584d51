"""What holds for every fix, tried on the cases of every rule."""

from collections import Counter
from pathlib import Path

import pytest

from modelpolicy.domain.finding import Finding
from modelpolicy.fixes.all_fixes import ALL_FIXES
from modelpolicy.registry.read import read_registry
from modelpolicy.registry.schema import Registry
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.case import Case
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checking.fix import Fixed, Fixing, write_fixes
from modelpolicy.usecases.checking.try_cases import check_case, looked_at, write_case

NONE = Text("", "", "").fix
INVALID_CASES = [(rule, case) for rule in ALL_RULES for case in rule.invalid]
EVERY_INVALID_CASE = [pytest.param(rule, case, id=f"{rule.code}: {case.title}") for rule, case in INVALID_CASES]
EVERY_FIXED_CASE = [
    pytest.param(rule, case, id=f"{rule.code}: {case.title}") for rule, case in INVALID_CASES if rule.code in ALL_FIXES
]


def fix(project: Project, case: Case, *, unsafe: bool = False) -> Fixed:
    fixed = Fixing(project, looked_at(case), unsafe).plan()
    write_fixes(project, fixed)
    return fixed


def registry_of(project: Project) -> Registry:
    return read_registry(project.root / project.settings.registry, project.root).registry


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_is_fixed_where_something_is(rule: Rule) -> None:
    assert (rule.text.fix != NONE) is (rule.code in ALL_FIXES)
    assert rule.text.fix == NONE or rule.text.fix.startswith(("Safe", "Unsafe"))


@pytest.mark.parametrize(("rule", "case"), EVERY_INVALID_CASE)
def test_safe_fixes_leave_nothing_that_can_be_fixed_and_make_no_finding(rule: Rule, case: Case, tmp_path: Path) -> None:
    project = write_case(tmp_path, case)
    before, registry = check_case(project, case, rule).findings, registry_of(project)
    fixed = fix(project, case)
    after = check_case(project, case, rule).findings
    assert {subject(found) for found in after if found.fixable} == set(map(subject, fixed.declined))
    # Only what people write themselves can stand in the way: no program brings it up to a registry that is fixed.
    assert not fixed.declined or any(document.mode == "checked" for document in project.settings.documents)
    assert not Counter(map(subject, after)) - Counter(map(subject, before))
    assert fix(project, case).files == {}
    assert_protects_as_much(registry, registry_of(project))


@pytest.mark.parametrize(("rule", "case"), EVERY_FIXED_CASE)
def test_unsafe_fixes_make_no_finding_and_are_done_after_one_run(rule: Rule, case: Case, tmp_path: Path) -> None:
    project = write_case(tmp_path, case)
    before = check_case(project, case, rule).findings
    fix(project, case, unsafe=True)
    assert not Counter(map(subject, check_case(project, case, rule).findings)) - Counter(map(subject, before))
    assert fix(project, case, unsafe=True).files == {}


def subject(finding: Finding) -> tuple[str, str | None, str | None, str]:
    """A fix can move a finding from the code to the registry that now knows what it is about."""
    path = "" if finding.analyzer or finding.model else finding.location.path
    return finding.code, finding.analyzer, finding.model, path


def assert_protects_as_much(before: Registry, after: Registry) -> None:
    for name, entry in before.analyzers.items():
        assert set(entry.models + entry.may) <= set(after.analyzers[name].models + after.analyzers[name].may)
        assert (entry.status, after.analyzers[name].status) != ("enabled", "disabled")
    for model, described in before.models.items():
        assert after.models[model].deletion in (described.deletion, "forbidden")

"""Findings to those that count: what comments, settings and baseline let pass, and what these let pass in vain."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from modelpolicy.domain.finding import Finding
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.mp003_unused_suppression import CODE
from modelpolicy.rules.rule import Rule
from modelpolicy.settings.project import Project
from modelpolicy.suppression.baseline import Baseline
from modelpolicy.suppression.directive import Directive, directives_in
from modelpolicy.suppression.suppress import Suppressed, by_baseline, by_comments, by_settings, judge
from modelpolicy.usecases.checking.baseline import read_baseline
from modelpolicy.usecases.checking.codes import refuse_idle_codes


@dataclass(frozen=True, slots=True)
class Passed:
    """The findings that count, and those that do not.

    ``mended`` are findings that the baseline has and the project no more: how many, by fingerprint. ``last_days`` are
    those of the comments. ``facts`` are those that the findings rest on, what came of the comments among them.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    mended: Mapping[str, int]
    last_days: tuple[date, ...]
    facts: Facts


def let_pass(project: Project, rules: Sequence[Rule], facts: Facts, paths: Iterable[str], today: date) -> Passed:
    """Apply those of the ``rules`` that the settings select, and let pass what somebody asked for.

    Comments are looked for in the files at ``paths``, and in the settings.

    Raises:
        InputError: the settings name codes that no rule has, or the baseline cannot be used.
    """
    refuse_idle_codes(project)
    directives = tuple(_directives(project, paths))
    selected = [rule for rule in rules if project.settings.selects(rule.code)]
    asked = [rule for rule in selected if rule.code != CODE]
    commented, used = by_comments({found for rule in asked for found in rule.findings(facts)}, directives, today)
    decided = {rule.code for rule in asked if not rule.is_local}
    judgements = judge(directives, used, today, {rule.code for rule in rules}, decided)
    about_comments = replace(facts, judgements=judgements, require_reason=project.settings.require_reason)
    left_over = {found for rule in selected if rule.code == CODE for found in rule.findings(about_comments)}
    ignored = by_settings({*commented.kept, *left_over}, project.settings.per_file_ignores)
    baseline = read_baseline(project)
    old, missing = by_baseline(ignored.kept, {one.fingerprint: one.count for one in baseline.values()})
    return Passed(
        old.kept,
        (*commented.suppressed, *ignored.suppressed, *old.suppressed),
        {} if facts.failures else _mended(baseline, missing, {*decided, CODE} & {rule.code for rule in selected}),
        tuple(directive.until for directive in directives if directive.until),
        about_comments,
    )


def _directives(project: Project, paths: Iterable[str]) -> Iterator[Directive]:
    for path in sorted({*paths, *([project.source] if project.source else ())}):
        try:
            data = (project.root / path).read_bytes()
        except OSError:
            # What could not be read is told where it was looked for.
            continue
        yield from directives_in(path, data)


def _mended(baseline: Baseline, missing: Mapping[str, int], decided: Collection[str]) -> dict[str, int]:
    """What is missing because it is no more, not because nobody asked, or a file could not be read."""
    return {fingerprint: number for fingerprint, number in missing.items() if baseline[fingerprint].code in decided}

"""Findings held against what lets them pass: comments, then the settings, then the baseline."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from modelpolicy.domain.finding import Finding
from modelpolicy.settings.schema import FileIgnore
from modelpolicy.source.globs import Excluded
from modelpolicy.suppression.directive import Directive

By = Literal["comment", "settings", "baseline"]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that does not count, and what says so."""

    finding: Finding
    by: By


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of a comment on the day of a check.

    ``unused`` are the codes of which it let nothing pass, ``unknown`` those that no rule has. Nothing is unused in a
    comment that does not hold, nor the code of a rule that was not asked.
    """

    directive: Directive
    holds: bool
    unused: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Divided:
    """The findings that stay, sorted, and those that do not."""

    kept: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]


def by_comments(
    findings: Iterable[Finding], directives: Sequence[Directive], today: date
) -> tuple[Divided, frozenset[tuple[Directive, str]]]:
    """Let pass what comments ask for, and say which comment was needed for which code: of several, the first."""
    active = [directive for directive in directives if directive.holds_on(today)]
    used: set[tuple[Directive, str]] = set()

    def passes(finding: Finding) -> bool:
        asking = next((directive for directive in active if directive.speaks_of(finding)), None)
        if asking is not None:
            used.add((asking, finding.code))
        return asking is not None

    return _divided(findings, passes, "comment"), frozenset(used)


def by_settings(findings: Iterable[Finding], ignores: Iterable[FileIgnore]) -> Divided:
    """Let pass what the settings ignore in some files."""
    rows = [(Excluded([ignore.pattern]), ignore.codes) for ignore in ignores]

    def passes(finding: Finding) -> bool:
        path = finding.location.path
        return any(finding.code.startswith(codes) and files.with_parents(path) for files, codes in rows)

    return _divided(findings, passes, "settings")


def by_baseline(findings: Iterable[Finding], counts: Mapping[str, int]) -> tuple[Divided, Mapping[str, int]]:
    """Let pass as many findings of each fingerprint as ``counts`` has, and say how many of these there are not."""
    left = Counter(counts)

    def passes(finding: Finding) -> bool:
        is_old = left[finding.fingerprint] > 0
        left[finding.fingerprint] -= is_old
        return is_old

    outcome = _divided(findings, passes, "baseline")
    return outcome, {fingerprint: number for fingerprint, number in left.items() if number > 0}


def judge(
    directives: Iterable[Directive],
    used: Collection[tuple[Directive, str]],
    today: date,
    known: Collection[str],
    asked: Collection[str],
) -> tuple[Judgement, ...]:
    """What came of each comment: ``known`` are the codes of all rules, ``asked`` of those that a comment can answer."""
    return tuple(
        Judgement(
            directive,
            directive.holds_on(today),
            tuple(code for code in directive.codes if code in asked and (directive, code) not in used)
            if directive.holds_on(today)
            else (),
            tuple(code for code in directive.codes if code not in known),
        )
        for directive in directives
    )


def _divided(findings: Iterable[Finding], passes: Callable[[Finding], bool], by: By) -> Divided:
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in sorted(findings, key=lambda finding: finding.sort_key):
        if passes(finding):
            suppressed.append(Suppressed(finding, by))
        else:
            kept.append(finding)
    return Divided(tuple(kept), tuple(suppressed))

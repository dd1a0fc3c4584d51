"""Findings to changes of files: planned, tried in a copy of the project until nothing is left to do, then written."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from modelpolicy.domain.finding import Finding
from modelpolicy.errors import Problem, RefusedError
from modelpolicy.fixes.all_fixes import ALL_FIXES
from modelpolicy.fixes.apply import changes_for, fixed_texts
from modelpolicy.fixes.change import Change
from modelpolicy.fixes.situation import Planner, Situation
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checking.clock import Clock, utc_day
from modelpolicy.usecases.checking.let_pass import Passed, let_pass
from modelpolicy.usecases.checking.look import AT_THE_PROJECT_ALONE, Looked, look
from modelpolicy.usecases.checking.trial import Trial, on_trial
from modelpolicy.usecases.checking.within import inside, is_within
from modelpolicy.usecases.scanning.rescan import Rescan
from modelpolicy.usecases.writing.replace_files import replace_files

MOST_ROUNDS: Final = 10
"""How often what is left is planned again: a fix can wait for another one, and rendering for all of them."""

Subject: TypeAlias = tuple[str, str | None, str | None, str]
"""What a finding is about, however its message words it: code, analyzer, model; the path where it names neither.

A fix can move a finding, from the code that the registry does not know to the registry that now knows it.
"""


Judge: TypeAlias = Callable[[], Passed]
"""What is found in the copy as it stands."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing comes to.

    ``files`` are the files that change, each with its text now (``None``: there is none) and then. ``findings`` are
    gone after it, ``declined`` could only be fixed so that others arise, ``unsafe`` by fixes that nobody asked for.
    """

    files: Mapping[str, tuple[str | None, str]]
    findings: tuple[Finding, ...]
    declined: tuple[Finding, ...]
    unsafe: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The texts that change, and what is found then."""

    texts: Mapping[str, str]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Fixing:
    """What is to be fixed: in ``project``, as far as ``looked`` and ``clock`` tell; ``unsafe`` fixes too, or none."""

    project: Project
    looked: Looked = AT_THE_PROJECT_ALONE
    unsafe: bool = False
    clock: Clock = utc_day
    planners: Mapping[str, Planner] = field(default_factory=lambda: ALL_FIXES)

    def plan(self, paths: Sequence[Path] = ()) -> Fixed:
        """Say what fixing comes to, and write nothing; with ``paths``, fix what is found in these.

        Raises:
            InputError: as ``usecases.check.check`` does.
        """
        seen = look(self.project, self.looked)
        with on_trial(self.project, seen.inputs) as trial:
            judge = partial(self._judge, trial, Rescan(seen.scanned, self.project.root))
            before, wanted = judge(), inside(self.project.root, paths)
            possible = [one for one in before.findings if is_within(one, wanted) and self._changes(one, before)]
            chosen = [finding for finding in possible if self._may_fix(finding)]
            accepted, outcome = self._try(trial, judge, before, dict.fromkeys(map(_subject, chosen)))
        left = Counter(map(_subject, outcome.findings))
        return Fixed(
            {path: (trial.texts.get(path), text) for path, text in outcome.texts.items()},
            tuple(finding for finding in before.findings if not left[_subject(finding)]),
            tuple(finding for finding in chosen if _subject(finding) not in accepted or left[_subject(finding)]),
            tuple(finding for finding in possible if not self._may_fix(finding)),
        )

    def _try(
        self, trial: Trial, judge: Judge, before: Passed, chosen: Collection[Subject]
    ) -> tuple[Collection[Subject], Outcome]:
        """Fix all of ``chosen``; where that makes other findings, those that make none, one after the other."""
        outcome = self._attempt(trial, judge, before, chosen)
        if not _others(before.findings, outcome.findings):
            return chosen, outcome
        accepted: list[Subject] = []
        best = Outcome({}, before.findings)
        for subject in chosen:
            outcome = self._attempt(trial, judge, before, [*accepted, subject])
            if not _others(before.findings, outcome.findings):
                accepted.append(subject)
                best = outcome
        return accepted, best

    def _attempt(self, trial: Trial, judge: Judge, before: Passed, chosen: Collection[Subject]) -> Outcome:
        """Fix what is chosen, and what arises from that, in the copy; in the end the copy is as it was."""
        known = set(map(_subject, before.findings)).difference(chosen)
        texts: dict[str, str] = {}
        passed = before
        for _ in range(MOST_ROUNDS):
            findings = [one for one in passed.findings if _subject(one) not in known and self._may_fix(one)]
            changed = fixed_texts(findings, self._situation(passed), {**trial.texts, **texts})
            if not changed:
                break
            texts |= changed
            trial.write(changed)
            passed = judge()
        trial.restore(texts)
        return Outcome({path: text for path, text in texts.items() if trial.texts.get(path) != text}, passed.findings)

    def _may_fix(self, finding: Finding) -> bool:
        return finding.fixable or self.unsafe

    def _changes(self, finding: Finding, passed: Passed) -> tuple[Change, ...]:
        return changes_for(finding, self._situation(passed))

    def _judge(self, trial: Trial, search: Rescan) -> Passed:
        seen = look(trial.project, self.looked, search)
        return let_pass(trial.project, ALL_RULES, seen.facts, seen.inputs, self.clock())

    def _situation(self, passed: Passed) -> Situation:
        languages = {document.path: document.language for document in self.project.settings.rendered}
        return Situation(passed.facts, languages, self.looked.commits, self.planners)


def write_fixes(project: Project, fixed: Fixed) -> None:
    """Write what was planned: all of it or nothing.

    Raises:
        RefusedError: a file is no more as it was when this was planned.
        InputError: one cannot be written.
    """
    changed = [path for path, (before, _) in fixed.files.items() if _text(project.root / path) != before]
    if changed:
        message = "this changed meanwhile, and nothing was fixed"
        raise RefusedError(*(Problem(path, 0, message, "run the command again") for path in changed))
    replace_files(project.root, {path: after for path, (_, after) in fixed.files.items()})


def _text(place: Path) -> str | None:
    return place.read_bytes().decode() if place.exists() else None


def _subject(finding: Finding) -> Subject:
    path = "" if finding.analyzer or finding.model else finding.location.path
    return finding.code, finding.analyzer, finding.model, path


def _others(before: Iterable[Finding], after: Iterable[Finding]) -> bool:
    """Whether there is a finding after that there was not before."""
    return bool(Counter(map(_subject, after)) - Counter(map(_subject, before)))

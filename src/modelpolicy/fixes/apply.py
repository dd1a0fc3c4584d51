"""Findings to new texts, as far as one fix does not stand in another's way."""

from collections.abc import Iterable, Mapping, Sequence

from modelpolicy.domain.finding import Finding
from modelpolicy.errors import InputError
from modelpolicy.fixes.change import Change
from modelpolicy.fixes.situation import Situation


def changes_for(finding: Finding, situation: Situation) -> tuple[Change, ...]:
    """The changes that resolve the finding together; none where no program can."""
    planner = situation.planners.get(finding.code)
    return tuple(planner(finding, situation)) if planner else ()


def fixed_texts(findings: Iterable[Finding], situation: Situation, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that change, by path. A fix that does not fit the texts any more is left out: it can be planned anew.

    What goes by lines comes first, from the last one up, so that the lines of what is still to be done stay the same.
    """
    fixes = [changes_for(finding, situation) for finding in findings]
    now = dict(texts)
    for changes in sorted(fixes, key=_last_line, reverse=True):
        try:
            now |= _applied(changes, now)
        except InputError:
            continue
    return {path: text for path, text in now.items() if texts.get(path) != text}


def _last_line(changes: Sequence[Change]) -> int:
    return max((change.line for change in changes), default=0)


def _applied(changes: Iterable[Change], texts: Mapping[str, str]) -> dict[str, str]:
    """All changes of one fix or, by the exception, none."""
    now: dict[str, str] = {}
    for change in changes:
        now[change.path] = change.edit(now.get(change.path, texts.get(change.path, "")))
    return now

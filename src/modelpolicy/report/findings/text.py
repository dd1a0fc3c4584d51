"""Findings as text: grouped by file, each with the line that it is about and its remedy."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from modelpolicy.domain.finding import Finding, Severity
from modelpolicy.domain.location import Location
from modelpolicy.report.counted import counted, singular
from modelpolicy.report.findings.excerpt import excerpt
from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.suppression.suppress import By

_NOUNS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_MARGIN: Final = 8
_BY: Final[dict[By, str]] = {"comment": "comments", "settings": "the settings", "baseline": "the baseline"}


def render(outcome: Outcome) -> str:
    """A block a file, and a line that sums up."""
    blocks = groupby(outcome.findings, key=lambda finding: finding.location.path)
    shown = ["\n".join(_block(path, findings, outcome)) + "\n" for path, findings in blocks]
    return "\n".join([*shown, summary(outcome)])


def summary(outcome: Outcome) -> str:
    """One line: what was found, what was looked at, what was let pass, how long that took."""
    looked_at = ", ".join(counted(number, singular(nouns)) for nouns, number in outcome.looked_at.items())
    end = f"{looked_at}{_suppressed(outcome.suppressed_by)} ({outcome.seconds:.2f} s)"
    if not outcome.findings:
        return f"clean: {end}"
    number = Counter(finding.severity for finding in outcome.findings)
    severities = ", ".join(counted(number[severity], noun) for severity, noun in _NOUNS.items() if number[severity])
    files = len({finding.location.path for finding in outcome.findings})
    return f"{counted(len(outcome.findings), 'finding')} ({severities}) in {counted(files, 'file')}: {end}"


def _suppressed(number: Mapping[By, int]) -> str:
    if not number:
        return ""
    return f"; {sum(number.values())} suppressed: " + ", ".join(f"{number[by]} by {_BY[by]}" for by in number)


def _block(path: str, findings: Iterable[Finding], outcome: Outcome) -> Iterator[str]:
    yield path
    for finding in findings:
        yield "  ".join(["", *_place(finding.location), f"{finding.code} {finding.name}", finding.message])
        yield from _excerpt(finding.location, outcome)
        yield f"      remedy: {finding.remedy}"
        yield from (f"      see {related.location}  {related.message}" for related in finding.related)


def _place(location: Location) -> Iterator[str]:
    """The place in the file; nothing where the whole file is meant."""
    cell = "" if location.cell is None else f"cell {location.cell}:"
    if location.line:
        yield f"{cell}{location.line}:{location.column}" if location.column else f"{cell}{location.line}"


def _excerpt(location: Location, outcome: Outcome) -> Iterator[str]:
    if location not in outcome.lines:
        return
    line, marks = excerpt(outcome.lines[location], location.column)
    yield f"{location.line:>{_MARGIN}} | {line}"
    if marks:
        yield f"{'':>{_MARGIN}} | {marks}"

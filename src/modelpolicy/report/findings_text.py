"""Findings as text: grouped by file, each with its remedy."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from modelpolicy.domain.finding import Finding
from modelpolicy.report.counted import counted


def findings_text(findings: Sequence[Finding]) -> str:
    """The findings, sorted by place, a block a file; empty where there are none."""
    blocks = groupby(findings, key=lambda finding: finding.location.path)
    return "\n".join("\n".join(_block(path, found)) + "\n" for path, found in blocks)


def summary_text(findings: Sequence[Finding], looked_at: str, seconds: float) -> str:
    """One line: what was found, what was looked at, how long that took."""
    if not findings:
        return f"clean: {looked_at} ({seconds:.2f} s)"
    errors = sum(finding.severity == "error" for finding in findings)
    files = len({finding.location.path for finding in findings})
    severities = f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}"
    return (
        f"{counted(len(findings), 'finding')} ({severities}) in {counted(files, 'file')}: {looked_at} ({seconds:.2f} s)"
    )


def _block(path: str, findings: Iterable[Finding]) -> Iterator[str]:
    yield path
    for finding in findings:
        place = (
            f"{finding.location.line}:{finding.location.column}"
            if finding.location.column
            else f"{finding.location.line}"
        )
        yield f"  {place}  {finding.code} {finding.name}  {finding.message}"
        yield f"      remedy: {finding.remedy}"
        yield from (f"      see {related.location}  {related.message}" for related in finding.related)

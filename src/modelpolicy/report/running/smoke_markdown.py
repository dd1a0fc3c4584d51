"""Smoke runs as a table in Markdown, for a job's summary or an issue."""

from collections.abc import Sequence

from modelpolicy.domain.runtime import SmokeResult
from modelpolicy.report.running.smoke_place import commit, minute
from modelpolicy.report.running.smoke_text import figures, summary_text
from modelpolicy.report.shown import shown

_COLUMNS = ("load", "run", "read", "RAM", "VRAM", "dtype", "formats")


def smoke_markdown(results: Sequence[SmokeResult], seconds: float) -> str:
    """A row an analyzer, the failed ones first; below the reasons of these, then all warnings."""
    ordered = sorted(results, key=lambda result: (result.run.failure is None, result.run.analyzer))
    columns = ("analyzer", "result", "tried", "commit", *_COLUMNS)
    head = f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"
    runs = [result.run for result in ordered]
    reasons = [f"- {_cell(run.analyzer)}: {_cell(run.failure.reason)}" for run in runs if run.failure]
    warnings = [f"- {_cell(run.analyzer)}: warning: {_cell(warning)}" for run in runs for warning in run.warnings]
    parts = ([head, *map(_row, ordered)], reasons, warnings, [_cell(summary_text(results, seconds))])
    return "\n\n".join("\n".join(part) for part in parts if part)


def _row(result: SmokeResult) -> str:
    run, measured = result.run, figures(result.run)
    outcome = run.failure.kind if run.failure else "passed"
    cells = (_cell(run.analyzer), outcome, minute(result), commit(result))
    return f"| {' | '.join([*cells, *(measured.get(name, '') for name in _COLUMNS)])} |"


def _cell(text: str) -> str:
    return shown(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("@", "&#64;")

"""Smoke runs as a table in Markdown, for a job's summary or an issue."""

from collections.abc import Sequence

from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.report.shown import shown
from modelpolicy.report.smoke_text import figures, summary_text

_COLUMNS = ("load", "run", "read", "RAM", "VRAM", "dtype", "formats")


def smoke_markdown(runs: Sequence[SmokeRun], seconds: float) -> str:
    """A row an analyzer, the failed ones first, and the reasons of these below."""
    ordered = sorted(runs, key=lambda run: (run.failure is None, run.analyzer))
    head = f"| analyzer | result | {' | '.join(_COLUMNS)} |\n|{'---|' * (len(_COLUMNS) + 2)}"
    rows = [_row(run) for run in ordered]
    reasons = [f"- {_cell(run.analyzer)}: {_cell(run.failure.reason)}" for run in ordered if run.failure]
    parts = ["\n".join([head, *rows]), *(["\n".join(reasons)] if reasons else []), summary_text(runs, seconds)]
    return "\n\n".join(parts)


def _row(run: SmokeRun) -> str:
    measured = figures(run)
    result = run.failure.kind if run.failure else "passed"
    return f"| {_cell(run.analyzer)} | {result} | {' | '.join(measured.get(name, '') for name in _COLUMNS)} |"


def _cell(text: str) -> str:
    return shown(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("@", "&#64;")

"""Smoke runs as JSON, format ``modelpolicy-smoke/1``."""

import json
from collections.abc import Sequence
from typing import Any, Final

from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.report.trace_json import load_data

FORMAT: Final = "modelpolicy-smoke/1"


def smoke_json(runs: Sequence[SmokeRun], seconds: float) -> str:
    """Every run with all that was measured; times in seconds, amounts in bytes."""
    failed = sum(run.failure is not None for run in runs)
    summary = {"analyzers": len(runs), "passed": len(runs) - failed, "failed": failed, "seconds": round(seconds, 3)}
    document = {"format": FORMAT, "runs": [run_data(run) for run in runs], "summary": summary}
    return json.dumps(document, indent=2, ensure_ascii=False)


def run_data(run: SmokeRun) -> dict[str, Any]:
    """One run as plain data."""
    measured = run.measured
    return {
        "analyzer": run.analyzer,
        "models": [str(model) for model in run.models],
        "device": run.device,
        "result": "failed" if run.failure else "passed",
        "failure": run.failure and {"kind": run.failure.kind, "reason": run.failure.reason, "stage": run.failure.stage},
        "seconds": round(run.seconds, 3),
        "load_seconds": measured.load_seconds,
        "run_seconds": measured.run_seconds,
        "bytes_read": measured.bytes_read,
        "peak_ram": measured.peak_ram,
        "vram_loaded": measured.vram_loaded,
        "vram_peak": measured.vram_peak,
        "dtypes": dict(measured.dtypes),
        "formats": list(measured.formats),
        "revisions": dict(measured.revisions),
        "loads": [load_data(load) for load in run.trace.loads],
        "open_loads": list(run.trace.open),
        "warnings": list(run.warnings),
        "log": run.log,
    }

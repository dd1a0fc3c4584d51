"""Smoke runs as JSON, format ``modelpolicy-smoke/1``."""

import json
from collections.abc import Sequence
from typing import Any, Final

from modelpolicy.domain.runtime import SmokeResult
from modelpolicy.report.running.trace_json import load_data
from modelpolicy.report.shown import moment

FORMAT: Final = "modelpolicy-smoke/1"


def smoke_json(results: Sequence[SmokeResult], seconds: float) -> str:
    """Every run with all that was measured, and where; times in seconds, amounts in bytes."""
    number, failed = len(results), sum(result.run.failure is not None for result in results)
    summary = {"analyzers": number, "passed": number - failed, "failed": failed, "seconds": round(seconds, 3)}
    document = {"format": FORMAT, "runs": [_data(result) for result in results], "summary": summary}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _data(result: SmokeResult) -> dict[str, Any]:
    run, where = result.run, result.surroundings
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
        "ended": moment(result.moment),
        "machine": where.machine,
        "gpu": where.gpu,
        "driver": where.driver,
        "commit": where.commit,
        "libraries": dict(where.libraries),
    }

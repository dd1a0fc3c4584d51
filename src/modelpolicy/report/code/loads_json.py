"""Loads as JSON, format ``modelpolicy-scan/1``."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from modelpolicy.domain.load import Candidate, Failure, Load

FORMAT: Final = "modelpolicy-scan/1"


def loads_json(loads: Iterable[Load], failures: Iterable[Failure], files: int, seconds: float) -> str:
    """The loads, what could not be read, and how many files were looked at."""
    document = {
        "format": FORMAT,
        "loads": [_load(load) for load in loads],
        "failures": [_failure(failure) for failure in failures],
        "files": files,
        "seconds": round(seconds, 3),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _load(load: Load) -> dict[str, Any]:
    return {
        "path": load.location.path,
        "line": load.location.line,
        "column": load.location.column,
        "cell": load.location.cell,
        "call": load.call,
        "loader": load.loader,
        "role": load.role,
        "confidence": load.confidence,
        "open": load.open,
        "models": _models(load.models),
        "arguments": {one.name: {"values": list(one.values), "open": one.open} for one in load.arguments},
    }


def _models(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """Each model once a chain: which class runs an inherited load is no part of the scan."""
    models = [_model(candidate) for candidate in candidates]
    return [model for index, model in enumerate(models) if model not in models[:index]]


def _model(candidate: Candidate) -> dict[str, Any]:
    return {
        "written": candidate.written,
        "id": str(candidate.id),
        "revision": candidate.revision,
        "via": [{"path": step.location.path, "line": step.location.line, "what": step.what} for step in candidate.via],
    }


def _failure(failure: Failure) -> dict[str, Any]:
    return {
        "path": failure.location.path,
        "line": failure.location.line,
        "reason": failure.reason,
        "searched": failure.searched,
    }

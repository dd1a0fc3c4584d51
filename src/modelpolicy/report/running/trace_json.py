"""A trace as JSON, format ``modelpolicy-trace/1``."""

import json
from collections.abc import Sequence
from typing import Any, Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.trace import ObservedLoad, Trace

FORMAT: Final = "modelpolicy-trace/1"


def trace_json(trace: Trace, undeclared: Sequence[ObservedLoad], unloaded: Sequence[ModelId]) -> str:
    """The loads, each with whether it is declared, and the documented models that were not loaded."""
    document = {
        "format": FORMAT,
        "loads": [{**load_data(load), "declared": load not in undeclared} for load in trace.loads],
        "open_loads": list(trace.open),
        "not_loaded": [str(model) for model in unloaded],
        "files": list(trace.files),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def load_data(load: ObservedLoad) -> dict[str, Any]:
    """One load as plain data."""
    place = load.location
    return {
        "model": str(load.model),
        "call": load.call,
        "path": place.path if place else None,
        "line": place.line if place else None,
    }

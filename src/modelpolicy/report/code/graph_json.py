"""The graph as JSON, format ``modelpolicy-graph/1``."""

import json
from typing import Any, Final

from modelpolicy.domain.analyzer import Analyzer
from modelpolicy.domain.confidence import highest
from modelpolicy.domain.model_id import ModelId
from modelpolicy.graph.model import Graph

FORMAT: Final = "modelpolicy-graph/1"


def graph_json(graph: Graph) -> str:
    """Analyzers with what they do and may load, and models with who loads them."""
    document = {
        "format": FORMAT,
        "analyzers": [_analyzer(graph, analyzer) for analyzer in graph.analyzers],
        "models": [_model(graph, model) for model in graph.models()],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _analyzer(graph: Graph, analyzer: Analyzer) -> dict[str, Any]:
    return {
        "name": analyzer.name,
        "status": analyzer.status,
        "entry": analyzer.entry,
        "path": analyzer.location.path,
        "line": analyzer.location.line,
        "does": sorted({str(use.model) for use in graph.uses_by(analyzer.name)}),
        "may": sorted({str(use.model) for use in graph.may if use.analyzer == analyzer.name}),
        "open": [
            {"path": found.load.location.path, "line": found.load.location.line, "reason": found.load.reason}
            for found in graph.open
            if found.analyzer == analyzer.name
        ],
    }


def _model(graph: Graph, model: ModelId) -> dict[str, Any]:
    return {
        "id": str(model),
        "analyzers": sorted({use.analyzer for use in graph.uses_of(model)}),
        "shared": model in graph.shared(),
        "confidence": highest(use.load.confidence for use in graph.uses_of(model)),
    }

"""The graph as text: analyzers with their models, and why a model is there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from modelpolicy.domain.confidence import highest
from modelpolicy.domain.load import Candidate, Load
from modelpolicy.domain.model_id import ModelId
from modelpolicy.graph.model import Graph
from modelpolicy.report.code.loads_text import chain
from modelpolicy.report.counted import counted

_NOBODY: Final = "(no analyzer)"
_MOST_NAMED: Final = 5
"""Analyzers that a line of the graph names; ``why`` names all."""


def graph_text(graph: Graph) -> str:
    """Analyzers, their status, their models; a model that others load too says who."""
    lines = [line for analyzer in graph.analyzers for line in _analyzer(graph, analyzer.name)]
    if graph.unowned:
        lines += [_NOBODY, *map(_unowned, graph.unowned)]
    disabled = sum(analyzer.status == "disabled" for analyzer in graph.analyzers)
    counts = (
        f"{counted(len(graph.analyzers), 'analyzer')} ({disabled} disabled), {counted(len(graph.models()), 'model')}"
    )
    return "\n".join([*lines, f"{counts}, {len(graph.shared())} shared"])


def why_text(graph: Graph, model: ModelId) -> str:
    """Who loads ``model``, and through which lines; analyzers that load it through the same ones stand together."""
    ways: defaultdict[tuple[Load, Candidate], list[str]] = defaultdict(list)
    for use in dict.fromkeys(graph.uses_of(model)):
        ways[use.load, use.candidate].append(_with_status(graph, use.analyzer))
    for load in graph.unowned:
        for candidate in load.models:
            if candidate.id == model:
                ways[load, candidate] = [_NOBODY]
    if not ways:
        return f"{model}: nothing loads it"
    return "\n".join([str(model), *(line for way, analyzers in ways.items() for line in _way(analyzers, *way))])


def _analyzer(graph: Graph, name: str) -> Iterator[str]:
    analyzer = graph.analyzer(name)
    yield f"{name}  {analyzer.status}" if analyzer and analyzer.status else name
    for model in sorted({use.model for use in graph.uses_by(name)}):
        yield f"  {model}{_doubt(graph, name, model)}{_shared(graph, name, model)}"
    opened = (found.load for found in graph.open if found.analyzer == name)
    yield from dict.fromkeys(f"  open: {load.location}  {load.reason}" for load in opened)


def _unowned(load: Load) -> str:
    return f"  {load.location}  {load.call}  {', '.join([*map(str, load.ids), *(['open'] if load.open else [])])}"


def _doubt(graph: Graph, name: str, model: ModelId) -> str:
    confidence = highest(use.load.confidence for use in graph.uses_by(name) if use.model == model)
    return "" if confidence == "high" else f"  ({confidence} confidence)"


def _shared(graph: Graph, name: str, model: ModelId) -> str:
    others = sorted({use.analyzer for use in graph.uses_of(model)} - {name})
    if len(others) > _MOST_NAMED:
        return f"  shared with {len(others)} others"
    return f"  shared with {', '.join(_with_status(graph, other) for other in others)}" if others else ""


def _with_status(graph: Graph, name: str) -> str:
    return f"{name} (disabled)" if graph.is_disabled(name) else name


def _way(analyzers: Sequence[str], load: Load, candidate: Candidate) -> Iterator[str]:
    yield f"  {', '.join(analyzers)}: {load.call} at {load.location} ({load.role})"
    yield from (f"    {place}" for place in chain(candidate))

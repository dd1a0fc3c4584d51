"""Which analyzers are tried, and with which models."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from modelpolicy.domain.model_id import ModelId
from modelpolicy.errors import NothingToCheckError, Problem
from modelpolicy.graph.model import Graph
from modelpolicy.liveness.demand import is_enabled
from modelpolicy.registry.schema import Registry, Trust


@dataclass(frozen=True, slots=True)
class Target:
    """An analyzer, the models that its code or the registry says it loads, and what the registry trusts it with.

    ``is_open``: something outside the source decides what its code loads.
    """

    analyzer: str
    models: tuple[ModelId, ...]
    trusts: tuple[Trust, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to see tried; of an empty condition, everything.

    ``analyzers`` are names, those of disabled analyzers too; ``models`` ids that an analyzer must load one of;
    ``changed`` paths of which its loads must have come through one, ``None`` for no such condition.
    """

    analyzers: Collection[str] = ()
    models: Collection[ModelId] = ()
    changed: Collection[str] | None = None


def select(graph: Graph, registry: Registry, choice: Choice) -> tuple[Target, ...]:
    """The analyzers of ``choice``, in the code's order: the named ones, else the enabled ones.

    Raises:
        NothingToCheckError: a named analyzer does not exist, or none is left.
    """
    known = tuple(analyzer.name for analyzer in graph.analyzers)
    _refuse_unknown(choice.analyzers, known)
    wanted = choice.analyzers or [name for name in known if is_enabled(graph, registry, name)]
    targets = tuple(_target(graph, registry, name) for name in known if name in wanted)
    chosen = tuple(target for target in targets if _fits(target, graph, choice))
    if not chosen:
        raise NothingToCheckError(Problem("smoke", 0, _why_none(targets, choice), "see `modelpolicy graph`"))
    return chosen


def _why_none(targets: Collection[Target], choice: Choice) -> str:
    if not targets:
        return "no analyzer is enabled"
    loads = [f"loads {' or '.join(map(str, choice.models))}"] if choice.models else []
    changed = ["has a file that changed"] if choice.changed is not None else []
    return f"no analyzer that is asked for {' and '.join([*loads, *changed])}"


def _refuse_unknown(names: Iterable[str], known: Collection[str]) -> None:
    problems = [
        Problem(name, 0, "there is no such analyzer", "see `modelpolicy graph` for their names")
        for name in names
        if name not in known
    ]
    if problems:
        raise NothingToCheckError(*problems)


def _target(graph: Graph, registry: Registry, name: str) -> Target:
    entry = registry.analyzers.get(name)
    models = {use.model for use in graph.uses_by(name)} | set(entry.models if entry else ())
    is_open = any(found.analyzer == name for found in graph.open)
    return Target(name, tuple(sorted(models)), entry.trusts if entry else (), is_open)


def _fits(target: Target, graph: Graph, choice: Choice) -> bool:
    if choice.models and not set(choice.models).intersection(target.models):
        return False
    return choice.changed is None or not files_of(graph, target.analyzer).isdisjoint(choice.changed)


def files_of(graph: Graph, name: str) -> set[str]:
    """The analyzer's own file, and every one that has a part in what it loads; relative to the project's root."""
    analyzer = graph.analyzer(name)
    paths = {f"{analyzer.entry.rpartition('.')[0].replace('.', '/')}.py", analyzer.location.path} if analyzer else set()
    for use in graph.uses_by(name):
        steps = (step.location.path for step in use.candidate.via)
        paths.update((use.load.location.path, use.candidate.location.path, *steps))
    return paths

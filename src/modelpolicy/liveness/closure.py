"""Demands matched to artifacts, with the models that models need."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from modelpolicy.domain.artifact import Artifact
from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.demand import Demand
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.needs import Needs

_DEFAULT_REVISION = "main"


@dataclass(frozen=True, slots=True)
class Closure:
    """Which demands each artifact meets.

    ``met`` maps the position of an artifact in the holdings to the demands for it, those of disabled analyzers
    included. ``missing`` are the demands that no artifact meets. ``unreadable`` are the live artifacts whose
    configuration cannot be read, so that what they need is not known.
    """

    met: Mapping[int, tuple[Demand, ...]]
    missing: tuple[Demand, ...]
    unreadable: tuple[Artifact, ...]


def close(demands: Iterable[Demand], holdings: Holdings, read_needs: Callable[[Artifact], Needs]) -> Closure:
    """Follow ``demands`` to artifacts, and from those to the models that their configuration names."""
    numbers = {id(artifact): number for number, artifact in enumerate(holdings.artifacts)}
    known: dict[int, Needs] = {}
    met: dict[int, dict[Demand, None]] = {}
    missing: dict[Demand, None] = {}
    seen: set[Demand] = set()
    pending = list(demands)
    while pending:
        demand = pending.pop()
        if demand in seen:
            continue
        seen.add(demand)
        artifacts = demanded(demand, holdings.of(demand.model, demand.paths))
        if not artifacts:
            missing[demand] = None
        for artifact in artifacts:
            number = numbers[id(artifact)]
            met.setdefault(number, {})[demand] = None
            if number not in known:
                known[number] = read_needs(artifact)
            pending += (_of_need(demand, artifact, model) for model in known[number].models if holdings.of(model))
    live = {number for number, found in met.items() if any(demand.enabled for demand in found)}
    return Closure(
        {number: tuple(found) for number, found in met.items()},
        tuple(missing),
        tuple(holdings.artifacts[number] for number in sorted(live) if known[number].unreadable),
    )


def _of_need(demand: Demand, artifact: Artifact, model: ModelId) -> Demand:
    """Which revision of it is taken is decided while loading, and so not known."""
    reason = f"{artifact.model} needs it"
    return replace(demand, model=model, reason=reason, revision=None, every_revision=True, paths=())


def demanded(demand: Demand, artifacts: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """The revisions that the demand can load: those that it names, else the default's, else all of them."""
    homes: dict[str, list[Artifact]] = {}
    for artifact in artifacts:
        homes.setdefault(artifact.home, []).append(artifact)
    return tuple(artifact for found in homes.values() for artifact in _revisions(demand, found))


def _revisions(demand: Demand, artifacts: list[Artifact]) -> list[Artifact]:
    wanted = demand.revision or _DEFAULT_REVISION
    if demand.every_revision or all(artifact.revision is None for artifact in artifacts):
        return artifacts
    exact = [one for one in artifacts if one.files and wanted in (one.revision, *one.refs)]
    if any(one.state == "complete" for one in exact):
        return exact
    return artifacts

"""What lies on this disk, and what a plan proposes to delete of it, as subjects."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from modelpolicy.domain.artifact import Artifact
from modelpolicy.domain.location import Location
from modelpolicy.domain.plan import Line, Plan
from modelpolicy.liveness.demand import REGISTRY, Demand
from modelpolicy.liveness.verdict import Judged
from modelpolicy.policies.facts import Subject, Value, id_facts
from modelpolicy.registry.read import RegistryFile
from modelpolicy.registry.schema import Registry

_DAY: Final = 86_400


def artifact_subjects(judged: Iterable[Judged], registry: RegistryFile, now: int) -> Iterator[Subject]:
    """Every artifact of this disk, shown where the registry has its model. ``now``: seconds since 1970 UTC."""
    for one in judged:
        artifact = one.artifact
        facts: dict[str, Value] = {
            **_lying(artifact, one.demands, now),
            "state": artifact.state,
            "verdict": one.verdict,
            "files": tuple(dict.fromkeys(file.name for file in artifact.files)),
        }
        model = str(artifact.model)
        yield Subject("artifact", facts, registry.location("models", model), model=model)


def plan_subjects(
    plan: Plan, backup: Collection[str], judged: Sequence[Judged], registry: Registry, now: int
) -> Iterator[Subject]:
    """The plan, and every deletion in it. ``backup``: the ids in the list that is kept with it."""
    place = Location("plan")
    facts: dict[str, Value] = {
        "models": tuple(dict.fromkeys(str(line.artifact.model) for line in plan.deleted)),
        "backup": tuple(backup),
        "frees": plan.frees,
        "kept": len(plan.kept),
        "projects": tuple(project.root for project in plan.projects),
    }
    yield Subject("plan", facts, place)
    demands = {id(one.artifact): one.demands for one in judged}
    for line in plan.deleted:
        yield _deletion(line, demands[id(line.artifact)], registry, now)


def _deletion(line: Line, demands: Iterable[Demand], registry: Registry, now: int) -> Subject:
    artifact = line.artifact
    asked = tuple(demands)
    entry = registry.models.get(artifact.model)
    facts: dict[str, Value] = {
        **_lying(artifact, asked, now),
        "frees": line.frees,
        "disputed_users": _users(demand for demand in asked if demand.disputed),
        **({"deletion": entry.deletion} if entry and entry.deletion else {}),
    }
    return Subject("deletion", facts, Location("plan"), model=str(artifact.model))


def _lying(artifact: Artifact, demands: Iterable[Demand], now: int) -> dict[str, Value]:
    asked = tuple(demands)
    facts: dict[str, Value] = {
        **id_facts(artifact.model),
        "bytes": artifact.bytes,
        "users": _users(asked),
        "enabled_users": _users(demand for demand in asked if demand.enabled),
    }
    if artifact.revision is not None:
        facts["revision"] = artifact.revision
    if artifact.last_used is not None:
        facts["days_unused"] = max(now - artifact.last_used, 0) // _DAY
    return facts


def _users(demands: Iterable[Demand]) -> tuple[str, ...]:
    return tuple(sorted({demand.by for demand in demands} - {REGISTRY}))

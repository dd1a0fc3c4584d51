"""What holds for an artifact: needed, shared, free, unknown or protected."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from modelpolicy.domain.artifact import Artifact
from modelpolicy.liveness.closure import Closure, close
from modelpolicy.liveness.demand import REGISTRY, Demand, Demands
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.needs import Needs

Verdict = Literal["needed", "shared", "protected", "free", "unknown"]


@dataclass(frozen=True, slots=True)
class Judged:
    """An artifact and what holds for it.

    - *needed*: an enabled analyzer can load it. *shared*: so can another analyzer, enabled or not.
    - *protected*: nobody is known to load it, and still it stays: a registry forbids to delete it, a load whose model
      is not known could ask for it, it belongs to an installed package, or it cannot be judged.
    - *free*: code or registry know it, and no enabled analyzer can load it.
    - *unknown*: neither knows it. That is no garbage.

    ``demands`` are all of it, ``reasons`` say in words why the verdict is what it is.
    """

    artifact: Artifact
    verdict: Verdict
    demands: tuple[Demand, ...]
    reasons: tuple[str, ...]

    @property
    def users(self) -> tuple[str, ...]:
        """Who needs it: the enabled ones."""
        return tuple(sorted({demand.by for demand in self.demands if demand.enabled}))


def judge(
    demands: Demands, holdings: Holdings, read_needs: Callable[[Artifact], Needs]
) -> tuple[tuple[Judged, ...], Closure]:
    """A verdict for every artifact of ``holdings``, in their order, and the closure that they follow from."""
    closure = close(demands.models, holdings, read_needs)
    used = frozenset(holdings.artifacts[number].home for number in closure.met)
    judged = (
        _judged(artifact, met, tuple(_protections(artifact, met, demands, closure)), used)
        for artifact, met in ((one, closure.met.get(number, ())) for number, one in enumerate(holdings.artifacts))
    )
    return tuple(judged), closure


def _judged(artifact: Artifact, met: tuple[Demand, ...], protections: tuple[str, ...], used: frozenset[str]) -> Judged:
    needing = [demand for demand in met if demand.enabled]
    users = {demand.by for demand in met if demand.by != REGISTRY}
    if needing:
        reasons = tuple(dict.fromkeys(f"{demand.by}: {demand.reason}" for demand in needing))
        return Judged(artifact, "shared" if len(users) > 1 else "needed", met, reasons)
    if protections:
        return Judged(artifact, "protected", met, protections)
    if met:
        reasons = tuple(sorted({f"{one.by} is disabled: {one.reason}" for one in met if one.by != REGISTRY}))
        return Judged(artifact, "free", met, reasons or ("no analyzer uses it",))
    if artifact.home in used:
        return Judged(artifact, "free", met, (artifact.detail or "no analyzer asks for this revision",))
    return Judged(artifact, "unknown", met, ("neither code nor registry know it",))


def _protections(artifact: Artifact, met: tuple[Demand, ...], demands: Demands, closure: Closure) -> Iterator[str]:
    if not artifact.deletable:
        yield artifact.detail or "it belongs to an installed package"
    # To forbid the deletion of a model keeps the revision that its name stands for, not every old one.
    if any(demand.model in demands.forbidden for demand in met):
        yield "the registry forbids to delete it"
    for demand in demands.open:
        if artifact.store in demand.stores or artifact.model.store in demand.stores:
            yield f"{demand.by} can load any model, until its `may` in the registry says which: {demand.reason}"
    if artifact.store == "hf":
        yield from (f"the configuration of {live.model} cannot be read" for live in closure.unreadable)

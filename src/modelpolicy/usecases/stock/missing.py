"""Which models the enabled analyzers need and this disk lacks."""

import os
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.demand import Demand
from modelpolicy.usecases.stock.stock import Stock

Lack = Literal["missing", "incomplete", "not looked for"]


@dataclass(frozen=True, slots=True)
class Missing:
    """A model that an enabled analyzer loads, and that is not there as it should be.

    ``lack``: *missing* from every place where it could lie; *incomplete*: there, and partial or broken; *not looked
    for*: no known store keeps such models. ``command`` fetches it; empty where none is known.
    """

    model: ModelId
    revision: str | None
    users: tuple[str, ...]
    lack: Lack
    detail: str
    command: str


def find_missing(stock: Stock) -> tuple[Missing, ...]:
    """By id; what an analyzer only could load does not count."""
    lacking = [*_absent(stock), *_incomplete(stock)]
    return tuple(sorted(lacking, key=lambda one: (str(one.model), one.revision or "")))


def _absent(stock: Stock) -> Iterator[Missing]:
    for (model, revision), demands in _grouped((*stock.closure.missing, *_met_in_general(stock))).items():
        if any(os.path.exists(path) for path in _paths(stock, demands)):  # noqa: PTH110
            continue
        is_known = model.store == "file" or any(
            store.places(stock.machine, model) or store.other_names(model) for store in stock.stores
        )
        yield _missing(stock, model, revision, demands, "missing" if is_known else "not looked for", "")


def _met_in_general(stock: Stock) -> Iterator[Demand]:
    """Demands for which nothing is there but what serves every id of the store (a detector that all languages take)."""
    found: dict[Demand, bool] = {}
    for one in stock.judged:
        for demand in one.demands:
            is_own = demand.model in one.artifact.models or ModelId(demand.model.store, "*") not in one.artifact.serves
            found[demand] = found.get(demand, False) or is_own
    return (demand for demand, is_own in found.items() if not is_own)


def _incomplete(stock: Stock) -> Iterator[Missing]:
    """Models of which no artifact that meets the demand is whole."""
    whole = {demand for one in stock.judged if one.artifact.state == "complete" for demand in one.demands}
    details = {demand: one.artifact.detail for one in stock.judged for demand in one.demands}
    lacking = [demand for demand in details if demand not in whole]
    for (model, revision), demands in _grouped(lacking).items():
        yield _missing(stock, model, revision, demands, "incomplete", details[demands[0]])


def _grouped(demands: Iterable[Demand]) -> dict[tuple[ModelId, str | None], list[Demand]]:
    found: dict[tuple[ModelId, str | None], list[Demand]] = {}
    for demand in demands:
        if demand.enabled and demand.certain:
            found.setdefault((demand.model, demand.revision), []).append(demand)
    return found


def _paths(stock: Stock, demands: Iterable[Demand]) -> Iterator[str]:
    for demand in demands:
        named = (*demand.paths, demand.model.name) if demand.model.store == "file" else demand.paths
        yield from (stock.machine.expanded(path) for path in named if "\0" not in path)


def _missing(  # noqa: PLR0913, PLR0917 - what makes one
    stock: Stock, model: ModelId, revision: str | None, demands: Iterable[Demand], lack: Lack, detail: str
) -> Missing:
    users = tuple(sorted({demand.by for demand in demands}))
    commands = (store.fetch(model, revision) for store in stock.stores)
    return Missing(model, revision, users, lack, detail, shlex.join(next(filter(None, commands), ())))

"""What a project needs, as plain data to keep wherever the project is moved, and in words that hold anywhere."""

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.demand import Demand, Demands, OpenDemand


def anchored(demands: Demands, root: str) -> Demands:
    """The demands of the project at ``root`` with its name, and with its relative paths made absolute."""
    return Demands(
        tuple(_anchored(demand, root) for demand in demands.models),
        tuple(replace(one, by=f"{one.by} of {root}") for one in demands.open),
        demands.forbidden,
    )


def _anchored(demand: Demand, root: str) -> Demand:
    model = demand.model
    if model.store == "file" and not model.name.startswith(("~", "$")):
        model = ModelId("file", os.path.join(root, model.name))  # noqa: PTH118 - an id is text
    paths = tuple(path if path.startswith(("~", "$")) else os.path.join(root, path) for path in demand.paths)  # noqa: PTH118
    return replace(demand, model=model, by=f"{demand.by} of {root}", paths=paths)


def to_data(demands: Demands) -> dict[str, Any]:
    """Plain data, for JSON."""
    return {
        "models": [_demand_data(demand) for demand in demands.models],
        "open": [[list(one.stores), one.by, one.reason] for one in demands.open],
        "forbidden": sorted(map(str, demands.forbidden)),
    }


def from_data(data: Mapping[str, Any]) -> Demands:
    """The reverse of ``to_data``.

    Raises:
        KeyError, TypeError, ValueError: ``data`` is something else.
    """
    return Demands(
        tuple(_demand(one) for one in data["models"]),
        tuple(OpenDemand(tuple(stores), by, reason) for stores, by, reason in data["open"]),
        frozenset(map(_model, data["forbidden"])),
    )


def _demand_data(demand: Demand) -> list[Any]:
    return [
        str(demand.model),
        demand.by,
        demand.reason,
        demand.enabled,
        demand.revision,
        demand.every_revision,
        list(demand.paths),
        demand.certain,
    ]


def _demand(data: list[Any]) -> Demand:
    model, by, reason, enabled, revision, every, paths, certain = data
    return Demand(_model(model), by, reason, enabled, revision, every, tuple(paths), certain)


def _model(text: str) -> ModelId:
    """An id as it was written: code can ask for names that no registry could hold."""
    store, _, name = text.partition(":")
    return ModelId(store, name)

"""What a unit loads, as plain data."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from modelpolicy.domain.load import Candidate, Failure, Fetched, Load, LoadArgument, Step
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.usecases.scanning.unit import Found

Locate: TypeAlias = Callable[..., Location]
"""Makes a location of what it is as data."""


def to_data(found: Found) -> dict[str, Any]:
    """Loads and failures as JSON has them."""
    return {
        "loads": [_load_data(load) for load in found.loads],
        "failures": [[_location_data(one.location), one.reason, one.searched] for one in found.failures],
        "configurations": found.configurations,
    }


def from_data(data: Mapping[str, Any], locate: Locate = Location) -> Found:
    """The reverse of ``to_data``.

    Raises:
        KeyError, TypeError, ValueError: ``data`` is something else, or ``locate`` does not know a place.
    """
    failures = (Failure(locate(*place), reason, searched) for place, reason, searched in data["failures"])
    loads = tuple(_load(one, locate) for one in data["loads"])
    return Found(loads, tuple(failures), tuple(data["configurations"]))


def _load_data(load: Load) -> dict[str, Any]:
    return {
        "location": _location_data(load.location),
        "call": load.call,
        "loader": load.loader,
        "role": load.role,
        "models": [_candidate_data(model) for model in load.models],
        "owners": load.owners,
        "open": load.open,
        "reason": load.reason,
        "arguments": [[one.name, one.values, one.open] for one in load.arguments],
        "confidence": load.confidence,
        "fetched": [
            [one.path, [_candidate_data(model) for model in one.models], one.is_folder, one.reason]
            for one in load.fetched
        ],
    }


def _load(data: Mapping[str, Any], locate: Locate) -> Load:
    candidate = partial(_candidate, locate=locate)
    return Load(
        **{
            **data,
            "location": locate(*data["location"]),
            "models": tuple(map(candidate, data["models"])),
            "owners": tuple(data["owners"]),
            "arguments": tuple(
                LoadArgument(name, tuple(values), is_open) for name, values, is_open in data["arguments"]
            ),
            "fetched": tuple(
                Fetched(path, tuple(map(candidate, models)), is_folder, reason)
                for path, models, is_folder, reason in data["fetched"]
            ),
        }
    )


def _candidate_data(model: Candidate) -> dict[str, Any]:
    return {
        "written": model.written,
        "id": [model.id.store, model.id.name],
        "revision": model.revision,
        "location": _location_data(model.location),
        "via": [[_location_data(step.location), step.what] for step in model.via],
        "owners": model.owners,
        "path": model.path,
    }


def _candidate(data: Mapping[str, Any], locate: Locate) -> Candidate:
    return Candidate(
        **{
            **data,
            "id": ModelId(*data["id"]),
            "location": locate(*data["location"]),
            "via": tuple(Step(locate(*place), what) for place, what in data["via"]),
            "owners": tuple(data["owners"]),
        }
    )


def _location_data(location: Location) -> list[str | int | None]:
    return [location.path, location.line, location.column, location.cell]

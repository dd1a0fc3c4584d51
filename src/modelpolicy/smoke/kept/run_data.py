"""Smoke runs and observed loads as plain data, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.runtime import Surroundings
from modelpolicy.domain.smoke import Measured, SmokeFailure, SmokeRun
from modelpolicy.domain.trace import ObservedLoad, Trace

Data = Mapping[str, Any]


def run_to_data(run: SmokeRun) -> dict[str, Any]:
    """Everything of a run."""
    return asdict(run)


def run_from_data(data: Data) -> SmokeRun:
    """The reverse of ``run_to_data``.

    Raises:
        KeyError, TypeError: ``data`` is something else.
    """
    measured = {**data["measured"], "formats": tuple(data["measured"]["formats"])}
    trace = data["trace"]
    return SmokeRun(
        **{
            **data,
            "models": tuple(ModelId(**model) for model in data["models"]),
            "measured": Measured(**measured),
            "failure": data["failure"] and SmokeFailure(**data["failure"]),
            "warnings": tuple(data["warnings"]),
            "trace": Trace(tuple(map(load_from_data, trace["loads"])), tuple(trace["files"]), tuple(trace["open"])),
        }
    )


def load_from_data(data: Data) -> ObservedLoad:
    """A load, from what ``asdict`` made of it."""
    place = data["location"] and Location(**data["location"])
    return ObservedLoad(ModelId(**data["model"]), data["call"], place, data["analyzer"])


def surroundings_from_data(data: Data) -> Surroundings:
    """Surroundings, from what ``asdict`` made of them."""
    return Surroundings(**data)

"""What a worker says about itself: a JSON file that is replaced as it goes on, so that a killed one has spoken too."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from modelpolicy.domain.smoke import Stage


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception: the dotted names of its class and those above it, and its first lines."""

    types: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """How far a worker came and what it saw.

    ``raised`` is the exception that ended it, with those that led to it. ``is_own``: the analyzer has a method that was
    asked to load or to run. The rest is as in ``domain.smoke.Measured``.
    """

    stage: Stage = "start"
    is_own: bool = False
    load_seconds: float | None = None
    run_seconds: float | None = None
    bytes_read: int | None = None
    peak_ram: int = 0
    vram_loaded: int | None = None
    vram_peak: int | None = None
    dtypes: Mapping[str, int] = field(default_factory=dict)
    raised: tuple[Raised, ...] = ()
    warnings: tuple[str, ...] = ()


def write_report(path: Path, report: Report) -> None:
    """Put ``report`` in the place of the one before."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(report)), encoding="utf-8")
    fresh.replace(path)


def read_report(path: Path) -> Report:
    """The last report that was written; one that says nothing where there is none or it is damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return _report(data)
    except (OSError, ValueError, TypeError, KeyError):
        return Report()


def _report(data: dict[str, Any]) -> Report:
    raised = tuple(Raised(tuple(one["types"]), one["message"]) for one in data.pop("raised"))
    warnings = tuple(data.pop("warnings"))
    return Report(**data, raised=raised, warnings=warnings)

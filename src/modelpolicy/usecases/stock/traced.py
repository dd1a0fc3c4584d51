"""What was seen to be loaded is needed, for a stated time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Final

from modelpolicy.cleanup.projects.state import state_directory
from modelpolicy.domain.trace import ObservedLoad
from modelpolicy.liveness.demand import Demand, Demands
from modelpolicy.smoke.kept.results import Results, database_in

DAY: Final = 86_400  # seconds


def traced_demands(root: Path, days: int) -> Demands:
    """What smoke runs and traced programs of the project at ``root`` loaded in the last ``days``.

    Raises:
        InputError: what this machine keeps of them cannot be read.
    """
    return _demands_since(root, int(time()) - days * DAY)


def ever_traced_demands(root: Path) -> Demands:
    """The same of whatever age: for a project whose settings, which say how long it counts, cannot be read.

    Raises:
        InputError: what this machine keeps of them cannot be read.
    """
    return _demands_since(root, 0)


def _demands_since(root: Path, moment: int) -> Demands:
    results = Results(database_in(state_directory()), root)
    return Demands(tuple(dict.fromkeys(_demand(load, seen) for load, seen in loads_seen(results, moment))))


def loads_seen(results: Results, since: int) -> Iterator[tuple[ObservedLoad, int]]:
    """What the latest smoke runs and the traces loaded since that moment, each with when."""
    for result in results.latest().values():
        if result.moment >= since:
            yield from ((load, result.moment) for load in result.run.trace.loads)
    for trace in results.traces(since):
        yield from ((load, trace.moment) for load in trace.loads)


def _demand(load: ObservedLoad, moment: int) -> Demand:
    day = f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d}"
    by = load.analyzer or "a traced program"
    return Demand(load.model, by, f"seen at run time on {day}: {load.call}", every_revision=True, certain=False)

"""What a project needs, as it is remembered: taken while its graph is at hand, that costs a check next to nothing."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from modelpolicy.cleanup.projects.live_set import to_data
from modelpolicy.domain.load import Load
from modelpolicy.errors import InputError
from modelpolicy.graph.model import Graph
from modelpolicy.liveness.demand import demands
from modelpolicy.registry.schema import Registry
from modelpolicy.settings.project import Project
from modelpolicy.usecases.scanning.scan import Scan


def live_set_of(project: Project, scanned: Scan, graph: Graph, registry: Registry) -> dict[str, Any] | None:
    """Plain data; ``None`` where a part of the source could not be searched, which can load anything."""
    if not all(failure.searched for failure in scanned.failures):
        return None
    open_loads = [*(found.load for found in graph.open), *(load for load in graph.unowned if load.open)]
    with suppress(InputError):  # of the settings' stores: a check is not about these
        found = demands(graph, registry, _stores_asked(project, open_loads))
        return to_data(found)
    return None


def _stores_asked(project: Project, open_loads: Iterable[Load]) -> Mapping[str, tuple[str, ...]]:
    """Only of loads whose model is not known it matters which stores they ask: the others wait for no store."""
    if not any(open_loads):
        return {}
    from modelpolicy.usecases.stock.stock import stores_by_loader

    return stores_by_loader(project)


def live_set_now(project: Project) -> dict[str, Any] | None:
    """The same of a project that is read for that; ``None`` where it cannot be."""
    from modelpolicy.usecases.stock.stock import wanted

    with suppress(InputError, OSError):
        asked = wanted(project)
        return None if asked.unread else to_data(asked.demands)
    return None

"""Loads to the graph of analyzers and models."""

from modelpolicy.graph.build import build_graph
from modelpolicy.graph.model import Graph
from modelpolicy.graph.units import catalogued_units, module_units
from modelpolicy.settings.project import Project
from modelpolicy.usecases.scanning.scan import Scan


def map_models(project: Project, scanned: Scan) -> Graph:
    """Which analyzer loads which model: by the application's own catalog where the settings name one.

    Raises:
        SettingsError: the catalog or the list of disabled analyzers cannot be read from the source.
    """
    settings, evaluator = project.settings, scanned.evaluator
    if settings.catalog is None:
        units = module_units(evaluator, scanned.loads, evaluator.project.paths)
    else:
        units = catalogued_units(evaluator, settings.catalog, settings.disabled)
    return build_graph(evaluator, units, scanned.loads, is_declared=settings.catalog is not None)

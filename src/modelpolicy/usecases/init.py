"""Settings and a registry for a project that has none, as its code is now."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from modelpolicy.errors import InputError, Problem
from modelpolicy.graph.model import Graph
from modelpolicy.registry.json_schema import registry_json_schema
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry, Registry
from modelpolicy.registry.write import registry_yaml
from modelpolicy.settings.project import Project
from modelpolicy.usecases.map import map_models
from modelpolicy.usecases.new_files import write_new_files
from modelpolicy.usecases.scan import scan

SETTINGS = """\
# What modelpolicy checks in this project.
paths = ["."]
registry = "{registry}"

# Where the application itself lists its analyzers, as file:NAME; without it each module is one.
# catalog = "app/catalogue.py:ANALYZERS"
# disabled = "app/catalogue.py:DISABLED"
"""


def initialise(project: Project) -> tuple[str, ...]:
    """Write settings and a registry that documents what the code loads today. Gives the paths written.

    Raises:
        InputError: the project has settings or a registry already, or no source.
    """
    if project.file is not None and project.file.table:
        message = "this project has settings already"
        raise InputError(Problem(project.file.name, 0, message, "edit them, or run `modelpolicy check`"))
    graph = map_models(project, scan(project)).at_least(project.settings.load_confidence)
    files = _files(project.settings.registry, document_graph(graph))
    write_new_files(project.root, files)
    return tuple(files)


def document_graph(graph: Graph) -> Registry:
    """The registry that says exactly what the code does."""
    analyzers = {
        analyzer.name: AnalyzerEntry(
            status=analyzer.status or "enabled",
            models=tuple(sorted({use.model for use in graph.uses_by(analyzer.name)})),
        )
        for analyzer in graph.analyzers
    }
    unowned = {candidate.id for load in graph.unowned for candidate in load.models}
    return Registry(analyzers, {model: ModelEntry() for model in sorted({*graph.models(), *unowned})})


def _files(registry: str, content: Registry) -> Mapping[str, str]:
    schema = PurePosixPath(registry).with_name("registry.schema.json")
    return {
        "modelpolicy.toml": SETTINGS.format(registry=registry),
        registry: registry_yaml(content),
        str(schema): json.dumps(registry_json_schema(), indent=2, ensure_ascii=False) + "\n",
    }

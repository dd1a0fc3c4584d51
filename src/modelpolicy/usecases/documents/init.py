"""Settings and a registry for a project that has none, as its code is now."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from modelpolicy.errors import InputError, Problem
from modelpolicy.graph.model import Graph
from modelpolicy.registry.json_schema import registry_json_schema
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry, Registry
from modelpolicy.registry.write import registry_yaml
from modelpolicy.settings.project import Project
from modelpolicy.settings.schema import Settings
from modelpolicy.source.discover import discover
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.scan import scan
from modelpolicy.usecases.writing.new_files import write_new_files

SETTINGS = """\
# What modelpolicy checks in this project.
paths = ["."]
{exclude}registry = "{registry}"

# Where the application itself lists its analyzers, as file:NAME; without it each module is one.
# catalog = "app/catalogue.py:ANALYZERS"
# disabled = "app/catalogue.py:DISABLED"

# Policies that come with modelpolicy; your own go into policies/*.yaml. They need: pip install 'modelpolicy[policies]'
# builtin_policies = ["shared-model-deleted", "deleted-before-disabled", "deleted-without-backup", "list-behind-code"]
"""

EXCLUDE = """\
# What tests load is no need of the application. Without this line it is documented, and kept on the disk.
exclude = [{patterns}]
"""
_TESTS: Final = ("test", "tests")


def initialise(project: Project) -> tuple[str, ...]:
    """Write settings and a registry that documents what the code loads today. Gives the paths written.

    Raises:
        InputError: the project has settings or a registry already, or no source.
    """
    if project.file is not None and project.file.table:
        message = "this project has settings already"
        raise InputError(Problem(project.file.name, 0, message, "edit them, or run `modelpolicy check`"))
    without_tests = _without_tests(project)
    graph = map_models(without_tests, scan(without_tests)).at_least(project.settings.load_confidence)
    files = _files(without_tests.settings, document_graph(graph))
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


def _without_tests(project: Project) -> Project:
    """The project without its directories of tests, unless there is nothing else in it."""
    settings = project.settings
    found = discover(project.root, [Path(path) for path in settings.paths], settings.exclude)
    parents = [PurePosixPath(path).parent.parts for path in (*found.paths, *found.scripts)]
    tests = [name for name in _TESTS if any(name in parts for parts in parents)]
    if all(set(parts) & set(tests) for parts in parents):
        return project
    return replace(project, settings=replace(settings, exclude=tuple(f"{name}/" for name in tests)))


def _files(settings: Settings, content: Registry) -> Mapping[str, str]:
    registry = settings.registry
    schema = PurePosixPath(registry).with_name("registry.schema.json")
    patterns = ", ".join(f'"{pattern}"' for pattern in settings.exclude)
    exclude = EXCLUDE.format(patterns=patterns) if patterns else ""
    return {
        "modelpolicy.toml": SETTINGS.format(registry=registry, exclude=exclude),
        registry: registry_yaml(content),
        str(schema): json.dumps(registry_json_schema(), indent=2, ensure_ascii=False) + "\n",
    }

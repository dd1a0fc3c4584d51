"""The settings and the registry that a project lacks, as its code is now."""

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from modelpolicy.errors import InputError, Problem
from modelpolicy.graph.model import Graph
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry, Registry
from modelpolicy.settings.project import Project
from modelpolicy.settings.schema import Settings
from modelpolicy.source.discover import discover
from modelpolicy.usecases.documents.new_registry import registry_files
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

# What `modelpolicy docs` renders from the registry, in English (en) or German (de).
# documents = [{{ path = "docs/models.md", language = "en" }}]

# Policies that come with modelpolicy; your own go into policies/*.yaml. They need: pip install 'modelpolicy[policies]'
# builtin_policies = ["shared-model-deleted", "deleted-before-disabled", "deleted-without-backup", "list-behind-code"]
"""

EXCLUDE = """\
# What tests load is no need of the application. Without this line it is documented, and kept on the disk.
exclude = [{patterns}]
"""
_TESTS: Final = ("test", "tests")


def initialise(project: Project) -> tuple[str, ...]:
    """Write what the project lacks: settings, and a registry that documents what the code loads today.

    Gives the paths written. What is there stays, and settings that are there count.

    Raises:
        InputError: the project has both already, or no source.
    """
    registry = project.settings.registry
    has_registry = (project.root / registry).exists()
    if project.file is not None and has_registry:
        message = f"this project has settings already, and its registry {registry}"
        raise InputError(Problem(project.file.name, 0, message, "edit them, and run `modelpolicy check`"))
    started = project if project.file is not None else _without_tests(project)
    files = {} if project.file is not None else {"modelpolicy.toml": _settings_text(started.settings)}
    if not has_registry:
        graph = map_models(started, scan(started)).at_least(project.settings.load_confidence)
        files |= registry_files(project.root, registry, document_graph(graph))
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
    models = sorted({*graph.models(), *graph.unowned_models()})
    return Registry(analyzers, {model: ModelEntry() for model in models})


def _without_tests(project: Project) -> Project:
    """The project without its directories of tests, unless there is nothing else in it."""
    settings = project.settings
    found = discover(project.root, [Path(path) for path in settings.paths], settings.exclude)
    parents = [PurePosixPath(path).parent.parts for path in (*found.paths, *found.scripts)]
    tests = [name for name in _TESTS if any(name in parts for parts in parents)]
    if all(set(parts) & set(tests) for parts in parents):
        return project
    return replace(project, settings=replace(settings, exclude=tuple(f"{name}/" for name in tests)))


def _settings_text(settings: Settings) -> str:
    patterns = ", ".join(f'"{pattern}"' for pattern in settings.exclude)
    exclude = EXCLUDE.format(patterns=patterns) if patterns else ""
    return SETTINGS.format(registry=settings.registry, exclude=exclude)

"""What this machine knows of a project from running it."""

from pathlib import Path
from time import time

from modelpolicy.cache.digest import digest, file_digests
from modelpolicy.domain.runtime import Runtime, SmokeResult
from modelpolicy.graph.model import Graph
from modelpolicy.settings.project import Project
from modelpolicy.smoke.kept.results import Results, database_in
from modelpolicy.smoke.select import files_of
from modelpolicy.usecases.stock.traced import DAY


def runtime(project: Project, state: Path, graph: Graph) -> Runtime:
    """The latest smoke runs of ``project``, whose graph this is, and the traces that still count.

    Raises:
        InputError: settings or results cannot be used.
    """
    results, now = Results(database_in(state), project.root), int(time())
    traces = results.traces(now - project.settings.trace_days * DAY)
    return Runtime(now, results.latest(), traces, code_digests(project, graph))


def latest_results(project: Project, graph: Graph, state: Path) -> tuple[SmokeResult, ...]:
    """The last result of each analyzer that the code still has, in the order of their names.

    Raises:
        InputError: results cannot be read; the same below.
    """
    known = {analyzer.name for analyzer in graph.analyzers}
    latest = Results(database_in(state), project.root).latest()
    return tuple(result for name, result in latest.items() if name in known)


def results_about(project: Project, name: str, state: Path) -> tuple[SmokeResult, ...]:
    """Every result of an analyzer, or of those that a model's id stands for, oldest first."""
    results = Results(database_in(state), project.root)
    about = [one for one, result in results.latest().items() if name in {one, *map(str, result.run.models)}]
    return results.history(about)


def code_digests(project: Project, graph: Graph) -> dict[str, str]:
    """For each analyzer a digest of the files that have a part in what it loads."""
    return {analyzer.name: _digest(project.root, files_of(graph, analyzer.name)) for analyzer in graph.analyzers}


def _digest(root: Path, files: set[str]) -> str:
    return digest(*(f"{path}\0{content}".encode() for path, content in file_digests(root, sorted(files)).items()))

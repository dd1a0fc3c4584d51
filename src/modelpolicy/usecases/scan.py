"""Files to loads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.domain.load import Failure, Load
from modelpolicy.extract.catalogue import Catalogue, builtin_catalogue
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.resolve.loads import find_loads
from modelpolicy.resolve.project import Project as Modules
from modelpolicy.scripts.spawned import spawned_loads
from modelpolicy.settings.project import Project
from modelpolicy.source.discover import discover
from modelpolicy.source.files import SourceFiles
from modelpolicy.usecases.prefilter import worth_parsing
from modelpolicy.usecases.scripts import scan_scripts


@dataclass(frozen=True, slots=True)
class Scan:
    """The loads of a project, what could not be read of it, and what later steps ask further.

    ``paths`` are all files that were looked at: Python, notebooks and scripts.
    """

    loads: tuple[Load, ...]
    paths: tuple[str, ...]
    undiscovered: tuple[Failure, ...]
    evaluator: Evaluator
    sources: SourceFiles

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, of everything that was parsed up to now: later steps look into more files."""
        return (*self.undiscovered, *self.sources.failures())

    @property
    def configurations(self) -> tuple[str, ...]:
        """The configuration files that were read, or looked for, to resolve ids; all steps after the scan included."""
        return tuple(self.sources.configurations)


def scan(project: Project, paths: Sequence[Path] = ()) -> Scan:
    """Find the loads at and below ``paths``, or what the settings say to scan.

    Raises:
        NothingToCheckError: there is no source there.
        SettingsError: a loader in the settings is not well formed.
    """
    settings = project.settings
    found = discover(project.root, paths or [Path(path) for path in settings.paths], settings.exclude)
    sources = SourceFiles(project.root)
    catalogue = builtin_catalogue()
    if settings.loaders:
        catalogue = catalogue.extended(settings.loaders, project.source or "settings")
    evaluator = Evaluator(Modules(found.paths, sources), catalogue)
    worth = worth_parsing(catalogue, evaluator.project, sources)
    loads = tuple(load for path in worth for load in _loads_in(evaluator, catalogue, path))
    scripts = scan_scripts(project.root, found.scripts, evaluator, catalogue)
    return Scan(
        _without_repeats((*loads, *scripts.loads)),
        (*found.paths, *found.scripts),
        (*found.failures, *scripts.failures),
        evaluator,
        sources,
    )


def _loads_in(evaluator: Evaluator, catalogue: Catalogue, path: str) -> Iterable[Load]:
    evaluator.turn_to_next_file()
    for module in evaluator.project.modules(path):
        yield from find_loads(evaluator, catalogue, module)
        yield from spawned_loads(evaluator, catalogue, module)


def _without_repeats(loads: Iterable[Load]) -> tuple[Load, ...]:
    """What stands outside a merge conflict is on both of its sides."""
    return tuple(dict.fromkeys(loads))

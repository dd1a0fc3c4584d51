"""Files to loads."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from modelpolicy.domain.load import Failure, Load
from modelpolicy.loads.fetched_elsewhere import named_after_fetched
from modelpolicy.program.project import Project as Modules
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.settings.project import Project
from modelpolicy.source.discover import Discovery, discover
from modelpolicy.source.files import SourceFiles
from modelpolicy.source.units import units
from modelpolicy.usecases.scanning.progress import UNSEEN, Progress
from modelpolicy.usecases.scanning.roomy import roomy
from modelpolicy.usecases.scanning.scripts import scan_scripts
from modelpolicy.usecases.scanning.uncollected import uncollected
from modelpolicy.usecases.scanning.unit import Found, Rows, Unit, loads_of, scan_apart

Search: TypeAlias = Callable[[Path, Sequence[Unit], Rows], tuple[Found, ...]]
"""What each unit below a directory loads, with the user's rows of the catalogue."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The loads of a project, what could not be read of it, and what later steps ask further.

    ``paths`` are all files that were looked at: Python, notebooks and scripts. ``scripts`` are the last of these,
    ``documents`` the Markdown beside them, in which no loads are looked for. ``apart`` is what was found of the
    parts of an environment, each looked at by itself.
    """

    loads: tuple[Load, ...]
    paths: tuple[str, ...]
    undiscovered: tuple[Failure, ...]
    evaluator: Evaluator
    sources: SourceFiles
    apart: tuple[Found, ...] = ()
    scripts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read, of everything that was parsed up to now: later steps look into more files."""
        parsed = dict.fromkeys((*(one for part in self.apart for one in part.failures), *self.sources.failures()))
        return (*self.undiscovered, *parsed)

    @property
    def configurations(self) -> tuple[str, ...]:
        """The configuration files that were read, or looked for, to resolve ids; all steps after the scan included."""
        return tuple(self.sources.configurations.union(*(part.configurations for part in self.apart)))


@roomy
@uncollected()
def scan(project: Project, paths: Sequence[Path] = (), progress: Progress = UNSEEN) -> Scan:
    """Find the loads at and below ``paths``, or what the settings say to scan.

    Raises:
        NothingToCheckError: there is no source there.
        SettingsError: a loader in the settings is not well formed.
    """
    found = _discovered(project, paths)
    parts = units(found.paths, found.environments)
    if len(parts) > 1:
        return _scan_of(project, found, scan_apart(project.root, parts, _rows(project), progress))
    progress.begin(len(found.paths))
    try:
        return _scan_of(project, found, (), progress)
    finally:
        progress.end()


@roomy
@uncollected()
def scan_by_units(project: Project, paths: Sequence[Path], search: Search) -> Scan:
    """As ``scan``, for those who ask for nothing but the loads: what the units load is what ``search`` finds.

    Raises:
        InputError: as ``scan`` does.
    """
    found = _discovered(project, paths)
    parts = units(found.paths, found.environments)
    return _scan_of(project, found, search(project.root, parts, _rows(project)))


def _discovered(project: Project, paths: Sequence[Path]) -> Discovery:
    settings = project.settings
    return discover(project.root, paths or [Path(path) for path in settings.paths], settings.exclude)


def _rows(project: Project) -> Rows:
    return Rows(project.settings.loaders, project.source or "settings")


def _scan_of(project: Project, found: Discovery, apart: tuple[Found, ...], progress: Progress = UNSEEN) -> Scan:
    """The scan, given what was found of its parts, or nothing where it is to be looked at as one."""
    sources = SourceFiles(project.root)
    catalogue = _rows(project).catalogue()
    evaluator = Evaluator(Modules(found.paths, sources), catalogue)
    units = [part.loads for part in apart] if apart else [loads_of(evaluator, catalogue, sources, progress)]
    scripts = scan_scripts(project.root, found.scripts, evaluator, catalogue)
    return Scan(
        _without_repeats(_named(units, scripts.loads)),
        (*found.paths, *found.scripts),
        (*found.failures, *scripts.failures),
        evaluator,
        sources,
        apart,
        found.scripts,
        found.documents,
    )


def _without_repeats(loads: Iterable[Load]) -> tuple[Load, ...]:
    """What stands outside a merge conflict is on both of its sides."""
    return tuple(dict.fromkeys(loads))


def _named(units: Sequence[Sequence[Load]], scripts: Sequence[Load]) -> list[Load]:
    """All loads, in their order. No unit loads what another fetches, nor what scripts do that are for several."""
    if len(units) == 1:
        return named_after_fetched([*units[0], *scripts])
    loads = (load for unit in units for load in named_after_fetched(unit))
    return [*sorted(loads, key=lambda load: load.location), *scripts]

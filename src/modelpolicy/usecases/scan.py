"""Files to loads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.domain.load import Failure, Load
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.resolve.project import Project as Modules
from modelpolicy.settings.project import Project
from modelpolicy.source.discover import discover
from modelpolicy.source.files import SourceFiles
from modelpolicy.source.units import units
from modelpolicy.usecases.scripts import scan_scripts
from modelpolicy.usecases.uncollected import uncollected
from modelpolicy.usecases.unit import Found, Rows, loads_of, scan_apart


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


@uncollected()
def scan(project: Project, paths: Sequence[Path] = ()) -> Scan:
    """Find the loads at and below ``paths``, or what the settings say to scan.

    Raises:
        NothingToCheckError: there is no source there.
        SettingsError: a loader in the settings is not well formed.
    """
    settings = project.settings
    found = discover(project.root, paths or [Path(path) for path in settings.paths], settings.exclude)
    sources = SourceFiles(project.root)
    rows = Rows(settings.loaders, project.source or "settings")
    catalogue = rows.catalogue()
    evaluator = Evaluator(Modules(found.paths, sources), catalogue)
    parts = units(found.paths, found.environments)
    apart = scan_apart(project.root, parts, rows) if len(parts) > 1 else ()
    python = _in_order(apart) if apart else loads_of(evaluator, catalogue, sources)
    scripts = scan_scripts(project.root, found.scripts, evaluator, catalogue)
    return Scan(
        _without_repeats((*python, *scripts.loads)),
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


def _in_order(parts: Iterable[Found]) -> list[Load]:
    return sorted((load for part in parts for load in part.loads), key=lambda load: load.location)

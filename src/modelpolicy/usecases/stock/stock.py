"""What of this machine's models a project needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from modelpolicy.domain.load import Failure, Load
from modelpolicy.errors import NothingToCheckError
from modelpolicy.extract.catalogue import Catalogue, builtin_catalogue
from modelpolicy.graph.model import Graph
from modelpolicy.liveness.closure import Closure
from modelpolicy.liveness.demand import Demands, demands
from modelpolicy.liveness.verdict import Judged, judge
from modelpolicy.registry.read import read_registry
from modelpolicy.registry.schema import Registry
from modelpolicy.settings.project import Project
from modelpolicy.stores.all_stores import all_stores
from modelpolicy.stores.contents import Contents, joined
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.layout import Layout
from modelpolicy.stores.libraries import layouts_of
from modelpolicy.stores.library import Library
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.needs import read_needs
from modelpolicy.stores.store import Root, Store
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.scan import scan
from modelpolicy.usecases.stock.selection import PACKAGED
from modelpolicy.usecases.stock.traced import traced_demands


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a project's code and registry ask for, and the directories that its code hands to libraries, by store.

    ``read`` are the files that this was found in, relative to the root; ``unread`` what no load was looked for in.
    """

    demands: Demands
    given: Mapping[str, tuple[str, ...]]
    read: tuple[str, ...] = ()
    unread: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Stock:
    """The artifacts on this machine, judged by what one project needs."""

    machine: Machine
    stores: tuple[Store, ...]
    contents: Contents
    holdings: Holdings
    judged: tuple[Judged, ...]
    closure: Closure

    def contents_now(self) -> Contents:
        """What lies in the same stores now."""
        return joined(store.read(self.machine) for store in self.stores)


def take_stock(project: Project) -> Stock:
    """Read the stores, and judge what lies there by the code and the registry of ``project``.

    Raises:
        InputError: settings or registry cannot be used. A project without source or registry asks for nothing.
    """
    return judge_stock(project, wanted(project))


def judge_stock(project: Project, asked: Wanted) -> Stock:
    """Read the stores as ``project`` sees them, and judge what lies there by what is ``asked`` for.

    Raises:
        SettingsError: a store in the settings is not well formed.
    """
    machine = Machine.here(project.root, asked.given)
    stores = stores_of(project)
    contents = joined(store.read(machine) for store in stores)
    holdings = Holdings(contents.artifacts, stores, machine)
    judged, closure = judge(asked.demands, holdings, read_needs)
    return Stock(machine, stores, contents, holdings, judged, closure)


def find_roots(project: Project) -> tuple[Root, ...]:
    """Where the stores are for ``project``, whether these directories exist or not.

    Raises:
        InputError: settings or registry cannot be used.
    """
    return _roots(project, wanted(project).given)


def _roots(project: Project, given: Mapping[str, tuple[str, ...]]) -> tuple[Root, ...]:
    machine = Machine.here(project.root, given)
    return tuple(root for store in stores_of(project) for root in store.roots(machine))


def model_directories(project: Project, loads: Iterable[Load]) -> tuple[str, ...]:
    """The directories of stores that hold models alone: none of installed packages, and none that other things lie in.

    ``loads`` are those of the project, which can hand directories to a library.

    Raises:
        SettingsError: a loader or a store in the settings is not well formed.
    """
    given = _together(_given(loads, stores_by_loader(project)), _added(project))
    return tuple(root.path for root in _roots(project, given) if root.store != PACKAGED and not root.shared)


def stores_of(project: Project) -> tuple[Store, ...]:
    """The known stores, and those of the settings.

    Raises:
        SettingsError: a store in the settings is not well formed.
    """
    return all_stores(layout for layout in _layouts(project) if not _only_adds_roots(layout))


def wanted(project: Project) -> Wanted:
    """What ``project`` asks for, by its code and its registry, and by what was seen of it at run time.

    Raises:
        InputError: settings or registry cannot be used, or what was seen cannot be read.
    """
    registry = registry_of(project)
    traced = traced_demands(project.root, project.settings.trace_days)
    try:
        scanned = scan(project)
    except NothingToCheckError:
        return Wanted(demands(Graph(), registry, {}) + traced, _added(project))
    graph = map_models(project, scanned)
    stores = stores_by_loader(project)
    unread = tuple(failure for failure in scanned.failures if not failure.searched)
    read = (*scanned.paths, *scanned.configurations)
    found = demands(graph, registry, stores) + traced
    return Wanted(found, _together(_given(scanned.loads, stores), _added(project)), read, unread)


def stores_by_loader(project: Project) -> dict[str, tuple[str, ...]]:
    """The stores that the loaders of one name can ask.

    Raises:
        SettingsError: a loader or a store in the settings is not well formed.
    """
    return _prefixes_by_loader(_catalogue(project), stores_of(project))


def given_directories(project: Project, loads: Iterable[Load]) -> dict[str, tuple[str, ...]]:
    """The directories that code and settings hand to stores, as they are written.

    Raises:
        SettingsError: a loader or a store in the settings is not well formed.
    """
    added = {
        layout.name: tuple(path for chain in layout.roots for path in chain)
        for layout in _layouts(project)
        if _only_adds_roots(layout)
    }
    return _together(_given(loads, stores_by_loader(project)), added)


def _layouts(project: Project) -> tuple[Layout, ...]:
    return layouts_of(project.settings.stores, project.source or "settings")


def _only_adds_roots(layout: Layout) -> bool:
    """Whether a row of the settings says no more than that a known store has further directories."""
    return not layout.entries and layout.name in {store.name for store in all_stores()}


def _added(project: Project) -> dict[str, tuple[str, ...]]:
    """The directories that the settings add to known stores."""
    machine = Machine.here(project.root)
    added = (Library(layout) for layout in _layouts(project) if _only_adds_roots(layout))
    return {library.name: tuple(root.path for root in library.roots(machine)) for library in added}


def _together(*given: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(name for one in given for name in one)
    return {name: tuple(dict.fromkeys(path for one in given for path in one.get(name, ()))) for name in names}


def registry_of(project: Project) -> Registry:
    """The registry of ``project``, an empty one where it has none.

    Raises:
        RegistryError: it cannot be used.
    """
    path = project.root / project.settings.registry
    return read_registry(path, project.root).registry if path.exists() else Registry()


def _catalogue(project: Project) -> Catalogue:
    catalogue = builtin_catalogue()
    rows = project.settings.loaders
    return catalogue.extended(rows, project.source or "settings") if rows else catalogue


def _prefixes_by_loader(catalogue: Catalogue, stores: Sequence[Store]) -> dict[str, tuple[str, ...]]:
    """The prefixes of everything that the loaders of one name can ask for, under all names that it has in stores."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for loader in catalogue.loaders:
        found[loader.name] |= {loader.store, loader.owned_store, *loader.prefixes.values()} - {""}
    return {name: tuple(sorted(_reachable(prefixes, stores))) for name, prefixes in found.items()}


def _reachable(prefixes: Iterable[str], stores: Sequence[Store]) -> set[str]:
    """The prefixes, those that they lead to, and the names of the stores that keep models of any of them."""
    reached: set[str] = set()
    pending = list(prefixes)
    while pending:
        prefix = pending.pop()
        if prefix not in reached:
            reached.add(prefix)
            pending += (further for store in stores for further in store.leads_to(prefix))
    return reached | {store.name for store in stores if not store.prefixes.isdisjoint(reached)}


def _given(loads: Iterable[Load], stores: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for load in loads:
        for directory in _directories(load):
            for store in stores.get(load.loader, ()):
                found[store][directory] = None
    return {store: tuple(directories) for store, directories in found.items()}


def _directories(load: Load) -> Iterator[str]:
    for argument in load.arguments:
        if argument.name == "cache_dir":
            yield from (value for value in argument.values if isinstance(value, str) and value)

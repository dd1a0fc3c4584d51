"""What this machine's projects need together: the one at hand, and every registered one."""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.cache.digest import digest, file_digests
from modelpolicy.cleanup.projects.live_set import anchored, from_data, to_data
from modelpolicy.cleanup.projects.projects import Projects
from modelpolicy.domain.plan import ProjectState
from modelpolicy.errors import InputError, Problem, RefusedError
from modelpolicy.liveness.demand import Demands
from modelpolicy.settings.project import Project, find_project
from modelpolicy.usecases.stock.stock import Wanted, wanted
from modelpolicy.usecases.stock.traced import ever_traced_demands


@dataclass(frozen=True, slots=True)
class Live:
    """Everything that is asked for, and the projects that ask."""

    wanted: Wanted
    projects: tuple[ProjectState, ...]


@dataclass(frozen=True, slots=True)
class _Needs:
    """One project's."""

    state: ProjectState
    demands: Demands
    given: Mapping[str, tuple[str, ...]]


def live(project: Project, projects: Projects) -> Live:
    """What ``project`` and all registered ``projects`` need. What is read of these is remembered.

    Raises:
        InputError: settings or registry of ``project`` cannot be used. RefusedError: what some project needs is not
            known.
    """
    own = str(project.root)
    others = [root for root in projects.roots() if root != own]
    needs = [_own_needs(project, projects)]
    needs += (_needs_of(root, projects) for root in others)
    demands = sum((one.demands for one in needs), Demands())
    given = _joined(one.given for one in needs)
    return Live(Wanted(demands, given), tuple(sorted(one.state for one in needs)))


def _own_needs(project: Project, projects: Projects) -> _Needs:
    root = str(project.root)
    asked = wanted(project)
    _refuse_unread(asked)
    known = _last_known(root, projects)
    if known and _has_lost_source(asked, known):
        return _Needs(_state(project, asked), asked.demands + known, asked.given)
    if root in projects.roots():
        _remember(projects, root, asked.demands)
    return _Needs(_state(project, asked), asked.demands, asked.given)


def _refuse_unread(asked: Wanted) -> None:
    """A file that no load was searched in can load anything."""
    if asked.unread:
        remedy = "make it readable, or exclude it in the settings: until then nothing can be deleted safely"
        raise RefusedError(*(Problem(one.location.path, one.location.line, one.reason, remedy) for one in asked.unread))


def _needs_of(root: str, projects: Projects) -> _Needs:
    known = _last_known(root, projects)
    try:
        project, asked = _elsewhere(root)
    except InputError as error:
        return _known_needs(root, known, str(error).partition("\n")[0])
    except OSError as error:
        return _known_needs(root, known, error.strerror or str(error))
    demands = anchored(asked.demands, root)
    if asked.unread or (known and _has_lost_source(asked, known)):
        reason = "a part of its source cannot be read" if asked.unread else "it holds no source any more"
        fallback = _known_needs(root, known, reason)
        return _Needs(fallback.state, demands + fallback.demands, _absolute(asked.given, root))
    _remember(projects, root, asked.demands)
    return _Needs(_state(project, asked), demands, _absolute(asked.given, root))


def _elsewhere(root: str) -> tuple[Project, Wanted]:
    if not os.path.isdir(root):  # noqa: PTH112
        raise FileNotFoundError(None, "it is not there any more", root)
    project = find_project(Path(root))
    if str(project.root) != root:
        raise FileNotFoundError(None, "it is no project of its own any more", root)
    return project, wanted(project)


def _has_lost_source(asked: Wanted, known: Demands) -> bool:
    return not asked.read and bool(known.models or known.open)


def _last_known(root: str, projects: Projects) -> Demands | None:
    with suppress(KeyError, TypeError, ValueError):
        data = projects.last_known(root)
        return None if data is None else anchored(from_data(data), root)
    return None


def _known_needs(root: str, known: Demands | None, reason: str) -> _Needs:
    """What it was last known to need, and what was ever seen of it at run time."""
    if known is None:
        remedy = f"mend it, or let its needs go: modelpolicy roots forget {root}"
        message = f"what this registered project needs is not known: {reason}"
        raise RefusedError(Problem(root, 0, message, remedy))
    demands = known + anchored(ever_traced_demands(Path(root)), root)
    return _Needs(ProjectState(root, detail=f"as last known: {reason}"), demands, {})


def _remember(projects: Projects, root: str, demands: Demands) -> None:
    """Where nothing can be written, the plan is as good; only what is remembered gets older."""
    with suppress(OSError):
        projects.remember(root, to_data(demands))


def _state(project: Project, asked: Wanted) -> ProjectState:
    settings = project.settings.registry
    named = [project.source] if project.source else []
    code = file_digests(project.root, sorted({*asked.read, *named}))
    registry = file_digests(project.root, [settings])
    return ProjectState(str(project.root), _sum(code), _sum(registry))


def _sum(digests: Mapping[str, str | None]) -> str:
    return digest(*(f"{path}\0{content}".encode("utf-8", "surrogateescape") for path, content in digests.items()))


def _absolute(given: Mapping[str, tuple[str, ...]], root: str) -> dict[str, tuple[str, ...]]:
    return {store: tuple(_anchor(path, root) for path in paths) for store, paths in given.items()}


def _anchor(path: str, root: str) -> str:
    return path if path.startswith(("~", "$")) else os.path.join(root, path)  # noqa: PTH118


def _joined(parts: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for part in parts:
        for store, paths in part.items():
            found[store].update(dict.fromkeys(paths))
    return {store: tuple(paths) for store, paths in found.items()}

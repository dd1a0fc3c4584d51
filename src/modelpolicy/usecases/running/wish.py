"""What a smoke run is wished to try, and where: found in one scan of the project, and on this machine."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.domain.load import Load
from modelpolicy.domain.model_id import ModelId
from modelpolicy.errors import InputError, NothingToCheckError, Problem
from modelpolicy.graph.model import Graph
from modelpolicy.history.git import GitError, git
from modelpolicy.registry.schema import Registry
from modelpolicy.settings.project import Project
from modelpolicy.smoke.gpus.devices import GpuDriver, choose_device
from modelpolicy.smoke.gpus.nvml import Nvml
from modelpolicy.smoke.gpus.visible import VisibleGpus
from modelpolicy.smoke.select import Choice, Target, select
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.progress import UNSEEN, Progress
from modelpolicy.usecases.scanning.scan import scan
from modelpolicy.usecases.stock.stock import registry_of


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for.

    ``analyzers`` and ``models`` bound what is tried, and so does ``changed_since``, a revision of git. ``device`` is
    one as it is written. ``seconds`` and ``memory``, in bytes, bound each analyzer.
    """

    analyzers: Collection[str] = ()
    models: Collection[ModelId] = ()
    changed_since: str | None = None
    device: str = "auto"
    allow_cpu: bool = False
    seconds: float = 600
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What will be tried, and what it was chosen from: one scan of the project. ``untried`` is what cannot be."""

    targets: tuple[Target, ...]
    graph: Graph
    loads: tuple[Load, ...]
    registry: Registry
    untried: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The device that the wish comes to on this machine, and the driver that knows it."""

    device: str
    driver: GpuDriver


def find_place(wish: Wish) -> Place:
    """Where the ``wish`` is tried.

    Raises:
        NothingToCheckError: the device is not there.
    """
    driver = VisibleGpus(Nvml(), os.environ.get("CUDA_VISIBLE_DEVICES"))
    return Place(choose_device(wish.device, driver, allow_cpu=wish.allow_cpu), driver)


def choose(project: Project, wish: Wish, progress: Progress = UNSEEN) -> Chosen:
    """Scan the project for the analyzers of the ``wish``; the device does not matter.

    Raises:
        InputError: settings or registry cannot be used, or no analyzer fits, or none of those that do can be tried.
    """
    scanned = scan(project, progress=progress)
    graph, registry = map_models(project, scanned), registry_of(project)
    changed = None if wish.changed_since is None else _changed(project.root, wish.changed_since)
    fitting = select(graph, registry, Choice(wish.analyzers, wish.models, changed))
    targets = fitting if project.settings.catalog else tuple(target for target in fitting if target.models)
    untried = tuple(target for target in fitting if target not in targets)
    if not targets:
        raise NothingToCheckError(*map(why_untried, untried))
    return Chosen(targets, graph, scanned.loads, registry, untried)


def why_untried(target: Target) -> Problem:
    """Why it cannot be tried: nothing would be loaded, and that is no pass."""
    message = "not tried: no model of it is known, and its code cannot be asked without the setting `catalog`"
    remedy = "name the application's own dict of analyzers in `catalog`, or list its models in the registry"
    return Problem(target.analyzer, 0, message, remedy)


def _changed(root: Path, revision: str) -> frozenset[str]:
    try:
        names = git(root, "diff", "--name-only", "--relative", "-z", "--end-of-options", revision)
        fresh = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    except GitError as error:
        reason = str(error).partition("\n")[0]
        raise InputError(Problem("--changed-since", 0, reason, "name a revision of this repository")) from error
    return frozenset(filter(None, f"{names}\0{fresh}".split("\0")))

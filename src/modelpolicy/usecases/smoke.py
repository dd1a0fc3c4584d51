"""Enabled analyzers really loaded and run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.registry.read import read_registry
from modelpolicy.registry.schema import Registry
from modelpolicy.settings.project import Project
from modelpolicy.smoke.attempt import Terms, attempt
from modelpolicy.smoke.devices import Nvml, choose_device
from modelpolicy.smoke.select import Choice, Target, select
from modelpolicy.usecases.map import map_models
from modelpolicy.usecases.scan import scan
from modelpolicy.usecases.stock import find_roots
from modelpolicy.usecases.unit import Rows


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for: a device as it is written, bounds for each analyzer in seconds and bytes."""

    device: str = "auto"
    allow_cpu: bool = False
    seconds: float = 600
    memory: int | None = None


def targets(project: Project, choice: Choice) -> tuple[Target, ...]:
    """The analyzers of ``choice``, as code and registry have them.

    Raises:
        InputError: settings or registry cannot be used, or no analyzer fits.
    """
    path = project.root / project.settings.registry
    registry = read_registry(path, project.root).registry if path.exists() else Registry()
    return select(map_models(project, scan(project)), registry, choice)


def terms(project: Project, wish: Wish, logs: Path) -> Terms:
    """The conditions that the ``wish`` comes to on this machine.

    Raises:
        NothingToCheckError: the device is not there.
    """
    catalog = project.settings.catalog
    device = choose_device(wish.device, Nvml(), allow_cpu=wish.allow_cpu)
    logs.mkdir(parents=True, exist_ok=True)
    return Terms(
        project.root,
        str(catalog) if catalog else None,
        device,
        wish.seconds,
        logs,
        wish.memory,
        Rows(project.settings.loaders, project.source or "settings").catalogue(),
        tuple(root.path for root in find_roots(project)),
    )


def smoke(chosen: tuple[Target, ...], under: Terms) -> Iterator[SmokeRun]:
    """Try one analyzer after the other; each comes back as soon as it is over."""
    for target in chosen:
        yield attempt(target, under)

"""Enabled analyzers really loaded and run, and the results kept."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from time import time

from modelpolicy.cache.digest import digest
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.runtime import SmokeResult, Surroundings
from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.errors import InputError, Problem
from modelpolicy.history.git import GitError, git
from modelpolicy.registry.schema import Registry
from modelpolicy.settings.project import Project
from modelpolicy.smoke.attempt import Terms, attempt
from modelpolicy.smoke.gpus.devices import all_of_kind
from modelpolicy.smoke.gpus.turn import turn
from modelpolicy.smoke.kept.results import Results, database_in
from modelpolicy.smoke.kept.surroundings import on_device, surroundings
from modelpolicy.smoke.pack import Need
from modelpolicy.smoke.parallel import Devices, run_all
from modelpolicy.smoke.select import Target
from modelpolicy.smoke.tracing.held import contradictions, known_models
from modelpolicy.usecases.running.wish import Chosen, Place, Wish
from modelpolicy.usecases.scanning.unit import Rows
from modelpolicy.usecases.stock.runtime import code_digests
from modelpolicy.usecases.stock.stock import model_directories


@dataclass(frozen=True, slots=True)
class Session:
    """What will be tried, with the VRAM that it takes, where, under which terms, and what a result is kept with.

    ``turns`` is the directory in which smoke runs of this user take turns, ``known`` what code or registry name.
    """

    needs: tuple[Need, ...]
    devices: Devices
    terms: Terms
    results: Results
    surroundings: Surroundings
    turns: Path
    known: frozenset[ModelId]
    code: Mapping[str, str]


def prepare(project: Project, wish: Wish, chosen: Chosen, place: Place, state: Path) -> Session:
    """Find out how what was ``chosen`` is tried; ``state`` is the user's directory of modelpolicy.

    Raises:
        InputError: settings or earlier results cannot be used, or there is no place for logs.
    """
    device, driver, own = place.device, place.driver, state / "smoke"
    terms = _terms(project, wish, device, _logs(own, project.root), model_directories(project, chosen.loads))
    libraries = {pattern.partition(".")[0] for pattern in terms.catalogue.patterns}
    here = surroundings(libraries, _commit(project.root))
    results = Results(database_in(state), project.root)
    needs = _needs(chosen.targets, chosen.registry, results.latest())
    devices = Devices(all_of_kind(wish.device, device, driver), driver)
    known = known_models(chosen.graph, chosen.registry)
    return Session(needs, devices, terms, results, here, own, known, code_digests(project, chosen.graph))


def smoke(session: Session, jobs: int, waiting: Callable[[], object]) -> Iterator[SmokeResult]:
    """Try the analyzers, at most ``jobs`` at once; each comes back as soon as it is over.

    A GPU that the user's other smoke runs have is waited for, after ``waiting`` was called.

    Raises:
        InputError: the results cannot be kept.
    """
    with turn(session.devices.locks(session.turns), waiting):
        for run in run_all(session.needs, session.devices, jobs, partial(_tried, session)):
            result = _result(session, run)
            session.results.add(result)
            yield result


def try_one(session: Session, target: Target) -> SmokeRun:
    """Try one analyzer, and keep the result.

    Raises:
        InputError: it cannot be kept.
    """
    needs = tuple(need for need in session.needs if need.target == target)
    devices = replace(session.devices, names=(session.terms.device,))
    (result,) = smoke(replace(session, needs=needs, devices=devices), 1, lambda: None)
    return result.run


def _tried(session: Session, need: Need, device: str, stop: Event) -> SmokeRun:
    run = attempt(need.target, replace(session.terms, device=device), session.devices.driver, stop)
    return replace(run, warnings=(*run.warnings, *contradictions(run, session.known)))


def _result(session: Session, run: SmokeRun) -> SmokeResult:
    where = on_device(session.surroundings, run.device, session.devices.driver)
    return SmokeResult(run, int(time()), session.code.get(run.analyzer, ""), where)


def _logs(own: Path, root: Path) -> Path:
    """A directory for each project: analyzers of two can have the same name."""
    logs = own / "logs" / f"{root.name}-{digest(os.fsencode(root))[:8]}"
    try:
        logs.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "set MODELPOLICY_STATE_DIR to a directory that can be written"
        raise InputError(Problem(str(logs), 0, f"cannot be made: {error.strerror}", remedy)) from error
    return logs


def _needs(targets: Iterable[Target], registry: Registry, known: Mapping[str, SmokeResult]) -> tuple[Need, ...]:
    """What is documented, else what was measured last."""
    documented = {name: entry.vram.bytes for name, entry in registry.analyzers.items() if entry.vram}
    measured = {name: peak for name, result in known.items() if (peak := result.run.measured.vram_peak)}
    return tuple(Need(target, documented.get(target.analyzer, measured.get(target.analyzer))) for target in targets)


def _terms(project: Project, wish: Wish, device: str, logs: Path, stores: tuple[str, ...]) -> Terms:
    catalog = project.settings.catalog
    return Terms(
        project.root,
        str(catalog) if catalog else None,
        device,
        wish.seconds,
        logs,
        wish.memory,
        Rows(project.settings.loaders, project.source or "settings").catalogue(),
        stores,
    )


def _commit(root: Path) -> str | None:
    try:
        return git(root, "rev-parse", "HEAD")
    except (GitError, InputError):
        return None

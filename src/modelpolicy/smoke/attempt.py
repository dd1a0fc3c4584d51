"""One analyzer tried: a worker of its own, a temporary directory of its own, and what came of it."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Final, get_args
from uuid import uuid4

from modelpolicy.domain.smoke import Measured, SmokeFailure, SmokeRun
from modelpolicy.domain.trace import Trace
from modelpolicy.extract.catalogue import Catalogue, builtin_catalogue
from modelpolicy.registry.schema import Trust
from modelpolicy.smoke.diagnose import diagnose, loaded_nothing, stayed_on_cpu
from modelpolicy.smoke.gpus.devices import GpuDriver
from modelpolicy.smoke.gpus.vram import VramWatch
from modelpolicy.smoke.process.report import Report, read_report
from modelpolicy.smoke.process.sandbox import environment
from modelpolicy.smoke.process.supervise import Command, Ending, supervise
from modelpolicy.smoke.process.task import Task, write_task
from modelpolicy.smoke.select import Target
from modelpolicy.smoke.tracing.calls import trace_of
from modelpolicy.smoke.tracing.files import hub_revisions, weights_formats
from modelpolicy.smoke.tracing.recording import Refusal, TracePlan, read_record, recording

_END_OF_LOG: Final = 20_000  # bytes


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which conditions analyzers are tried.

    ``root`` is the project's directory, ``catalog`` the application's dict of analyzers (``file.py:NAME``). ``seconds``
    is what each may take, ``memory`` what each may allocate in bytes. ``logs`` is the directory for what they print.
    ``catalogue`` are the loaders whose calls are recorded, ``stores`` the directories whose files are.
    """

    root: Path
    catalog: str | None
    device: str
    seconds: float
    logs: Path
    memory: int | None = None
    catalogue: Catalogue = field(default_factory=builtin_catalogue)
    stores: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a worker ended, what it said, what it was seen to load, whom it asked on the network, its VRAM, its log."""

    ending: Ending
    report: Report
    trace: Trace
    hosts: tuple[str, ...]
    vram_peak: int | None
    log: Path


class StoppedError(Exception):
    """Nobody waits for the run any more: it was ended."""


def attempt(target: Target, terms: Terms, driver: GpuDriver, stop: Event) -> SmokeRun:
    """Load and run one analyzer. Whatever happens to it is in what comes back.

    Raises:
        StoppedError: ``stop`` was set meanwhile. Nothing of the worker is left.
    """
    gpu = _uuid(terms.device, driver)
    vram = VramWatch(driver, gpu)
    log = terms.logs / f"{target.analyzer.replace(os.sep, '_')}.log"
    with tempfile.TemporaryDirectory(prefix="modelpolicy-smoke-", ignore_cleanup_errors=True) as directory:
        place = Path(directory)
        written, said, temporary, record = (place / name for name in ("task.json", "report.json", "tmp", "trace"))
        temporary.mkdir()
        record.mkdir()
        write_task(written, _task(target, terms))
        words = (sys.executable, "-m", "modelpolicy.smoke.worker", str(written), str(said))
        plan = TracePlan(terms.catalogue, terms.stores, terms.root, _refused(target))
        added = recording(os.environ, record, plan)
        trusted = "pickle" in target.trusts
        surroundings = environment({**os.environ, **added}, uuid4().hex, temporary, gpu, pickle=trusted)
        ending = supervise(Command(words, surroundings, terms.root, log), terms.seconds, _until(stop, vram))
        seen = read_record(record)
        trace = trace_of(seen, terms.catalogue, target.analyzer)
        return _run(target, terms, Outcome(ending, read_report(said), trace, seen.hosts, vram.peak, log))


def _until(stop: Event, look: Callable[[int], None]) -> Callable[[int], None]:
    def watch(process: int) -> None:
        if stop.is_set():
            raise StoppedError
        look(process)

    return watch


def _task(target: Target, terms: Terms) -> Task:
    models = tuple(map(str, target.models))
    return Task(target.analyzer, str(terms.root), terms.catalog, models, terms.device, terms.memory)


def _uuid(device: str, driver: GpuDriver) -> str:
    """That of the GPU which ``device`` names; ``""`` where it names none, and then no driver is asked."""
    gpus = driver.gpus() if device.startswith("cuda") else ()
    return next((gpu.uuid for gpu in gpus if device == f"cuda:{gpu.number}"), "")


def _refused(target: Target) -> tuple[Refusal, ...]:
    return ("network", *(trust for trust in get_args(Trust) if trust not in target.trusts))


def _run(target: Target, terms: Terms, outcome: Outcome) -> SmokeRun:
    ending, report, trace = outcome.ending, outcome.report, outcome.trace
    vram = max(filter(None, (report.vram_peak, outcome.vram_peak)), default=None)
    failure = (
        diagnose(ending, report, _end_of(outcome.log), terms.seconds)
        or stayed_on_cpu(terms.device, report, vram)
        or (loaded_nothing(report, trace) if target.is_open and not target.models else None)
    )
    return SmokeRun(
        target.analyzer,
        target.models,
        terms.device,
        ending.seconds,
        Measured(
            report.load_seconds,
            report.run_seconds,
            report.bytes_read,
            max(ending.peak_ram, report.peak_ram),
            report.vram_loaded,
            vram,
            report.dtypes,
            weights_formats(trace.files),
            hub_revisions(trace.files),
        ),
        failure,
        _warnings(outcome, failure),
        str(outcome.log),
        trace,
    )


def _warnings(outcome: Outcome, failure: SmokeFailure | None) -> tuple[str, ...]:
    """Those of libraries, and the hosts that were refused where that is not what it failed for."""
    is_told = failure is not None and failure.kind == "network"
    wanted = [] if is_told else [f"asked for the network: {host}" for host in outcome.hosts]
    return (*outcome.report.warnings, *wanted)


def _end_of(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _END_OF_LOG))
        return file.read().decode(errors="replace")

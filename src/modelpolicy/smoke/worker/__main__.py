"""``python -m modelpolicy.smoke.worker TASK REPORT``: load one analyzer, run it once, say how it went.

Everything that can go wrong here is the analyzer's, or its libraries'; what comes out is a ``Report``, and the exit
code 0 or 1.
"""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.smoke import Stage
from modelpolicy.smoke.process.report import Raised, Report, write_report
from modelpolicy.smoke.process.resident import peak_ram
from modelpolicy.smoke.process.task import Task, read_task
from modelpolicy.smoke.worker.by_store.models import ByStore
from modelpolicy.smoke.worker.entry import find_entry, samples
from modelpolicy.smoke.worker.gauges import Warnings, bytes_read, limit_memory, vram_held, vram_peak, weight_types
from modelpolicy.smoke.worker.lifeline import end_with_parent


def main(argv: Sequence[str]) -> int:
    """Do what the task file says, and write the report file."""
    end_with_parent()
    task, place = read_task(Path(argv[0])), Path(argv[1])
    if task.memory is not None:
        limit_memory(task.memory)
    worker = Worker(place)
    try:
        _require_refusals()
        worker.work(task)
    except BaseException as error:  # noqa: BLE001 - an analyzer can raise anything, SystemExit too; it is all reported
        traceback.print_exc()
        worker.say(raised=tuple(map(_raised, _chain(error))), vram_peak=vram_peak())
        return 1
    return 0


class Worker:
    """Loads, runs and measures; every step is in the report before it begins."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._warnings = Warnings()
        self._warnings.listen()
        self._report = Report()
        self._read_before = bytes_read() or 0

    def say(self, **changes: Any) -> None:
        """Write the report with ``changes``, and with what was seen up to now."""
        read = bytes_read()
        self._report = replace(
            self._report,
            bytes_read=None if read is None else read - self._read_before,
            peak_ram=peak_ram(os.getpid()),
            warnings=tuple(self._warnings.lines),
            **changes,
        )
        write_report(self._place, self._report)

    def work(self, task: Task) -> None:
        """Load the analyzer, and run it on one small input where its code can be asked."""
        start = self._begin("import")
        entry = find_entry(Path(task.root), task.catalog, task.analyzer) if task.catalog else None
        given = samples(task.device)
        self.say(is_own=any(callable(getattr(entry, name, None)) for name in ("load", "smoke")))
        self._begin("load")
        loaded = _load(entry, task, given.device)
        self.say(load_seconds=perf_counter() - start, vram_loaded=vram_held(), dtypes=weight_types())
        run = getattr(loaded, "smoke", None)
        if callable(run):
            self.say(run_seconds=self._run(lambda: run(given)), vram_peak=vram_peak())
        self._begin("done")

    def _run(self, run: Callable[[], object]) -> float:
        start = self._begin("run")
        run()
        return perf_counter() - start

    def _begin(self, stage: Stage) -> float:
        self.say(stage=stage)
        return perf_counter()


def _require_refusals() -> None:
    if "modelpolicy_refusals" not in sys.modules:
        raise RuntimeError("nothing of the project is run: what refuses the network did not start with this Python")


def _load(entry: Any, task: Task, device: str) -> Any:
    """The analyzer, loaded by its own code; without such, its models, each by its store."""
    analyzer = entry() if isinstance(entry, type) else entry
    if callable(getattr(analyzer, "load", None)):
        analyzer.load()
        return analyzer
    models = ByStore(tuple(map(ModelId.parse, task.models)), device)
    models.load()
    return analyzer if callable(getattr(analyzer, "smoke", None)) else models


def _chain(error: BaseException) -> list[BaseException]:
    """The exception, then those that it was raised from or while handling, outermost first."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain


def _raised(error: BaseException) -> Raised:
    types = tuple(f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__)
    return Raised(types, str(error)[:2000])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

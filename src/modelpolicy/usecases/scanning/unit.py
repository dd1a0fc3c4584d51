"""The loads of one unit, and of many, each by itself and several at once."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from modelpolicy.domain.load import Failure, Load
from modelpolicy.extract.catalogue import Catalogue, builtin_catalogue
from modelpolicy.loads.loads import find_loads
from modelpolicy.prefilter.worth import Wanted, worth_parsing
from modelpolicy.program.project import MOST_HELD, MOST_HELD_APART
from modelpolicy.program.project import Project as Modules
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.scripts.loading.spawned import spawned_loads
from modelpolicy.source.files import SourceFiles
from modelpolicy.usecases.scanning.grounds import Grounds, grounds_of
from modelpolicy.usecases.scanning.progress import UNSEEN, Progress
from modelpolicy.usecases.scanning.roomy import roomy
from modelpolicy.usecases.scanning.uncollected import uncollected

Unit = tuple[str, ...]
"""The files of a part of an environment, or of a project."""

WORTH_A_PROCESS: Final = 500
"""Files; starting a process takes as long as looking at so many."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a unit loads, what of it could not be read, and which configuration files were read or looked for.

    ``grounds`` are what a search of it asked of its files; ``None`` where it was recalled.
    """

    loads: tuple[Load, ...]
    failures: tuple[Failure, ...]
    configurations: tuple[str, ...]
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that a user adds to the loader catalogue, and the file that they stand in."""

    loaders: tuple[Mapping[str, object], ...]
    origin: str

    def catalogue(self) -> Catalogue:
        """The shipped catalogue with the user's rows in front.

        Raises:
            SettingsError: a row is not well formed.
        """
        shipped = builtin_catalogue()
        return shipped.extended(self.loaders, self.origin) if self.loaders else shipped


@dataclass(frozen=True, slots=True)
class _Task:
    """What a process is told to look at."""

    root: Path
    units: tuple[Unit, ...]
    rows: Rows
    most_held: int

    @property
    def files(self) -> int:
        """How many there are to look at."""
        return sum(map(len, self.units))

    @roomy
    def found(self, progress: Progress = UNSEEN) -> list[Found]:
        with uncollected():
            return [_scan_unit(self, unit, progress) for unit in self.units]


def loads_in(
    evaluator: Evaluator, catalogue: Catalogue, worth: Mapping[str, Wanted | None], progress: Progress = UNSEEN
) -> Iterator[Load]:
    """The loads in the files ``worth`` parsing, in their order."""
    progress.advance(len(evaluator.project.paths) - len(worth))
    for path, wanted in worth.items():
        evaluator.turn_to_next_file()
        for module in evaluator.project.modules(path):
            yield from find_loads(evaluator, catalogue, module, wanted)
            yield from spawned_loads(evaluator, catalogue, module)
        progress.advance(1)


def loads_of(
    evaluator: Evaluator, catalogue: Catalogue, sources: SourceFiles, progress: Progress = UNSEEN
) -> list[Load]:
    """The loads in the files of the evaluator's project, in the order of its paths."""
    return list(loads_in(evaluator, catalogue, worth_parsing(catalogue, evaluator.project, sources), progress))


def scan_apart(
    root: Path, units: Sequence[Unit], rows: Rows, progress: Progress = UNSEEN, beside: Collection[Unit] = ()
) -> tuple[Found, ...]:
    """What each unit loads, none knowing of the others. The largest are begun first, so that none is waited for.

    ``beside`` are units of the same scan that need no search: what is found of a unit does not depend on that.
    """
    most_held = MOST_HELD if len(units) + len(beside) == 1 else MOST_HELD_APART
    tasks = [_Task(root, tuple(batch), rows, most_held) for batch in _batches(units)]
    files = sum(task.files for task in tasks)
    workers = min(os.cpu_count() or 1, files // WORTH_A_PROCESS, len(tasks))
    progress.begin(files)
    try:
        several = _at_once(tasks, workers, progress) if workers > 1 else (task.found(progress) for task in tasks)
        return tuple(found for founds in several for found in founds)
    finally:
        progress.end()


def _at_once(tasks: Sequence[_Task], workers: int, progress: Progress) -> Iterator[list[Found]]:
    import signal
    from concurrent.futures import ProcessPoolExecutor

    # Ctrl-C reaches the workers too: they have nothing to say about it.
    with ProcessPoolExecutor(workers, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL)) as pool:
        for task, founds in zip(tasks, pool.map(_Task.found, tasks), strict=True):
            progress.advance(task.files)
            yield founds


def _batches(units: Iterable[Unit]) -> Iterable[list[Unit]]:
    """Units together that are not worth a message each, in their order."""
    batch: list[Unit] = []
    for unit in units:
        batch.append(unit)
        if sum(map(len, batch)) >= WORTH_A_PROCESS:
            yield batch
            batch = []
    if batch:
        yield batch


def _scan_unit(task: _Task, unit: Unit, progress: Progress) -> Found:
    sources, catalogue = SourceFiles(task.root), task.rows.catalogue()
    evaluator = Evaluator(Modules(unit, sources, task.most_held), catalogue)
    worth = worth_parsing(catalogue, evaluator.project, sources)
    loads = tuple(loads_in(evaluator, catalogue, worth, progress))
    grounds = grounds_of(evaluator.project, sources, worth)
    return Found(loads, tuple(sources.failures()), tuple(sorted(sources.configurations)), grounds)

"""A program run under a trace, and what it loaded kept."""

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time
from types import FrameType

from modelpolicy.domain.runtime import TracedCommand
from modelpolicy.domain.trace import Trace
from modelpolicy.errors import InputError, Problem
from modelpolicy.settings.project import Project
from modelpolicy.smoke.kept.results import Results, database_in
from modelpolicy.smoke.tracing.calls import trace_of
from modelpolicy.smoke.tracing.held import Held, hold
from modelpolicy.smoke.tracing.recording import TracePlan, read_record, recording
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.scan import scan
from modelpolicy.usecases.scanning.unit import Rows
from modelpolicy.usecases.stock.stock import model_directories, registry_of


@dataclass(frozen=True, slots=True)
class Traced:
    """What a command was seen to load, what code and registry say to that, and the command's exit code.

    The code is the negative number of the signal where one ended it.
    """

    trace: Trace
    held: Held
    code: int


def trace(project: Project, words: Sequence[str], state: Path) -> Traced:
    """Run the command ``words`` where this process runs, and keep what it loads as that of ``project``.

    Raises:
        InputError: settings cannot be used, the command cannot be started, or the result not be kept.
    """
    catalogue = Rows(project.settings.loaders, project.source or "settings").catalogue()
    scanned = scan(project)
    stores = model_directories(project, scanned.loads)
    begin = int(time())
    with tempfile.TemporaryDirectory(prefix="modelpolicy-trace-") as directory:
        record = Path(directory)
        added = recording(os.environ, record, TracePlan(catalogue, stores, project.root))
        code = _run(words, {**os.environ, **added})
        seen = trace_of(read_record(record), catalogue)
    Results(database_in(state), project.root).add_trace(TracedCommand(shlex.join(words), begin, seen.loads))
    return Traced(seen, hold(seen.loads, map_models(project, scanned), registry_of(project)), code)


def _run(words: Sequence[str], environment: dict[str, str]) -> int:
    """Ctrl-C is for the command, which a terminal sends it to as well; what else ends a service is passed on to it."""
    with _handled(signal.SIGINT, lambda _number, _frame: None):
        try:
            process = subprocess.Popen(words, env=environment)  # noqa: S603 - what the user asks for
        except OSError as error:
            problem = Problem(words[0], 0, f"cannot be started: {error.strerror}", "name a program after --")
            raise InputError(problem) from error

        def pass_on(number: int, _frame: FrameType | None) -> None:
            process.send_signal(number)

        with _handled(signal.SIGTERM, pass_on), _handled(signal.SIGHUP, pass_on):
            return process.wait()


@contextmanager
def _handled(number: signal.Signals, handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """By a function, for what is ignored here would be ignored by the command too."""
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)

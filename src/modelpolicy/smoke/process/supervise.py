"""One worker: started in a session of its own, watched, and killed with everything that it started."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Final

import psutil

from modelpolicy.smoke.process.log import keep
from modelpolicy.smoke.process.resident import peak_ram
from modelpolicy.smoke.process.sandbox import MARK

_PAUSE: Final = 0.05  # seconds
_PATIENCE: Final = 10.0  # seconds that a killed process may take to be gone


@dataclass(frozen=True, slots=True)
class Command:
    """What is started: the program with its arguments, its environment, its working directory, and its log file."""

    words: Sequence[str]
    environment: Mapping[str, str]
    directory: Path
    log: Path


@dataclass(frozen=True, slots=True)
class Ending:
    """How a worker ended.

    ``code`` is its exit code, or the negative number of the signal that ended it. ``timed_out``: it was killed for its
    time. ``survivors`` are the processes that it left behind, which were then killed. ``peak_ram``, in
    bytes, is what was seen from outside, some twenty times a second.
    """

    code: int
    seconds: float
    peak_ram: int
    timed_out: bool = False
    survivors: tuple[str, ...] = ()


def supervise(command: Command, seconds: float, watch: Callable[[int], None] = lambda _: None) -> Ending:
    """Run ``command`` for at most ``seconds``, calling ``watch`` with its process id again and again.

    When this returns, or is interrupted, or ``watch`` raises something, no process is left that the command started.
    """
    start = monotonic()
    command.log.write_bytes(b"")
    process = subprocess.Popen(  # noqa: S603 - the worker, which the project asked to run
        command.words,
        env=command.environment,
        cwd=command.directory,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    logs = Thread(target=keep, args=(process.stdout, command.log), daemon=True)
    logs.start()
    try:
        status, peak, timed_out = _wait(process.pid, start + seconds, watch)
    finally:
        survivors = kill_marked(command.environment[MARK])
        process.returncode = 0  # it was waited for: without this, Popen would wait again
        logs.join(_PATIENCE)  # a process that nobody here may kill can hold the log open
    left = () if timed_out else survivors
    return Ending(os.waitstatus_to_exitcode(status), monotonic() - start, peak, timed_out, left)


def kill_marked(mark: str) -> tuple[str, ...]:
    """Kill every process whose environment holds ``mark``, wait until all are gone, and name them."""
    found: dict[int, str] = {}
    limit = monotonic() + _PATIENCE
    while (running := _marked(mark)) and monotonic() < limit:
        for process in running:
            with suppress(psutil.Error):
                found.setdefault(process.pid, process.name())
                process.kill()
        psutil.wait_procs(running, timeout=1)
    return tuple(f"{name} ({pid})" for pid, name in found.items())


def _wait(pid: int, limit: float, watch: Callable[[int], None]) -> tuple[int, int, bool]:
    """The status, the peak of resident memory in bytes, and whether it was killed for its time."""
    timed_out, peak = False, 0
    try:
        while True:
            peak = max(peak, peak_ram(pid))
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return status, peak, timed_out
            if not timed_out and monotonic() > limit:
                timed_out = True
                _kill_session(pid)
            watch(pid)
            sleep(_PAUSE)
    except BaseException:
        _kill_session(pid)
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)
        raise


def _kill_session(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _marked(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found

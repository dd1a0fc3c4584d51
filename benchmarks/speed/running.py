"""Commands run one after another, and what each took."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from resource import struct_rusage
from statistics import median
from typing import Final, NamedTuple

MEGABYTE: Final = 1_000_000


class Run(NamedTuple):
    """What a command took, the processes that it started included; ``megabytes`` are those of the largest of them."""

    wall: float
    processor: float
    megabytes: float
    failed: bool = False


def run(command: Sequence[str], directory: Path, limit: int) -> Run:
    """Run ``command`` in ``directory``, and stop it after ``limit`` seconds."""
    start = time.perf_counter()
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=directory, stdout=silent, stderr=silent, start_new_session=True) as process:
        status, usage, stopped = _waited(process, start + limit)
        process.returncode = os.waitstatus_to_exitcode(status)
    failed = stopped or process.returncode not in {0, 1}
    taken = usage.ru_utime + usage.ru_stime
    return Run(time.perf_counter() - start, taken, usage.ru_maxrss * 1024 / MEGABYTE, failed)


def _waited(process: "subprocess.Popen[bytes]", end: float) -> tuple[int, struct_rusage, bool]:
    """The status and the resources of a process, and whether it had to be stopped."""
    while time.perf_counter() < end:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            return status, usage, False
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    _, status, usage = os.wait4(process.pid, 0)
    return status, usage, True


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure; failed where any failed."""
    wall, processor, megabytes = (median(figures) for figures in list(zip(*runs, strict=True))[:3])
    return Run(wall, processor, megabytes, any(one.failed for one in runs))

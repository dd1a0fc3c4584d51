"""How long a cold scan of a directory takes, as a ratio to ``ruff check --select F401`` on it in the same run.

The two take turns, and medians are compared, so that what else the machine does meets both. Peak memory is that of the
scan's largest process. Growth is measured on copies of one part of the directory side by side: 1, 2, 4 and 8 of them.
A run that ends in an error, or takes longer than ``--limit``, measures nothing and is said to have failed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from resource import struct_rusage
from statistics import median
from typing import Final, NamedTuple

RUFF: Final = ("-m", "ruff", "check", "--no-cache", "--isolated", "--select", "F401", "--exit-zero", "--quiet", ".")
SCAN: Final = ("-m", "modelpolicy", "scan", ".", "--format", "json")
COPIES: Final = (1, 2, 4, 8)
MEGABYTE: Final = 1_000_000
FASTER_THAN_RUFF: Final = 1.0
MOST_MEGABYTES: Final = 400
LINEAR: Final = 1.3
"""How much longer than its share a copy may take where time grows linearly: measuring is not exact."""


class Run(NamedTuple):
    """What one process took, or ``failed``."""

    wall: float
    user: float
    megabytes: float
    failed: bool = False


class Comparison(NamedTuple):
    """One line of the table: a figure and what it should be below."""

    name: str
    figure: float
    target: float
    failed: bool

    @property
    def holds(self) -> bool:
        """Whether the figure was measured and is below its target."""
        return not self.failed and self.figure < self.target


def main() -> int:
    """Measure, print the table with the worst line first, and give 1 where a target is missed."""
    options = parsed()
    ruff, scan = in_turns(options.directory, options.n, options.limit)
    growth = grown(options.directory / options.part, options.limit)
    lines = [*against_ruff(ruff, scan), *linear(growth)]
    print(f"{len(list(options.directory.rglob('*.py')))} files; medians of {options.n} runs, limit {options.limit} s")
    for line in sorted(lines, key=lambda line: (not line.failed, -line.figure / line.target)):
        said = "FAILED" if line.failed else f"{line.figure:.2f}"
        print(f"{line.name:46} {said:>10}  below {line.target:<6} {'holds' if line.holds else 'MISSED'}")
    return int(not all(line.holds for line in lines))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, help="a tree of Python files; 10,000 or more for the comparisons")
    parser.add_argument("--part", default=".", help="the part of it that growth is measured on (default: all)")
    parser.add_argument("-n", type=int, default=5, help="how often each command runs (default: 5)")
    parser.add_argument("--limit", type=int, default=600, help="seconds that a run may take (default: 600)")
    return parser.parse_args()


def in_turns(directory: Path, rounds: int, limit: int) -> tuple[Run, Run]:
    """The medians of both commands, after one run that fills the file system's cache."""
    run(RUFF, directory, limit)
    pairs = [(run(RUFF, directory, limit), run(SCAN, directory, limit)) for _ in range(rounds)]
    ruff, scan = zip(*pairs, strict=True)
    return middle(ruff), middle(scan)


def grown(part: Path, limit: int) -> dict[int, Run]:
    """The scan of 1, 2, 4, 8 copies of ``part``."""
    with tempfile.TemporaryDirectory() as place:
        runs = {}
        for number in range(1, COPIES[-1] + 1):
            shutil.copytree(part, Path(place) / f"copy{number}")
            if number in COPIES:
                runs[number] = run(SCAN, Path(place), limit)
        return runs


def run(arguments: Sequence[str], directory: Path, limit: int) -> Run:
    """Run Python with these arguments in ``directory``, and stop it after ``limit`` seconds."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], cwd=directory, stdout=subprocess.DEVNULL) as process:
        status, usage, stopped = waited(process, start + limit)
        process.returncode = os.waitstatus_to_exitcode(status)
    failed = stopped or process.returncode not in {0, 1}
    return Run(time.perf_counter() - start, usage.ru_utime, usage.ru_maxrss * 1024 / MEGABYTE, failed)


def waited(process: "subprocess.Popen[bytes]", end: float) -> tuple[int, struct_rusage, bool]:
    """The status and the resources of a process, and whether it had to be stopped."""
    while time.perf_counter() < end:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            return status, usage, False
        time.sleep(0.01)
    process.kill()
    _, status, usage = os.wait4(process.pid, 0)
    return status, usage, True


def middle(runs: Sequence[Run]) -> Run:
    wall, user, megabytes = (median(figures) for figures in list(zip(*runs, strict=True))[:3])
    return Run(wall, user, megabytes, any(one.failed for one in runs))


def against_ruff(ruff: Run, scan: Run) -> list[Comparison]:
    failed = ruff.failed or scan.failed
    print(f"ruff {ruff.wall:.2f} s wall, {ruff.user:.2f} s user; scan {scan.wall:.2f} s wall, {scan.user:.2f} s user")
    return [
        Comparison("(1) cold scan / ruff, wall", scan.wall / ruff.wall, FASTER_THAN_RUFF, failed),
        Comparison("(1) cold scan / ruff, user", scan.user / ruff.user, FASTER_THAN_RUFF, failed),
        Comparison("(4) peak memory of the scan, MB", scan.megabytes, MOST_MEGABYTES, scan.failed),
    ]


def linear(runs: dict[int, Run]) -> list[Comparison]:
    """Processor time for each copy, as a ratio to that of the first."""
    print("growth, user s: " + ", ".join(f"{copies}x {one.user:.2f}" for copies, one in runs.items()))
    first = runs[COPIES[0]]
    return [
        Comparison(f"(5) {copies}x the tree, time a copy / 1x", one.user / copies / first.user, LINEAR, one.failed)
        for copies, one in runs.items()
        if copies > COPIES[0]
    ]


if __name__ == "__main__":
    sys.exit(main())

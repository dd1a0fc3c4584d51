"""What a smoke run and a trace cost on top of a plain load of the same model, in fresh interpreters, in turns.

``python -m benchmarks.smoke_overhead [RUNS]`` makes a small CLIP, loads and runs `content_quality` on it, and writes
docs/smoke_speed.md. CPU time, of user and system, is that of this process and its children; it depends less on
what else runs than time by the clock. What a way adds is taken round by round, and is the median of that.
"""

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median, quantiles
from threading import Event
from time import perf_counter

from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.smoke.attempt import Terms, attempt
from modelpolicy.smoke.gpus.nvml import Nvml
from modelpolicy.smoke.select import Target
from modelpolicy.smoke.tracing.recording import TracePlan, recording
from modelpolicy.smoke.worker.entry import samples
from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.smoke.stores import PUT, Place, make_place

ANALYZER = "content_quality"
MODEL = "hf:openai/clip-vit-base-patch32"
PAGE = Path(__file__).parents[1] / "docs" / "smoke_speed.md"
BOUNDS = {"smoke": (0.05, 1.0), "traced": (0.03, 0.0)}
"""What each may take on top of a plain load: a share of its CPU time, or so many seconds."""
TEXT = """# What smoke and trace cost

Written by `make bench-smoke`: one small model, loaded and run in a fresh interpreter each time, plainly, under a trace
and as a smoke run, in turns. Medians of {runs} rounds, as ratios to the plain load; what a way adds is the median of
what it added in each round, with the quartiles, as a share of the plain load's CPU time. Python {python},
{cores} cores, and a load average of the machine of {before:.1f} before and {after:.1f} after it: above the number of
cores, time by the clock says little. What is furthest over its bound comes first; a smoke run holds a trace.

| way | time by the clock | CPU time | added | quartiles | may be | |
|---|--:|--:|--:|--:|--:|---|
{rows}
"""
PLAIN = """
from pathlib import Path
from types import SimpleNamespace
from analyzers.catalogue import ANALYZERS
analyzer = ANALYZERS["{analyzer}"]()
analyzer.load()
analyzer.smoke(SimpleNamespace(clip=Path("{clip}"), text=""))
"""


def main(runs: int) -> None:
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as directory:
        place = make_place(Path(directory))
        complete_torchvision()
        PUT[MODEL](place)
        surroundings = {**os.environ, **place.variables, "HF_HUB_OFFLINE": "1"}
        ways = _ways(place, surroundings, Path(directory))
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for _ in range(runs + 1):  # the first warms the caches
            for name, way in ways.items():
                taken[name].append(_measured(way))
        page = _page({name: times[1:] for name, times in taken.items()}, before)
        PAGE.write_text(page, encoding="utf-8")
        print(page)


def _ways(place: Place, surroundings: Mapping[str, str], directory: Path) -> dict[str, Callable[[], None]]:
    program = PLAIN.format(analyzer=ANALYZER, clip=samples("cpu").clip)
    catalogue, logs, record = builtin_catalogue(), directory / "logs", directory / "record"
    logs.mkdir()
    record.mkdir()
    plan = TracePlan(catalogue, [str(place.stores)], place.root)
    traced = {**surroundings, **recording(surroundings, record, plan)}
    terms = Terms(place.root, "analyzers/catalogue.py:ANALYZERS", "cpu", 600, logs, None, catalogue)
    os.environ.update(surroundings)

    def plain(variables: Mapping[str, str]) -> None:
        subprocess.run([sys.executable, "-c", program], env=variables, cwd=place.root, check=True, capture_output=True)

    def smoke() -> None:
        run = attempt(Target(ANALYZER, (ModelId.parse(MODEL),)), terms, Nvml(), Event())
        assert run.failure is None, run.failure

    return {"plain": lambda: plain(surroundings), "traced": lambda: plain(traced), "smoke": smoke}


def _measured(way: Callable[[], None]) -> tuple[float, float]:
    start, before = perf_counter(), _cpu()
    way()
    return perf_counter() - start, _cpu() - before


def _cpu() -> float:
    return sum(one.ru_utime + one.ru_stime for one in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def _page(taken: Mapping[str, list[tuple[float, float]]], before: float) -> str:
    rows = sorted((_row(name, taken[name], taken["plain"]) for name in BOUNDS), reverse=True)
    return TEXT.format(
        runs=len(taken["plain"]),
        before=before,
        after=os.getloadavg()[0],
        cores=os.cpu_count(),
        python=platform.python_version(),
        rows="\n".join(row for _, row in rows),
    )


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    return median(wall for wall, _ in times), median(cpu for _, cpu in times)


def _row(name: str, times: list[tuple[float, float]], plain: list[tuple[float, float]]) -> tuple[float, str]:
    (share, seconds), (wall, cpu), (base_wall, base) = BOUNDS[name], _medians(times), _medians(plain)
    added = ((one[1] - other[1]) / base for one, other in zip(times, plain, strict=True))
    low, middle, high = quantiles(added, n=4)
    most = max(share, seconds / base)
    bound = f"{share:.0%}" + (f" or {seconds:g} s, which is {seconds / base:.0%}" if seconds else "")
    figures = f"{wall / base_wall:.2f} | {cpu / base:.2f} | {middle:+.1%} | {low:+.1%} to {high:+.1%}"
    return middle - most, f"| {name} | {figures} | {bound} | {'holds' if middle <= most else 'missed'} |"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 9)

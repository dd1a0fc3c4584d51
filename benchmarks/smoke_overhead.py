"""What a smoke run and a trace cost on top of a plain load of the same model, in fresh interpreters, in turns.

``python -m benchmarks.smoke_overhead [RUNS]`` makes a small CLIP, loads and runs `content_quality` on it, and prints a
table in Markdown. CPU seconds are those of the process and its children; they depend less on what else runs.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter

from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.smoke.attempt import Terms, attempt
from modelpolicy.smoke.devices import Nvml
from modelpolicy.smoke.entry import samples
from modelpolicy.smoke.select import Target
from modelpolicy.smoke.tracing.recording import TracePlan, recording
from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.smoke.stores import PUT, Place, make_place

ANALYZER = "content_quality"
MODEL = "hf:openai/clip-vit-base-patch32"
PLAIN = """
from pathlib import Path
from types import SimpleNamespace
from analyzers.catalogue import ANALYZERS
analyzer = ANALYZERS["{analyzer}"]()
analyzer.load()
analyzer.smoke(SimpleNamespace(clip=Path("{clip}"), text=""))
"""


def main(runs: int) -> None:
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
        _show({name: times[1:] for name, times in taken.items()})


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
        run = attempt(Target(ANALYZER, (ModelId.parse(MODEL),)), terms, Nvml())
        assert run.failure is None, run.failure

    return {"plain": lambda: plain(surroundings), "traced": lambda: plain(traced), "smoke": smoke}


def _measured(way: Callable[[], None]) -> tuple[float, float]:
    start, before = perf_counter(), getrusage(RUSAGE_CHILDREN)
    way()
    after = getrusage(RUSAGE_CHILDREN)
    return perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _show(taken: Mapping[str, list[tuple[float, float]]]) -> None:
    print("| way | seconds | CPU seconds | on top of plain, CPU |\n|---|---|---|---|")
    plain = median(cpu for _, cpu in taken["plain"])
    for name, times in taken.items():
        wall, cpu = median(wall for wall, _ in times), median(cpu for _, cpu in times)
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {cpu - plain:+.2f} s ({(cpu / plain - 1) * 100:+.1f} %) |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 9)

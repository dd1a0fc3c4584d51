"""Smoke runs for people: a line each, the reason of a failure below."""

from collections.abc import Iterator, Sequence

from modelpolicy.domain.runtime import SmokeResult
from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.report.counted import counted
from modelpolicy.report.running.smoke_place import commit, machines, minute
from modelpolicy.report.shown import shown, size


def smoke_text(results: Sequence[SmokeResult], seconds: float) -> str:
    """All runs, each with its time and its commit, and the sum below."""
    width = max((len(result.run.analyzer) for result in results), default=0)
    runs = (f"{minute(result)}  {commit(result)}  {run_text(result.run, width)}" for result in results)
    return "\n".join([*runs, summary_text(results, seconds)])


def run_text(run: SmokeRun, width: int) -> str:
    """One run; ``width`` is that of the longest analyzer's name."""
    word = "failed" if run.failure else "passed"
    line = f"{word}  {run.analyzer:{width}}  {_figures(run)}".rstrip()
    return "\n".join([line, *(f"    {detail}" for detail in details(run))])


def details(run: SmokeRun) -> Iterator[str]:
    """Why it failed, with the models that it had not loaded by then, and what its libraries warned of; a line each."""
    if run.failure:
        yield f"{run.failure.kind}: {shown(run.failure.reason)}"
        if left := sorted({*run.models} - {load.model for load in run.trace.loads}):
            yield f"not loaded: {', '.join(map(shown, map(str, left)))}"
        yield f"log: {shown(run.log)}"
    yield from (f"warning: {shown(warning)}" for warning in run.warnings)


def summary_text(results: Sequence[SmokeResult], seconds: float) -> str:
    """How many passed, and where."""
    failed = sum(result.run.failure is not None for result in results)
    devices = ", ".join(dict.fromkeys(result.run.device for result in results))
    where = f"{counted(len(results), 'analyzer')} on {devices} ({machines(results)})"
    return f"{where}: {len(results) - failed} passed, {failed} failed ({seconds:.1f} s)"


def _figures(run: SmokeRun) -> str:
    return "  ".join(f"{name} {figure}" for name, figure in figures(run).items())


def figures(run: SmokeRun) -> dict[str, str]:
    """What was measured, for people, by its name; what was not is left out."""
    measured = run.measured
    found = {
        "load": _seconds(measured.load_seconds),
        "run": _seconds(measured.run_seconds),
        "read": _size(measured.bytes_read),
        "RAM": _size(measured.peak_ram),
        "VRAM": _size(measured.vram_peak),
        "dtype": ", ".join(measured.dtypes),
        "formats": ", ".join(measured.formats),
    }
    return {name: figure for name, figure in found.items() if figure}


def _seconds(amount: float | None) -> str:
    return "" if amount is None else f"{amount:.2f} s"


def _size(amount: int | None) -> str:
    return "" if amount is None else size(amount)

"""How an analyzer did over time: a line a run, and a small chart of its load times."""

from collections.abc import Sequence
from typing import Final

from modelpolicy.domain.runtime import SmokeResult
from modelpolicy.report.running.smoke_place import commit, minute
from modelpolicy.report.running.smoke_text import figures

_BARS: Final = "▁▂▃▄▅▆▇█"
_FAILED: Final = "✗"
_MOST: Final = 60


def history_text(name: str, results: Sequence[SmokeResult]) -> str:
    """The chart of the last runs, oldest first, and below it the runs themselves, latest first."""
    loads = [_load_seconds(result) for result in results[-_MOST:]]
    known = sorted(seconds for seconds in loads if seconds is not None)
    ends = dict.fromkeys(f"{seconds:.2f}" for seconds in (*known[:1], *known[-1:]))
    span = f"  loads in {' to '.join(ends)} s" if ends else ""
    return "\n".join([f"{name}  {sparkline(loads)}{span}", *map(_line, reversed(results))])


def sparkline(values: Sequence[float | None]) -> str:
    """A bar a value, from 0 to the largest one; a mark where there is none."""
    top = max((value for value in values if value is not None), default=0.0)
    return "".join(_FAILED if value is None else _bar(value, top) for value in values)


def _bar(value: float, top: float) -> str:
    share = value / top if top else 0.0
    return _BARS[min(int(share * len(_BARS)), len(_BARS) - 1)]


def _load_seconds(result: SmokeResult) -> float | None:
    return None if result.run.failure else result.run.measured.load_seconds


def _line(result: SmokeResult) -> str:
    run = result.run
    outcome = run.failure.kind if run.failure else "passed"
    place = ", ".join(filter(None, (run.device, result.surroundings.gpu)))
    measured = "  ".join(f"{name} {figure}" for name, figure in figures(run).items())
    return f"  {minute(result)}  {commit(result)}  {run.analyzer}  {outcome}  {place}  {measured}".rstrip()

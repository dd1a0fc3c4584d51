"""What a case says that ran on this machine, as rules see it."""

from typing import Final

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.runtime import Runtime, SmokeResult, Surroundings, TracedCommand
from modelpolicy.domain.smoke import Measured, SmokeFailure, SmokeRun
from modelpolicy.domain.trace import ObservedLoad
from modelpolicy.rules.case import Case, Ran, Seen

_DAY: Final = 86_400  # seconds
_NOW: Final = 2_000_000_000  # seconds since 1970 UTC


def runtime_of(case: Case) -> Runtime | None:
    """The runs and loads of the case; ``None`` where it has none to tell."""
    if case.runtime is None:
        return None
    tried = {one.analyzer: _result(one) for one in case.runtime if isinstance(one, Ran)}
    seen = tuple(_load(one) for one in case.runtime if isinstance(one, Seen))
    code = {one.analyzer: "changed" for one in case.runtime if isinstance(one, Ran) and one.code_changed}
    return Runtime(_NOW, tried, (TracedCommand("python app.py", _NOW, seen),), code)


def _result(one: Ran) -> SmokeResult:
    failure = SmokeFailure(one.failed, "a reason", "load") if one.failed else None
    run = SmokeRun(one.analyzer, (), "cuda:0", 1.0, Measured(vram_peak=one.vram), failure)
    return SmokeResult(run, _NOW - one.days_ago * _DAY, "as it was", Surroundings("a machine"))


def _load(one: Seen) -> ObservedLoad:
    place = Location(one.path, one.line) if one.path else None
    return ObservedLoad(ModelId.parse(one.model), "a.loader", place, one.analyzer)

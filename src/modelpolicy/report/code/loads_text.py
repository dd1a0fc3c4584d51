"""Loads as text: a line a load, with the chain of places below where that is asked for."""

from collections.abc import Iterable, Iterator, Sequence

from modelpolicy.domain.load import Candidate, Failure, Load
from modelpolicy.report.counted import counted


def loads_text(loads: Sequence[Load], failures: Sequence[Failure], files: int, seconds: float) -> str:
    """Every load with the models it can be asked for."""
    return _join([_load_line(load) for load in loads], loads, failures, files, seconds)


def explained_text(loads: Sequence[Load], failures: Sequence[Failure], files: int, seconds: float) -> str:
    """The same, and for each model the places that its id came through."""
    lines = [line for load in loads for line in (_load_line(load), *_explanation(load))]
    return _join(lines, loads, failures, files, seconds)


def chain(candidate: Candidate) -> Iterator[str]:
    """The places that a model's id came through, from the load back to the string."""
    for step in candidate.via:
        yield f"{step.location}  {step.what}"
    yield f'{candidate.location}  "{candidate.written}"'


def _join(lines: Iterable[str], loads: Sequence[Load], failures: Sequence[Failure], files: int, seconds: float) -> str:
    broken = [f"{failure.location}  unreadable: {failure.reason}" for failure in failures]
    summary = f"{counted(len(loads), 'load')} in {counted(files, 'file')} ({seconds:.2f} s)"
    return "\n".join([*lines, *broken, summary])


def _load_line(load: Load) -> str:
    models = [*map(str, load.ids)]
    if load.open:
        models.append(f"open: {load.reason}")
    place = f"{load.location}:{load.location.column}"
    kind = ", ".join([load.loader, load.role, *_doubt(load)])
    return f"{place}  {load.call}  [{kind}]  {', '.join(models)}"


def _doubt(load: Load) -> Iterator[str]:
    if load.confidence != "high":
        yield f"{load.confidence} confidence"


def _explanation(load: Load) -> Iterator[str]:
    seen: set[tuple[str, ...]] = set()
    for candidate in load.models:
        lines = (f"    {candidate.id}", *(f"      {place}" for place in chain(candidate)))
        if lines not in seen:
            seen.add(lines)
            yield from lines

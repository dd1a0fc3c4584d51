"""What an analyzer says about a video: frozen values that serialise to JSON."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, model_validator

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Unit = Literal[
    "count",
    "decibel",
    "degree",
    "hertz",
    "level",
    "per_minute",
    "per_second",
    "pixel",
    "probability",
    "ratio",
    "second",
    "semitone",
    "year",
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(_Frozen):
    """One measurement.

    A ``probability`` lies in 0 to 1, a ``level`` of a colour in 0 to 255; a ``pixel`` counts from the top left.
    """

    name: str
    amount: FiniteFloat
    unit: Unit


class Segment(_Frozen):
    """A stretch of the video, in seconds from its beginning, and what was found in it."""

    start: Seconds
    end: Seconds
    label: str
    text: str = ""
    values: tuple[Value, ...] = ()

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"a segment cannot end at {self.end} s when it starts at {self.start} s")
        return self


class Analysis(_Frozen):
    """All segments that one analyzer found in one video, by start time.

    ``models`` are the canonical ids (``<store>:<name>``) of the models that were used.
    """

    analyzer: str
    video: Path
    models: tuple[str, ...]
    segments: tuple[Segment, ...]

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        starts = [segment.start for segment in self.segments]
        if starts != sorted(starts):
            raise ValueError("segments must be ordered by their start")
        return self


class Failure(_Frozen):
    """Why an analyzer has nothing to say about a video."""

    analyzer: str
    reason: str


class Result(_Frozen):
    """All that a run says about a video whose pictures last ``seconds``.

    Of every analyzer there is an analysis or a failure, in the order in which they ran.
    """

    format: Literal["modelpolicy-analysis/1"] = "modelpolicy-analysis/1"
    video: Path
    seconds: Seconds
    analyses: tuple[Analysis, ...]
    failures: tuple[Failure, ...]


def join_repeats(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Join segments that touch and say the same, with the values of the first.

    ``segments`` come ordered by start; the result comes ordered by end.
    """
    running: dict[tuple[str, str], Segment] = {}
    for segment in segments:
        key = (segment.label, segment.text)
        last = running.get(key)
        if last is None:
            running[key] = segment
        elif segment.start <= last.end:
            running[key] = last.model_copy(update={"end": max(last.end, segment.end)})
        else:
            yield last
            running[key] = segment
    yield from running.values()

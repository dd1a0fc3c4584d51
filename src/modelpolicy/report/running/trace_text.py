"""What a program was seen to load, and what code and registry say to that."""

from collections.abc import Iterator, Sequence

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.trace import ObservedLoad, Trace
from modelpolicy.report.counted import counted
from modelpolicy.report.shown import shown


def trace_text(trace: Trace, undeclared: Sequence[ObservedLoad], unloaded: Sequence[ModelId]) -> str:
    """A line a load, those that nobody declared marked; below, documented models that were not loaded."""
    return "\n".join([*_loads(trace, undeclared), *(f"not loaded  {model}" for model in unloaded), _sum(trace)])


def _loads(trace: Trace, undeclared: Sequence[ObservedLoad]) -> Iterator[str]:
    for load in sorted(trace.loads, key=lambda load: (load.model, load.call)):
        word = "undeclared" if load in undeclared else "declared"
        yield f"{word:10}  {shown(str(load.model))}  {load.call}  {load.location or 'no line of the project'}"
    yield from (f"{'open':10}  {call}" for call in trace.open)


def _sum(trace: Trace) -> str:
    models = counted(len({load.model for load in trace.loads}), "model")
    return f"{models}, {counted(len(trace.files), 'file')} of stores or weights opened"

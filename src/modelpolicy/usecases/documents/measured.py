"""What smoke runs measured, written into the registry."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from modelpolicy.domain.size import Size, agrees
from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.registry.edit import Edit, set_measured
from modelpolicy.registry.read import read_registry
from modelpolicy.registry.schema import AnalyzerEntry
from modelpolicy.settings.project import Project
from modelpolicy.smoke.kept.results import Results, database_in
from modelpolicy.usecases.documents.edit_registry import edit_registry

_WITHOUT_GPU: Final = (" (cpu)", " (mps)")
"""The ends of documented load times that are none of a GPU's."""


@dataclass(frozen=True, slots=True)
class MeasuredChange:
    """What the registry shall say of an analyzer; ``vram`` is ``None`` where it ran without a GPU."""

    analyzer: str
    vram: Size | None
    load_time: str


def update_measured(project: Project, state: Path) -> tuple[MeasuredChange, ...]:
    """Write VRAM and load times of the last smoke runs that passed. Gives what was written.

    A documented VRAM that agrees with what was measured stays, and so does a load time that goes with it. A load time
    that no GPU had a part in says its device, and only stands until there is one of a GPU.

    Raises:
        InputError: settings, registry or results cannot be used, or the registry's layout is not understood.
    """
    file = project.root / project.settings.registry
    entries = read_registry(file, project.root).registry.analyzers
    results = Results(database_in(state), project.root).latest()
    changes = tuple(
        change
        for name, result in results.items()
        if name in entries and result.run.failure is None
        for change in _change(name, entries[name], result.run)
    )
    if changes:
        edit_registry(project, map(_edit, changes))
    return changes


def _change(name: str, entry: AnalyzerEntry, run: SmokeRun) -> tuple[MeasuredChange, ...]:
    seconds, peak = run.measured.load_seconds, run.measured.vram_peak
    if seconds is None:
        return ()
    vram = Size.measured(peak) if peak and not (entry.vram and agrees(entry.vram, peak)) else None
    is_on_gpu = run.device.startswith("cuda")
    gives_way = not entry.load_time or (is_on_gpu and entry.load_time.endswith(_WITHOUT_GPU))
    if not gives_way and vram is None:
        return ()
    device = "" if is_on_gpu else f" ({run.device})"
    return (MeasuredChange(name, vram, f"{seconds:.1f} s{device}"),)


def _edit(change: MeasuredChange) -> Edit:
    return partial(set_measured, name=change.analyzer, vram=change.vram, load_time=change.load_time)

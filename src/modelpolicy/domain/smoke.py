"""How an analyzer did when it was loaded and run once, in a process of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.trace import Trace

FailureKind = Literal[
    "missing-weights",
    "missing-package",
    "out-of-memory",
    "wrong-architecture",
    "corrupt-file",
    "network",
    "untrusted",
    "no-gpu",
    "time-out",
    "crash",
    "left-processes",
    "error",
]
Stage = Literal["start", "import", "load", "run", "done"]


@dataclass(frozen=True, slots=True)
class SmokeFailure:
    """Why it failed, in one line, and how far it had come."""

    kind: FailureKind
    reason: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured; ``None`` where it did not come that far, or nothing here can measure it.

    Times in seconds, amounts in bytes. ``load_seconds`` holds the imports of the libraries too. ``bytes_read`` is what
    the process read from files by system calls, ``peak_ram`` its largest resident memory. ``vram_loaded`` and
    ``vram_peak`` are what it held on the GPU after loading and at most. ``dtypes`` are those of the weights in memory,
    with their bytes. ``formats`` are the suffixes of the weights files that were opened, ``revisions`` those of the
    models in the Hugging Face cache.
    """

    load_seconds: float | None = None
    run_seconds: float | None = None
    bytes_read: int | None = None
    peak_ram: int | None = None
    vram_loaded: int | None = None
    vram_peak: int | None = None
    dtypes: Mapping[str, int] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    revisions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SmokeRun:
    """One analyzer, loaded and run once.

    ``models`` are those that code and registry say it loads. ``device`` is the one that was asked for. ``seconds`` is
    the whole life of the process. ``log`` is the path of what it printed. ``trace`` is what it was seen to load.
    """

    analyzer: str
    models: tuple[ModelId, ...]
    device: str
    seconds: float
    measured: Measured = Measured()
    failure: SmokeFailure | None = None
    warnings: tuple[str, ...] = ()
    log: str = ""
    trace: Trace = field(default_factory=Trace)

"""How a worker ended, and what it said before, to a failure of one kind."""

import re
import signal
from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.smoke import FailureKind, SmokeFailure, Stage
from modelpolicy.domain.trace import Trace
from modelpolicy.registry.schema import Trust
from modelpolicy.smoke.process.report import Raised, Report
from modelpolicy.smoke.process.supervise import Ending

_LONGEST: Final = 300
_DOING: Final[dict[Stage, str]] = {
    "start": "starting",
    "import": "importing the application",
    "load": "loading",
    "run": "running",
    "done": "ending",
}
_NO_MEMORY: Final = r"bad_alloc|(?:can't|cannot|could not|unable to) allocate|out of memory|not enough memory"


@dataclass(frozen=True, slots=True)
class _Sign:
    """What tells a kind: the class of an exception (or one above it), or words in its message."""

    kind: FailureKind
    classes: frozenset[str]
    words: re.Pattern[str] | None = None
    trust: Trust | None = None
    """What the registry would have to trust the analyzer with."""

    def fits(self, raised: Raised) -> bool:
        if not self.classes.isdisjoint(name.rpartition(".")[2] for name in raised.types):
            return True
        return self.words is not None and self.words.search(raised.message) is not None


def _sign(kind: FailureKind, classes: str, words: str | None = None, trust: Trust | None = None) -> _Sign:
    return _Sign(kind, frozenset(classes.split()), re.compile(words, re.IGNORECASE) if words else None, trust)


_MORE_THAN_TENSORS: Final = re.compile(
    r"Weights only load failed(?s:.*?)"
    r"((?:Unsupported global|Trying to (?:load|call)|Can only (?:create new object|build Tensor)).{,150})"
)
"""What PyTorch says of a pickle that it was told to read nothing but tensors from."""

_SIGNS: Final = (
    _sign("untrusted", "RemoteCodeRefusedError", trust="remote-code"),
    _sign("untrusted", "PickleRefusedError", r"can not safely load weights", "pickle"),
    _sign("out-of-memory", "MemoryError OutOfMemoryError", _NO_MEMORY),
    _sign(
        "no-gpu",
        "",
        r"no nvidia driver|no cuda gpus|not compiled with cuda|no kernel image|cuda driver version is insufficient"
        r"|cannot use gpu",
    ),
    _sign(
        "corrupt-file",
        "SafetensorError UnpicklingError BadZipFile JSONDecodeError UnicodeDecodeError EOFError InvalidProtobuf",
        r"hash mismatch|checksum|corrupt|PytorchStreamReader failed|Protobuf parsing failed|unexpected (?:eof|end of)"
        r"|incomplete input|gguf_init_from_\w+: (?:failed|invalid)",
    ),
    _sign("network", "NetworkRefusedError"),
    _sign(
        "missing-weights",
        "LocalEntryNotFoundError EntryNotFoundError RepositoryNotFoundError OfflineModeIsEnabled",
        r"couldn't (?:connect to|find them in the cached)|does not appear to have a file|can't find model '"
        r"|model path does not exist",
    ),
    _sign(
        "wrong-architecture",
        "",
        r"size mismatch|mismatched[ _]sizes|(?:missing|unexpected) key\(s\)|does not recognize this architecture"
        r"|unrecognized (?:model|configuration)|unknown model architecture",
    ),
    _sign("missing-weights", "FileNotFoundError", r"no such file"),
    _sign("missing-package", "ImportError"),
)
"""In the order in which they are asked: what says more comes first."""


def diagnose(ending: Ending, report: Report, log: str, seconds: float) -> SmokeFailure | None:
    """Why the worker failed, or ``None``.

    ``log`` is the end of what it printed, ``seconds`` the time that it was given.
    """
    stage = report.stage
    if ending.timed_out:
        return SmokeFailure("time-out", f"was not done after {seconds:g} s, while {_DOING[stage]}", stage)
    if ending.code < 0:
        return _of_signal(-ending.code, stage, log)
    if report.raised:
        return _of_exception(report)
    if ending.code != 0 or stage != "done":
        return SmokeFailure("crash", f"ended by itself with exit code {ending.code}, while {_DOING[stage]}", stage)
    if ending.survivors:
        left = ", ".join(ending.survivors)
        return SmokeFailure("left-processes", f"left processes behind, which were killed: {left}"[:_LONGEST], stage)
    return None


def stayed_on_cpu(device: str, report: Report, vram: int | None) -> SmokeFailure | None:
    """What passed without a byte on the GPU that was asked for has not, where PyTorch holds weights of it."""
    if not device.startswith("cuda") or vram or not report.dtypes:
        return None
    return SmokeFailure("no-gpu", f"{device} was asked for, and its weights stayed on the CPU", report.stage)


def loaded_nothing(report: Report, trace: Trace) -> SmokeFailure | None:
    """What has no method to be asked and no model to be loaded by its store has only been constructed.

    That may load models too, which is then seen.
    """
    if report.is_own or trace.loads or trace.files or trace.open:
        return None
    reason = "nothing was loaded: no model of it is known, and it has no method `load` or `smoke`"
    return SmokeFailure("error", reason, report.stage)


def _of_signal(number: int, stage: Stage, log: str) -> SmokeFailure:
    name = _signal_name(number)
    if number == signal.SIGABRT and re.search(_NO_MEMORY, log, re.IGNORECASE):
        return SmokeFailure("out-of-memory", f"could allocate no more memory ({name}), while {_DOING[stage]}", stage)
    if number == signal.SIGKILL:
        reason = f"killed from outside ({name}), most likely by the kernel for want of memory, while {_DOING[stage]}"
        return SmokeFailure("out-of-memory", reason, stage)
    return SmokeFailure("crash", f"ended by {name}, while {_DOING[stage]}", stage)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _of_exception(report: Report) -> SmokeFailure:
    for raised in report.raised:
        if found := _MORE_THAN_TENSORS.search(raised.message):
            reason = f"{_needs('pickle')}a pickle holds more than tensors: {found[1]}"
            return SmokeFailure("untrusted", reason[:_LONGEST], report.stage)
    warned = [Raised((), line) for line in report.warnings]
    for sign in _SIGNS:
        # A library that finds a damaged file can fetch it again: then only its warning says what was wrong.
        telling = [*report.raised, *(warned if sign.kind == "corrupt-file" else ())]
        fitting = next(filter(sign.fits, telling), None)
        if fitting is not None:
            reason = _needs(sign.trust) + _reason(fitting, report.raised[-1])
            return SmokeFailure(sign.kind, reason[:_LONGEST], report.stage)
    return SmokeFailure("error", _reason(report.raised[0], report.raised[-1]), report.stage)


def _needs(trust: Trust | None) -> str:
    """What would have to stand in the registry."""
    return f"needs `trusts: [{trust}]` of the registry: " if trust else ""


def _reason(telling: Raised, root: Raised) -> str:
    """The telling exception's own words, on one line, and those of the one that it all began with."""
    cause = "" if root == telling else f" (from {_words(root)})"
    return f"{_words(telling)}{cause}"[:_LONGEST]


def _words(raised: Raised) -> str:
    name = raised.types[0].rpartition(".")[2] if raised.types else "warning"
    return " ".join(f"{name}: {raised.message}".split()).removesuffix(":")

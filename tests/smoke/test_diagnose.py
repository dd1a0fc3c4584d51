"""Endings and reports to kinds of failure, without a process."""

import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.domain.smoke import Stage
from modelpolicy.domain.trace import Trace
from modelpolicy.smoke.diagnose import diagnose, loaded_nothing, stayed_on_cpu
from modelpolicy.smoke.process.report import Raised, Report
from modelpolicy.smoke.process.supervise import Ending

DONE = Report(stage="done")


def ended(code: int = 0, *, timed_out: bool = False, survivors: tuple[str, ...] = ()) -> Ending:
    return Ending(code, 1.0, 1, timed_out, survivors)


def raised(name: str, message: str, *, warnings: tuple[str, ...] = ()) -> Report:
    return Report("load", raised=(Raised((name, "builtins.Exception"), message),), warnings=warnings)


def kind(ending: Ending, report: Report, log: str = "") -> str | None:
    failure = diagnose(ending, report, log, 60)
    return failure.kind if failure else None


def test_what_is_done_and_leaves_nothing_has_not_failed() -> None:
    assert diagnose(ended(), DONE, "", 60) is None


@pytest.mark.parametrize(
    ("ending", "log", "expected"),
    [
        (ended(-signal.SIGKILL, timed_out=True), "", "time-out"),
        (ended(-signal.SIGKILL), "", "out-of-memory"),
        (ended(-signal.SIGABRT), "terminate called after throwing an instance of 'std::bad_alloc'", "out-of-memory"),
        (ended(-signal.SIGABRT), "assertion failed", "crash"),
        (ended(-signal.SIGSEGV), "std::bad_alloc", "crash"),
        (ended(3), "", "crash"),
        (ended(), "", "crash"),
    ],
)
def test_a_process_that_does_not_end_by_itself_is_told_by_its_end(ending: Ending, log: str, expected: str) -> None:
    assert kind(ending, Report("load"), log) == expected


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (raised("torch.OutOfMemoryError", "CUDA out of memory. Tried to allocate 14.00 GiB"), "out-of-memory"),
        (raised("builtins.RuntimeError", "DefaultCPUAllocator: can't allocate memory: you tried"), "out-of-memory"),
        (
            raised("_pickle.UnpicklingError", "Weights only load failed. (1) ...\nTrying to load unsupported"),
            "untrusted",
        ),
        (raised("_pickle.UnpicklingError", "Weights only load failed. Unsupported operand 0"), "corrupt-file"),
        (raised("builtins.ValueError", "Trying to load a model of another size"), "error"),
        (raised("builtins.RuntimeError", "Can not safely load weights when explicit pickle_module"), "untrusted"),
        (raised("modelpolicy_refusals.RemoteCodeRefusedError", "code of a model's repository"), "untrusted"),
        (raised("modelpolicy_refusals.PickleRefusedError", "a pickle holds more than arrays"), "untrusted"),
        (raised("safetensors_rust.SafetensorError", "Error while deserializing header"), "corrupt-file"),
        (raised("builtins.RuntimeError", "PytorchStreamReader failed reading zip archive"), "corrupt-file"),
        (raised("builtins.OSError", "m does not appear to have a file named model.safetensors"), "missing-weights"),
        (raised("huggingface_hub.errors.LocalEntryNotFoundError", "Cannot find"), "missing-weights"),
        (raised("builtins.RuntimeError", "Error(s): size mismatch for head.weight"), "wrong-architecture"),
        (raised("builtins.RuntimeError", "Found no NVIDIA driver on your system"), "no-gpu"),
        (raised("builtins.ValueError", "Cannot use GPU, CuPy is not installed"), "no-gpu"),
        (raised("builtins.ImportError", "libGL.so.1: cannot open shared object file"), "missing-package"),
        (raised("modelpolicy_refusals.NetworkRefusedError", "x", warnings=("MD5 hash mismatch",)), "corrupt-file"),
        (raised("builtins.ValueError", "a number", warnings=("size mismatch",)), "error"),
    ],
)
def test_an_exception_is_told_by_its_class_or_its_words(report: Report, expected: str) -> None:
    assert kind(ended(1), report) == expected


@pytest.mark.parametrize(
    ("report", "trust"),
    [
        (raised("modelpolicy_refusals.RemoteCodeRefusedError", "code of a model's repository"), "remote-code"),
        (raised("modelpolicy_refusals.PickleRefusedError", "a pickle holds more than arrays"), "pickle"),
        (raised("_pickle.UnpicklingError", "Weights only load failed. Unsupported global: a.B"), "pickle"),
        (raised("builtins.RuntimeError", "Can not safely load weights when explicit pickle_module"), "pickle"),
    ],
)
def test_what_the_registry_does_not_trust_is_told_with_the_key_that_would(report: Report, trust: str) -> None:
    failure = diagnose(ended(1), report, "", 60)
    assert failure
    assert failure.reason.startswith(f"needs `trusts: [{trust}]` of the registry: ")


@pytest.mark.parametrize(
    ("device", "dtypes", "vram", "expected"),
    [
        ("cuda:0", {"float16": 8}, None, "no-gpu"),
        ("cuda:0", {"float16": 8}, 4096, None),
        ("cuda:0", {}, None, None),
        ("cpu", {"float32": 8}, None, None),
    ],
)
def test_weights_that_stay_on_the_cpu_are_no_test_of_a_gpu(
    device: str, dtypes: dict[str, int], vram: int | None, expected: str | None
) -> None:
    failure = stayed_on_cpu(device, Report("done", dtypes=dtypes), vram)
    assert (failure.kind if failure else None) == expected


@pytest.mark.parametrize(
    ("report", "trace", "expected"),
    [
        (DONE, Trace(), "error"),
        (Report(stage="done", is_own=True), Trace(), None),
        (DONE, Trace(files=("/models/a.onnx",)), None),
        (DONE, Trace(open=("transformers.pipeline",)), None),
    ],
)
def test_what_could_not_be_asked_and_was_not_seen_to_load_has_not_passed(
    report: Report, trace: Trace, expected: str | None
) -> None:
    failure = loaded_nothing(report, trace)
    assert (failure and failure.kind) == expected


def test_the_root_of_an_exception_is_in_the_reason() -> None:
    outer = Raised(("builtins.ImportError", "builtins.Exception"), "Could not import CLIPModel")
    root = Raised(("builtins.RuntimeError", "builtins.Exception"), "operator nms does not exist")
    failure = diagnose(ended(1), Report("load", raised=(outer, root)), "", 60)
    assert failure
    assert failure.kind == "missing-package"
    assert failure.reason.endswith("Could not import CLIPModel (from RuntimeError: operator nms does not exist)")


@given(
    st.integers(-64, 255),
    st.booleans(),
    st.sampled_from(["start", "import", "load", "run", "done"]),
    st.lists(st.builds(Raised, st.just(("builtins.Error",)), st.text()), max_size=2).map(tuple),
    st.text(),
)
def test_a_reason_is_one_line_and_only_what_is_done_passes(
    code: int, timed_out: bool, stage: Stage, chain: tuple[Raised, ...], log: str
) -> None:
    failure = diagnose(ended(code, timed_out=timed_out), Report(stage, raised=chain), log, 60)
    assert (failure is None) == (code == 0 and not timed_out and stage == "done" and not chain)
    assert failure is None or (failure.reason and len(failure.reason.splitlines()) == 1 and len(failure.reason) <= 300)

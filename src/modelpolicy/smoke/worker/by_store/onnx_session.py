"""A file of ONNX, loaded by onnxruntime: it says itself what it takes."""

from typing import Any

from modelpolicy.smoke.worker.by_store.loaded import Loaded


def load_onnx_model(path: str, device: str) -> Loaded:
    """Load the file. It runs on zeros; what can have any length gets one element.

    Raises:
        RuntimeError: a GPU was asked for, and onnxruntime has none.
    """
    import onnxruntime

    provider = "CUDAExecutionProvider" if device == "cuda" else "CPUExecutionProvider"
    session = onnxruntime.InferenceSession(path, providers=[provider])
    if provider not in session.get_providers():  # it takes the CPU then, and only warns
        raise RuntimeError("onnxruntime was not compiled with CUDA, or it does not find its libraries")
    taken = session.get_inputs()
    return Loaded(session, lambda _: session.run(None, {one.name: _zeros(one) for one in taken}))


def _zeros(taken: Any) -> Any:
    """An array of what ``taken`` is declared to be, such as ``tensor(float)``."""
    import numpy as np

    written = taken.type.removeprefix("tensor(").removesuffix(")")
    element = {"float": "float32", "double": "float64", "string": "str"}.get(written, written)
    return np.zeros([size if isinstance(size, int) else 1 for size in taken.shape], element)

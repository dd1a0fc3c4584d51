"""A file of GGUF, loaded by llama.cpp: its architecture and its tokenizer are in it."""

import sys
from contextlib import redirect_stderr
from io import StringIO
from typing import Any, Final

from modelpolicy.smoke.worker.by_store.loaded import Loaded

_TELLING: Final = 3  # lines: the last that llama.cpp writes of a file that it cannot load


def load_gguf_model(path: str, device: str) -> Loaded:
    """Load the file onto ``device``. It goes on with the text, by two tokens.

    Raises:
        RuntimeError: a GPU was asked for, and llama.cpp has none, or it cannot load the file.
    """
    import llama_cpp

    if device != "cpu" and not llama_cpp.llama_supports_gpu_offload():
        raise RuntimeError("llama.cpp was not compiled with CUDA or Metal")
    model = _loaded(llama_cpp, path, layers=0 if device == "cpu" else -1)
    return Loaded(model, lambda samples: model(samples.text, max_tokens=2))


def _loaded(library: Any, path: str, layers: int) -> Any:
    """The model. What is wrong with a file stands in what the library writes alone, not in what it raises."""
    written = StringIO()
    try:
        with redirect_stderr(written):
            return library.Llama(path, n_gpu_layers=layers, verbose=True)
    except ValueError as error:
        raise RuntimeError(" ".join([f"{error}:", *written.getvalue().splitlines()[-_TELLING:]])) from error
    finally:
        sys.stderr.write(written.getvalue())

"""Which library loads a model: its store tells."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from modelpolicy.domain.model_id import ModelId
from modelpolicy.smoke.worker.by_store.gguf_model import load_gguf_model
from modelpolicy.smoke.worker.by_store.hub import load_hub_model
from modelpolicy.smoke.worker.by_store.loaded import Loaded
from modelpolicy.smoke.worker.by_store.onnx_session import load_onnx_model
from modelpolicy.smoke.worker.by_store.spacy_pipeline import load_spacy_pipeline
from modelpolicy.smoke.worker.by_store.timm_model import load_timm_model
from modelpolicy.smoke.worker.by_store.torchvision_model import load_torchvision_model
from modelpolicy.smoke.worker.by_store.vosk_model import load_vosk_model
from modelpolicy.smoke.worker.by_store.whisper_model import load_whisper_model
from modelpolicy.smoke.worker.entry import Samples


class NoLoaderError(Exception):
    """Nothing here knows how to load models of that store."""


class ByStore:
    """Stands where an analyzer would: ``models``, each loaded onto ``device`` (``cuda``, ``mps`` or ``cpu``).

    ``smoke`` is there once one of them was loaded that can be run.
    """

    def __init__(self, models: Sequence[ModelId], device: str) -> None:
        self._models = models
        self._device = device
        self._loaded: list[Loaded] = []
        self.smoke: Callable[[Samples], object] | None = None

    def load(self) -> None:
        """Load all of them.

        Raises:
            NoLoaderError: one of them takes the code of an analyzer.
        """
        self._loaded = [load_by_store(model, self._device) for model in self._models]
        if any(one.run for one in self._loaded):
            self.smoke = self._run

    def _run(self, samples: Samples) -> None:
        for one in self._loaded:
            if one.run:
                one.run(samples)


def load_by_store(model: ModelId, device: str) -> Loaded:
    """Load one model.

    Raises:
        NoLoaderError: what it is takes the code of an analyzer to tell.
    """
    by_file = _BY_SUFFIX.get(Path(model.name).suffix) if model.store == "file" else None
    load = by_file or _BY_STORE.get(model.store)
    if load is None:
        raise NoLoaderError(f"{model} {_reason(model.store)}: give the analyzer's class `load`")
    return load(model.name, device)


def _reason(store: str) -> str:
    is_bare = store in {"torchhub", "url"}
    return "is weights without an architecture" if is_bare else "can only be loaded by the analyzer's own code"


def _load_ultralytics(name: str, device: str) -> Loaded:
    from ultralytics import YOLO

    model = YOLO(name).to(device)
    return Loaded(model, lambda samples: model(str(samples.frame), verbose=False))


def _load_easyocr(language: str, device: str) -> Loaded:
    import easyocr

    reader = easyocr.Reader([language], gpu=device != "cpu" and device, download_enabled=False, verbose=False)
    return Loaded(reader, lambda samples: reader.readtext(str(samples.frame)))


_Load: TypeAlias = Callable[[str, str], Loaded]

_BY_STORE: Final[Mapping[str, _Load]] = {
    "easyocr": _load_easyocr,
    "hf": load_hub_model,
    "spacy": load_spacy_pipeline,
    "timm": load_timm_model,
    "torchvision": load_torchvision_model,
    "ultralytics": _load_ultralytics,
    "vosk": load_vosk_model,
    "whisper": load_whisper_model,
}
_BY_SUFFIX: Final[Mapping[str, _Load]] = {
    ".gguf": load_gguf_model,
    ".onnx": load_onnx_model,
}
"""Files that say themselves what they are."""

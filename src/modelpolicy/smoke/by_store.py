"""A model loaded by the library that its store belongs to, where no code of an analyzer can be asked."""

from typing import Any

from modelpolicy.domain.model_id import ModelId


class NoLoaderError(Exception):
    """Nothing here knows how to load models of that store."""


def load_by_store(model: ModelId, device: str) -> Any:
    """Load ``model`` onto ``device`` (``cuda``, ``mps`` or ``cpu``); its architecture is the one in its own config.

    Raises:
        NoLoaderError: models of its store need the code of an analyzer.
    """
    match model.store:
        case "hf":
            return _from_hub(model.name, device)
        case "ultralytics":
            from ultralytics import YOLO

            return YOLO(model.name).to(device)
        case _:
            raise NoLoaderError(f"{model} can only be loaded by the analyzer's own code: give its class `load`")


def _from_hub(name: str, device: str) -> Any:
    import transformers

    config = transformers.AutoConfig.from_pretrained(name)
    kinds = [getattr(transformers, written, None) for written in config.architectures or ()]
    kind = next((kind for kind in kinds if kind is not None), transformers.AutoModel)
    return kind.from_pretrained(name, dtype="auto").to(device)

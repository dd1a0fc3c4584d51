"""A repository of transformers', loaded as its own config says."""

from typing import Any, Final

from modelpolicy.smoke.worker.by_store.loaded import Loaded
from modelpolicy.smoke.worker.by_store.sound import heard
from modelpolicy.smoke.worker.entry import Samples

_TASKS: Final = {
    "audio-classification": ("AUDIO_CLASSIFICATION",),
    "automatic-speech-recognition": ("SPEECH_SEQ_2_SEQ", "CTC"),
    "depth-estimation": ("DEPTH_ESTIMATION",),
    "image-classification": ("IMAGE_CLASSIFICATION",),
    "image-segmentation": ("SEMANTIC_SEGMENTATION", "UNIVERSAL_SEGMENTATION"),
    "object-detection": ("OBJECT_DETECTION",),
    "text-classification": ("SEQUENCE_CLASSIFICATION",),
    "text-generation": ("CAUSAL_LM",),
    "token-classification": ("TOKEN_CLASSIFICATION",),
}
"""The pipelines that take one input of one kind, with the kinds of models that they are made for."""


def load_transformers_model(name: str, device: str) -> Loaded:
    """Load ``name`` onto ``device`` (``cuda``, ``mps`` or ``cpu``): as a pipeline, where its kind is one's."""
    import transformers

    config = transformers.AutoConfig.from_pretrained(name)
    kinds = [getattr(transformers, written, None) for written in config.architectures or ()]
    kind = next((kind for kind in kinds if kind is not None), transformers.AutoModel)
    task = next((task for task in _TASKS if _is_made_for(task, config, kind)), None)
    if task is None:
        return Loaded(kind.from_pretrained(name, dtype="auto").to(device))
    pipe = transformers.pipeline(task, model=name, device=device, dtype="auto")
    return Loaded(pipe, lambda samples: _run(pipe, task, samples))


def _is_made_for(task: str, config: Any, kind: Any) -> bool:
    import transformers

    mappings = [getattr(transformers, f"MODEL_FOR_{one}_MAPPING") for one in _TASKS[task]]
    return any(type(config) in mapping and mapping[type(config)] is kind for mapping in mappings)


def _run(pipe: Any, task: str, samples: Samples) -> object:
    match task.partition("-")[0]:
        case "audio" | "automatic":
            taken, rate = heard(samples.sound)
            return pipe({"raw": taken, "sampling_rate": rate})
        case "depth" | "image" | "object":
            return pipe(str(samples.frame))
        case _:
            return pipe(samples.text, **({"max_new_tokens": 2} if task == "text-generation" else {}))

"""A pipeline of diffusers."""

from typing import Any

from modelpolicy.smoke.worker.by_store.loaded import Loaded


def load_diffusers_pipeline(name: str, device: str) -> Loaded:
    """Load the repository ``name`` onto ``device``. What makes a picture of a text takes one step of it."""
    from diffusers import DiffusionPipeline
    from diffusers.pipelines.auto_pipeline import AUTO_TEXT2IMAGE_PIPELINES_MAPPING

    pipe: Any = DiffusionPipeline.from_pretrained(name).to(device)
    if type(pipe) not in AUTO_TEXT2IMAGE_PIPELINES_MAPPING.values():
        return Loaded(pipe)
    return Loaded(pipe, lambda samples: pipe(samples.text, num_inference_steps=1))

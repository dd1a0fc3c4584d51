"""A model of torchvision."""

from pathlib import Path
from typing import Any

from modelpolicy.smoke.worker.by_store.loaded import Loaded


def load_torchvision_model(name: str, device: str) -> Loaded:
    """Load the weights of ``name`` that are there, else its default ones, onto ``device``.

    It runs on the frame, prepared as these weights want it.
    """
    from torchvision.models import get_model

    weights = _weights(name)
    model = get_model(name, weights=weights).to(device).eval()
    prepared = weights.transforms()
    return Loaded(model, lambda samples: model(_batch(prepared, samples.frame, device)))


def _weights(name: str) -> Any:
    import torch
    from torchvision.models import get_model_weights

    known = get_model_weights(name)
    there = Path(torch.hub.get_dir()) / "checkpoints"
    return next((one for one in known if (there / one.url.rpartition("/")[2]).exists()), known.DEFAULT)


def _batch(prepared: Any, frame: Path, device: str) -> Any:
    from PIL import Image

    return prepared(Image.open(frame).convert("RGB")).unsqueeze(0).to(device)

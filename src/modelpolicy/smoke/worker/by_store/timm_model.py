"""A model of timm."""

from modelpolicy.smoke.worker.by_store.loaded import Loaded


def load_timm_model(name: str, device: str) -> Loaded:
    """Load ``name``, timm's own or ``hf-hub:<repository>``, onto ``device``. It runs on a black picture."""
    import timm
    import torch

    model = timm.create_model(name, pretrained=True).to(device).eval()
    size = timm.data.resolve_model_data_config(model)["input_size"]
    return Loaded(model, lambda _: model(torch.zeros(1, *size, device=device)))

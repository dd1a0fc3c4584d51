"""Where models run."""


def best_device() -> str:
    """``cuda`` where PyTorch sees a GPU, else ``cpu``."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"

"""The environment of a worker: nothing from the network, temporary files in one place, one GPU to be seen."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

MARK: Final = "MODELPOLICY_SMOKE"
"""Every process that a worker starts inherits this variable: by it what is left of one is found."""

OFFLINE: Final[Mapping[str, str]] = {
    "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "YOLO_OFFLINE": "1",
    "YOLO_AUTOINSTALL": "0",
    "WANDB_MODE": "offline",
    "PIP_NO_INDEX": "1",
}
"""What keeps libraries from asking the network in the first place."""


TENSORS_ALONE: Final[Mapping[str, str]] = {
    "TORCH_FORCE_WEIGHTS_ONLY_LOAD": "1",
    "TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD": "0",
}
"""What makes PyTorch refuse pickles of anything but tensors, whatever its caller asks for."""


def environment(base: Mapping[str, str], mark: str, temporary: Path, gpu: str, *, pickle: bool) -> dict[str, str]:
    """``base``, such as this process's own, changed for a worker.

    Without proxies: one on this machine would be let through. ``gpu`` is the UUID of the only GPU that it sees; ``""``
    for none. ``pickle``: whole pickles may be read.
    """
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    kept = {name: value for name, value in base.items() if not name.lower().endswith("_proxy")}
    read = {} if pickle else TENSORS_ALONE
    return {**kept, **OFFLINE, **read, **places, "CUDA_VISIBLE_DEVICES": gpu, MARK: mark, "PYTHONUNBUFFERED": "1"}

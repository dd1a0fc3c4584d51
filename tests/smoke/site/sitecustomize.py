"""Makes libraries work in the processes that tests start: torchvision without CUDA, EasyOCR and Whisper with small models.

Nothing is imported before the program itself imports it.
"""

import hashlib
import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.append(str(Path(__file__).parents[3]))


class Mending(importlib.abc.MetaPathFinder):
    """Does something before or after a module is imported."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, _: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname == "torchvision":
            _complete_torchvision()
        if fullname in MENDED:
            spec = importlib.machinery.PathFinder.find_spec(fullname, path)
            if spec is not None:
                _mend_after(spec.loader, fullname)
            return spec
        return None


def _mend_after(loader: Any, name: str) -> None:
    execute = loader.exec_module

    def exec_module(module: Any) -> None:
        execute(module)
        MENDED[name](module)

    loader.exec_module = exec_module


@cache
def _complete_torchvision() -> None:
    import torch

    if torch.version.cuda is None:
        from tests.analyzers.cpu_torchvision import register_nms

        register_nms()


def _has_operators(torchvision: Any) -> None:
    torchvision.extension._has_ops = lambda: True


def _own_checksums(config: Any) -> None:
    directory = Path(os.environ["EASYOCR_MODULE_PATH"]) / "model"
    for entry in (config.detection_models["craft"], config.recognition_models["gen2"]["latin_g2"]):
        file = directory / entry["filename"]
        if file.exists() and "EASYOCR_KEEP_MD5" not in os.environ:
            entry["md5sum"] = hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def _own_digest(whisper: Any) -> None:
    file = Path(os.environ["XDG_CACHE_HOME"]) / "whisper" / "base.pt"
    if file.exists():
        whisper._MODELS["base"] = f"https://models.invalid/{hashlib.sha256(file.read_bytes()).hexdigest()}/base.pt"


MENDED = {"torchvision": _has_operators, "easyocr.config": _own_checksums, "whisper": _own_digest}
sys.meta_path.insert(0, Mending())

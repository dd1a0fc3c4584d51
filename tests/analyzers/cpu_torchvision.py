"""Make the published torchvision work on a CPU build of PyTorch.

The package index has torchvision only with CUDA operators. On a PyTorch without CUDA they do not load, and
``import torchvision`` fails on the first of them. What the analyzers' libraries use of them is ``nms``.
"""

import importlib
import sys
from typing import Any


def complete_torchvision() -> None:
    """Import torchvision, and give it ``nms`` where its own operators do not load."""
    try:
        importlib.import_module("torchvision")
    except RuntimeError as error:
        if "torchvision::nms" not in str(error):
            raise
        _forget("torchvision")
        register_nms()
        torchvision: Any = importlib.import_module("torchvision")
        torchvision.extension._has_ops = lambda: True


def _forget(package: str) -> None:
    """Undo a failed import: what it left behind would be taken for imported."""
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        del sys.modules[name]


def register_nms() -> None:
    """Give PyTorch the operators that torchvision looks for when it is imported."""
    import torch

    torch.library.define("torchvision::nms", "(Tensor boxes, Tensor scores, float iou_threshold) -> Tensor")
    torch.library.define("torchvision::qnms", "(Tensor boxes, Tensor scores, float iou_threshold) -> Tensor")
    torch.library.impl("torchvision::nms", "cpu", _nms)


def _nms(boxes: Any, scores: Any, iou_threshold: float) -> Any:
    """Keep each box that no better one overlaps by more than ``iou_threshold``; best first."""
    import torch

    left, top, right, bottom = boxes.unbind(-1)
    areas = (right - left) * (bottom - top)
    waiting = scores.argsort(descending=True)
    kept = []
    while waiting.numel():
        best, waiting = waiting[0], waiting[1:]
        kept.append(best)
        width = (right[waiting].minimum(right[best]) - left[waiting].maximum(left[best])).clamp(min=0)
        height = (bottom[waiting].minimum(bottom[best]) - top[waiting].maximum(top[best])).clamp(min=0)
        overlap = width * height
        waiting = waiting[overlap / (areas[waiting] + areas[best] - overlap) <= iou_threshold]
    return torch.stack(kept) if kept else torch.empty(0, dtype=torch.long)

"""Which things that can be bought are seen, and where."""

from typing import Final

from analyzers.yolo import YoloAnalyzer

PRODUCTS: Final = frozenset(
    {
        "backpack", "book", "bottle", "bowl", "cell phone", "clock", "cup", "handbag", "keyboard",
        "laptop", "mouse", "remote", "suitcase", "teddy bear", "tie", "toothbrush", "tv", "umbrella",
        "vase", "wine glass",
    }
)  # fmt: skip


class ProductDetection(YoloAnalyzer):
    """Finds those of COCO's kinds that are products. The small model keeps up with two frames a second."""

    name = "product_detection"
    model_id = "yolov8s.pt"
    rate = 2.0

    def _classes(self) -> list[int]:
        return [number for number, kind in self._model.names.items() if kind in PRODUCTS]

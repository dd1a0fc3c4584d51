"""This repository's analyzers, with small models of random weights where their libraries look for them."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from tests.analyzers.hub_cache import Hub

ROOT: Final = Path(__file__).parents[2]
SITE: Final = Path(__file__).parent / "site"
WHAT_IT_NEEDS: Final = ("analyzers", "policies", "docs", "modelpolicy.toml")


@dataclass(frozen=True, slots=True)
class Place:
    """A copy of the project in ``root``, and the stores beside it."""

    root: Path
    stores: Path

    @property
    def hub(self) -> Hub:
        return Hub(self.stores / "hub")

    @property
    def variables(self) -> dict[str, str]:
        """What makes libraries look in these stores."""
        path = os.pathsep.join(filter(None, (str(SITE), os.environ.get("PYTHONPATH"))))
        return {
            "HF_HUB_CACHE": str(self.stores / "hub"),
            "EASYOCR_MODULE_PATH": str(self.stores / "easyocr"),
            "DEEPFACE_HOME": str(self.stores),
            "TORCH_HOME": str(self.stores / "torch"),
            "YOLO_CONFIG_DIR": str(self.stores),
            "PYTHONPATH": path,
        }


def make_place(directory: Path) -> Place:
    place = Place(directory / "project", directory / "stores")
    place.stores.mkdir(parents=True)
    for name in WHAT_IT_NEEDS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, place.root / name)
    return place


def put_qwen2_vl(place: Place) -> None:
    from tests.analyzers.test_language_models import put_qwen2_vl

    put_qwen2_vl(place.hub)


def put_clip(place: Place) -> None:
    from tests.analyzers.test_pictures import put_clip

    put_clip(place.hub)


def put_segformer(place: Place) -> None:
    from tests.analyzers.test_pictures import put_segformer

    put_segformer(place.hub, "wall")


def put_whisper(place: Place) -> None:
    from tests.analyzers.test_speech import put_whisper

    put_whisper(place.hub, "<|0.00|>", "hel", "lo", "<|1.00|>")


def put_wav2vec2(place: Place) -> None:
    from tests.analyzers.test_speech import put_emotions

    put_emotions(place.hub, "calm")


def put_yolo(file: str) -> Callable[[Place], None]:
    def put(place: Place) -> None:
        library: Any = pytest.importorskip("ultralytics")
        library.YOLO("yolov8n.yaml").save(place.root / file)

    return put


def put_easyocr(place: Place) -> None:
    from tests.analyzers.test_text_overlay import put_easyocr

    directory = place.stores / "easyocr" / "model"
    directory.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        put_easyocr(directory, patch)


def put_age(place: Place) -> None:
    from tests.analyzers.test_faces import put_ages

    file = place.stores / ".deepface" / "weights" / "age_model_weights.pth"
    file.parent.mkdir(parents=True)
    put_ages(file, 30)


PUT: Final[Mapping[str, Callable[[Place], None]]] = {
    "hf:Qwen/Qwen2-VL-7B-Instruct": put_qwen2_vl,
    "hf:openai/clip-vit-base-patch32": put_clip,
    "hf:nvidia/segformer-b0-finetuned-ade-512-512": put_segformer,
    "hf:openai/whisper-base": put_whisper,
    "hf:ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition": put_wav2vec2,
    "ultralytics:yolov8x.pt": put_yolo("yolov8x.pt"),
    "ultralytics:yolov8s.pt": put_yolo("yolov8s.pt"),
    "easyocr:en": put_easyocr,
    "deepface:Age": put_age,
}
"""How each model of an enabled analyzer is made. What lies in packages is there."""

"""Where models lie by the stores' rules, on nobody's machine."""

import os
from pathlib import Path

import pytest

from modelpolicy.deletions.taken.places import Places
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_part import EVERY
from modelpolicy.domain.path_pattern import shown_path
from modelpolicy.stores.all_stores import all_stores

PLACES = Places(all_stores())


def places_of(model: str, places: Places = PLACES) -> list[str]:
    return [shown_path(path).replace(EVERY, "*") for path in places.of(ModelId.parse(model))]


USUAL = {
    "hf:openai/whisper-base": ["~/.cache/huggingface/hub/models--openai--whisper-base"],
    "whisper:base": ["~/.cache/whisper/base.pt"],
    "clip:ViT-B/32": ["~/.cache/clip/ViT-B-32.pt"],
    "ultralytics:yolov8x.pt": ["./yolov8x.pt", "./weights/yolov8x.pt"],
    "file:weights/x.pt": ["./weights/x.pt"],
    "file:/data/x.pt": ["/data/x.pt"],
    "torchvision:alexnet": ["~/.cache/torch/hub/checkpoints/alexnet-owt-7be5be79.pth"],
    "bundled:mediapipe/face_mesh": [],
}


@pytest.mark.parametrize("model", USUAL)
def test_the_usual_places(model: str) -> None:
    assert places_of(model) == USUAL[model]


def test_names_that_other_stores_have_for_a_model() -> None:
    assert "~/.cache/huggingface/hub/models--timm--resnet18.*" in places_of("timm:resnet18")


def test_what_more_than_the_name_decides_is_any_name() -> None:
    assert "~/.cache/torch/hub/intel-isl_MiDaS_*" in places_of("torchhub:intel-isl/MiDaS/DPT_Large")
    assert "~/.deepface/weights/age_model_weights.*" in places_of("deepface:Age")


def test_a_variable_moves_what_its_library_lets_it_move() -> None:
    moved = Places(all_stores(), variables=frozenset({"HF_HOME", "TORCH_HOME", "OTHER"}))
    assert "$HF_HOME/hub/models--a--b" in places_of("hf:a/b", moved)
    assert "$TORCH_HOME/hub/checkpoints/alexnet-owt-7be5be79.pth" in places_of("torchvision:alexnet", moved)
    assert not any("OTHER" in place for place in places_of("hf:a/b", moved))


def test_directories_of_code_and_of_the_registry() -> None:
    model = ModelId("hf", "a/b")
    places = Places(all_stores(), {"hf": ("/data/hub", "~/own", "cache")}, {model: ("~/copies/b",)})
    assert places_of("hf:a/b", places) == [
        "~/copies/b",
        "~/.cache/huggingface/hub/models--a--b",
        "/data/hub/models--a--b",
        "~/own/models--a--b",
        "./cache/models--a--b",
    ]


def test_nothing_depends_on_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = [places_of(model) for model in USUAL]
    for name in ("HF_HOME", "XDG_CACHE_HOME", "TORCH_HOME", "HOME", "TMPDIR"):
        monkeypatch.setitem(os.environ, name, str(tmp_path))
    (tmp_path / "Ultralytics").mkdir()
    (tmp_path / "Ultralytics" / "settings.json").write_text('{"weights_dir": "/elsewhere"}')
    elsewhere = Places(all_stores())
    assert [places_of(model, elsewhere) for model in USUAL] == before
    assert {cache.path for cache in elsewhere.caches} == {cache.path for cache in PLACES.caches}


def test_caches_are_directories_of_a_library_alone() -> None:
    paths = {shown_path(cache.path) for cache in PLACES.caches}
    assert {"~/.cache/huggingface/hub", "~/.cache/whisper", "~/.EasyOCR/model"} <= paths
    assert not {".", "~", "~/.cache", "~/.cache/huggingface/xet"} & paths


def test_names_of_the_stores_own_tables() -> None:
    assert list(PLACES.named_like("ViT-B-32.pt")) == [ModelId("clip", "ViT-B/32")]
    assert list(PLACES.named_like("craft_mlt_25k.pth")) == []

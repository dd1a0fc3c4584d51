import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.same_model import is_same_model

SAME = [
    ("whisper:base", "hf:openai/whisper-base"),
    ("whisper:large-v3", "hf:Systran/faster-whisper-large-v3"),
    ("hf:openai/whisper-base", "hf:Systran/faster-whisper-base"),
    ("whisper:large-v3-turbo", "hf:mobiuslabsgmbh/faster-whisper-large-v3-turbo"),
    ("whispercpp:tiny.en", "whisper:tiny.en"),
    ("ultralytics:yolov8x.pt", "hf:Ultralytics/YOLOv8"),
    ("ultralytics:yolov8x.pt", "file:weights/yolov8x.pt"),
    ("ultralytics:yolov8x.pt", "url:https://example.org/assets/yolov8x.pt"),
    ("clip:ViT-B/32", "hf:openai/clip-vit-base-patch32"),
    ("open-clip:ViT-B-32/openai", "clip:ViT-B/32"),
    ("timm:resnet18", "hf:timm/resnet18.a1_in1k"),
    ("torchhub:intel-isl/MiDaS/DPT_Hybrid", "hf:Intel/dpt-hybrid-midas"),
]
OTHER = [
    ("whisper:base", "hf:openai/whisper-base.en"),
    ("whisper:base", "whisper:small"),
    ("hf:openai/whisper-base", "hf:openai/whisper-small"),
    ("hf:openai/whisper-base", "hf:somebody/whisper-base"),
    ("ultralytics:yolov8x.pt", "ultralytics:yolov8s.pt"),
    ("ultralytics:yolov8x.pt", "hf:Ultralytics/YOLO11"),
    ("ultralytics:yolov8x.pt", "file:weights/yolov8x.onnx"),
    ("file:a/base.pt", "whisper:base"),
    ("clip:ViT-B/32", "open-clip:ViT-B-32/laion2b_s34b_b79k"),
    ("timm:resnet18", "hf:timm/resnet50.a1_in1k"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_model_in_two_stores(one: str, other: str) -> None:
    assert is_same_model(ModelId.parse(one), ModelId.parse(other))
    assert is_same_model(ModelId.parse(other), ModelId.parse(one))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_models(one: str, other: str) -> None:
    assert not is_same_model(ModelId.parse(one), ModelId.parse(other))
    assert not is_same_model(ModelId.parse(other), ModelId.parse(one))


@pytest.mark.parametrize("model", sorted({one for pair in SAME for one in pair}))
def test_an_id_is_not_another_store_of_itself(model: str) -> None:
    assert not is_same_model(ModelId.parse(model), ModelId.parse(model))

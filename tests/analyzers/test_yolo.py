"""Analyzers on YOLO, end to end on the smallest architecture with random weights that see chosen things."""

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from analyzers.body_pose import POINTS, BodyPose
from analyzers.object_detection import ObjectDetection
from analyzers.product_detection import ProductDetection
from analyzers.yolo import YoloAnalyzer
from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.analyzers.films import look

KINDS = {number: f"kind {number}" for number in range(80)} | {0: "person", 39: "bottle"}


@pytest.fixture
def yolo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ultralytics' model class, in a working directory of its own: there it looks for weights first."""
    pytest.importorskip("cv2", exc_type=ImportError)  # its desktop builds need the system's libGL
    pytest.importorskip("torch")
    complete_torchvision()
    import torch

    library = pytest.importorskip("ultralytics")
    torch.manual_seed(0)
    (tmp_path / "weights").mkdir()
    monkeypatch.chdir(tmp_path / "weights")
    return library.YOLO


def put_weights(yolo: Any, architecture: str, file: str, sees: tuple[int, ...]) -> None:
    """Save weights that find the kinds ``sees`` everywhere, in turn among small, middling and large things."""
    import torch

    model = yolo(architecture)
    with torch.no_grad():
        for kind, branch in zip(cycle(sees), model.model.model[-1].cv3, strict=False):
            branch[-1].bias[kind] = 4.0
    if len(model.names) > 1:
        model.model.names = KINDS
    model.save(file)


def test_objects_have_a_kind_a_place_and_a_time(yolo: Any, film: Path) -> None:
    put_weights(yolo, "yolov8n.yaml", "yolov8x.pt", sees=(0, 39))

    analysis = look(ObjectDetection(), film)

    assert {segment.label for segment in analysis.segments} == {"person", "bottle"}
    assert {(segment.start, segment.end) for segment in analysis.segments} == {(0, 1), (1, 2), (2, 3)}
    for segment in analysis.segments:
        amounts = {value.name: value.amount for value in segment.values}
        assert 0.25 <= amounts["confidence"] <= 1
        assert 0 <= amounts["left"] <= amounts["right"] <= 128
        assert 0 <= amounts["top"] <= amounts["bottom"] <= 96
        assert [value.unit for value in segment.values] == ["probability", *["pixel"] * 4]


def test_what_is_less_likely_than_the_threshold_is_not_found(yolo: Any, film: Path) -> None:
    put_weights(yolo, "yolov8n.yaml", "yolov8x.pt", sees=(0,))
    assert look(ObjectDetection(confidence=0.999), film).segments == ()


def test_products_leave_people_out(yolo: Any, film: Path) -> None:
    put_weights(yolo, "yolov8n.yaml", "yolov8s.pt", sees=(0, 39))

    analysis = look(ProductDetection(), film)

    assert {segment.label for segment in analysis.segments} == {"bottle"}
    assert sorted({segment.start for segment in analysis.segments}) == [0, 0.5, 1, 1.5, 2, 2.5]


def test_a_pose_has_two_coordinates_for_each_point(yolo: Any, film: Path) -> None:
    put_weights(yolo, "yolov8n-pose.yaml", "yolov8x-pose.pt", sees=(0,))

    analysis = look(BodyPose(), film)

    assert {segment.label for segment in analysis.segments} == {"person"}
    assert sorted({segment.start for segment in analysis.segments}) == [0, 1, 2]
    expected = [f"{point}_{axis}" for point in POINTS for axis in "xy"]
    assert len(expected) == 34
    assert all([value.name for value in segment.values] == expected for segment in analysis.segments)


@pytest.mark.parametrize("analyzer", [ObjectDetection, ProductDetection, BodyPose])
@pytest.mark.usefixtures("yolo")
def test_weights_that_are_not_there_are_an_error(analyzer: type[YoloAnalyzer]) -> None:
    with pytest.raises(OSError, match=analyzer.model_id):
        analyzer().load()

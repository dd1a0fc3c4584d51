import pytest

from modelpolicy.documents.outline import outline
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry, Registry
from tests.documents.examples import REGISTRY


def test_neighbours_that_share_everything_are_one_section() -> None:
    assert [section.names for section in outline(REGISTRY).enabled] == [
        ("faces", "faces_fast"),
        ("words",),
        ("mesh",),
    ]
    assert [section.names for section in outline(REGISTRY).enabled_methods] == [("colours",)]


def test_disabled_analyzers_stand_under_the_size_of_their_models() -> None:
    groups = {size: [s.names[0] for s in sections] for size, sections in outline(REGISTRY).disabled}
    assert groups == {"large": ["giant"], "medium": ["shared"], "small": ["poses"], "unknown": ["puzzling"]}
    assert [section.names[0] for section in outline(REGISTRY).disabled_methods] == ["edges"]


@pytest.mark.parametrize(
    ("size", "expected"),
    [("1.1GB", "large"), ("1GB", "medium"), ("100MB", "medium"), ("99MB", "small")],
)
def test_a_size_that_stands_in_a_heading_belongs_to_the_medium_ones(size: str, expected: str) -> None:
    """The headings say ``>1GB``, ``100MB-1GB`` and ``<100MB``."""
    model = ModelId("hf", "acme/model")
    analyzers = {"probe": AnalyzerEntry("disabled", (model,))}
    content = outline(Registry(analyzers, {model: ModelEntry(size=Size.parse(size), deletion="allowed")}))
    assert [group for group, _ in content.disabled] == [expected]
    assert bool(content.large) == (expected == "large")


def test_what_an_enabled_analyzer_uses_is_protected_whatever_the_registry_allows() -> None:
    content = outline(REGISTRY)
    assert [str(model.id) for model in content.deletable] == ["ultralytics:yolov8x-pose.pt", "hf:acme/giant"]
    assert [str(model.id) for model in content.protected] == [
        "hf:acme/faces",
        "easyocr:de",
        "easyocr:en",
        "hf:acme/kept",
    ]
    assert content.total.written == "~14.1GB"
    assert content.total_is_complete
    assert [str(model.id) for model in content.large] == ["hf:acme/giant"]


def test_a_place_is_the_documented_one_or_the_one_that_the_store_implies() -> None:
    places = {str(model.id): model.places for model in outline(REGISTRY).protected}
    assert places["hf:acme/faces"] == ("~/.cache/huggingface/hub/models--acme--faces",)
    assert places["easyocr:en"] == ("~/x/english_g2.pth",)
    assert places["easyocr:de"] == ()

"""The registry, schema and documents of this repository."""

from pathlib import Path

import pytest

from modelpolicy.documents.freshness import stale_regions
from modelpolicy.documents.render import render
from modelpolicy.handwritten.import_document import import_document
from modelpolicy.registry.read import read_registry
from modelpolicy.registry.usage import enabled_users, protected

REPOSITORY = Path(__file__).parents[2]
REGISTRY = read_registry(REPOSITORY / "policies/registry.yaml", REPOSITORY).registry
TEAM = import_document(
    (REPOSITORY / "tests/handwritten/documents/model_dependencies.md").read_text(encoding="utf-8")
).registry
NAMED_WITHOUT_ID = {
    "text_overlay",
    "age_estimation",
    "face_detection",
    "emotion_detection",
    "facial_details",
    "hand_gesture",
    "gesture_recognition",
    "body_language",
    "depth_estimation",
    "scene_description",
    "auroracap_analyzer",
    "tarsier_video_description",
}
"""What the team's document says loads a model, but not which: registry and code name it."""


@pytest.mark.parametrize(
    ("language", "path"), [("de", "docs/model_dependencies.md"), ("en", "docs/model_dependencies.en.md")]
)
def test_the_documents_are_rendered(language: str, path: str) -> None:
    text = (REPOSITORY / path).read_text(encoding="utf-8")
    assert render(REGISTRY, language, text, path) == text
    assert stale_regions(REGISTRY, language, text, path) == ()


def test_the_registry_says_what_the_team_documented() -> None:
    for name, entry in REGISTRY.analyzers.items():
        team = TEAM.analyzers[name]
        assert entry.status == team.status
        if team.purpose is not None:
            assert entry.purpose is not None
            assert entry.purpose.in_language("de") == team.purpose.in_language("de")
        assert (entry.models != team.models) == (name in NAMED_WITHOUT_ID)
    for model, documented in TEAM.models.items():
        ours = REGISTRY.models[model]
        assert ours.size == documented.size
        assert documented.kind in {None, ours.kind}
        assert documented.title in {None, ours.title}
        assert documented.deletion in {None, ours.deletion}


def test_every_model_of_an_analyzer_has_an_entry_and_every_entry_an_analyzer() -> None:
    named = {model for entry in REGISTRY.analyzers.values() for model in entry.models}
    assert named == set(REGISTRY.models)


def test_every_downloaded_model_of_an_enabled_analyzer_is_in_the_list_of_what_not_to_delete() -> None:
    text = (REPOSITORY / "docs/model_dependencies.md").read_text(encoding="utf-8")
    kept = text.split("### NICHT löschen")[1].split("<!-- modelpolicy:end")[0]
    for model in protected(REGISTRY):
        if enabled_users(REGISTRY, model) and model.store != "bundled":
            assert model.name.replace("/", "--") in kept or model.store == "easyocr"
    assert "english_g2.pth" in kept
    assert "latin_g2.pth" in kept

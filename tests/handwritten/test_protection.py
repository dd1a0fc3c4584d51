import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.handwritten.protection import is_listed
from modelpolicy.registry.schema import ModelEntry

HUB = ModelId("hf", "openai/whisper-base")


@pytest.mark.parametrize(
    "text",
    [
        "- `openai/whisper-base`",
        "- **hf:openai/whisper-base** (Sprache)",
        "~/.cache/huggingface/hub/models--openai--whisper-base",
        "~/.cache/huggingface/hub/models--openai--whisper-base*",
        "$HF_HOME/hub/models--openai--*/",
        "~/.cache/huggingface/hub",
        "~/.cache/huggingface/*",
        "Whisper (base) brauchen alle",
        "# hf:openai/whisper-base: wo, weiss niemand",
    ],
)
def test_a_list_covers_a_model(text: str) -> None:
    assert is_listed(f"```\n# first\n{text}\n```", HUB, ModelEntry(title="Whisper"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Whisper",
        "# openai/whisper-base",
        "- `openai/whisper-base.en`",
        "~/.cache/huggingface/hub/models--openai--whisper-base.en",
        "~/.cache/huggingface/hub/models--Systran--faster-whisper-base",
        "~/.cache/whisper/base.pt",
        "- WhisperX",
        "*",
        "~/.cache/torch/*",
    ],
)
def test_a_list_that_has_something_else(text: str) -> None:
    assert not is_listed(text, HUB, ModelEntry(title="Whisper"))


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("~/.EasyOCR/model/latin_g2.pth", True),
        ("~/.EasyOCR/model/*.pth", True),
        ("~/.EasyOCR/model/*", True),
        ("~/.EasyOCR/", True),
        ("latin_g2.pth", True),
        ("~/.EasyOCR/model/english_g2.pth", False),
    ],
)
def test_paths_of_the_registry_count(text: str, listed: bool) -> None:
    entry = ModelEntry(paths=("~/.EasyOCR/model/latin_g2.pth",))
    assert is_listed(text, ModelId("easyocr", "de"), entry) is listed


def test_a_model_that_the_registry_does_not_have_is_known_by_its_id() -> None:
    assert is_listed("~/.cache/whisper/base.pt", ModelId("whisper", "base"), None)
    assert not is_listed("~/.cache/whisper/base.en.pt", ModelId("whisper", "base"), None)

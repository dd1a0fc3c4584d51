import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from modelpolicy.documents.freshness import PACKAGE
from modelpolicy.documents.regions import parse_regions, regions_of
from modelpolicy.documents.render import diff, render
from modelpolicy.errors import InputError
from modelpolicy.handwritten.import_document import import_document
from modelpolicy.registry.read import read_registry
from modelpolicy.registry.schema import Registry
from tests.documents.examples import REGISTRY
from tests.registry.examples import registries

REPOSITORY = Path(__file__).parents[2]
REGIONS = ["introduction", "enabled", "disabled", "storage", "cleanup", "maintenance"]


def body(name: str, language: str = "en", registry: Registry = REGISTRY) -> str:
    regions = regions_of(parse_regions(render(registry, language, None, "d.md"), "d.md"))
    return next(region.body for region in regions if region.name == name)


def test_a_new_document_has_every_region_in_order() -> None:
    regions = regions_of(parse_regions(render(REGISTRY, "de", None, "d.md"), "d.md"))
    assert [region.name for region in regions] == REGIONS


def test_enabled_analyzers() -> None:
    assert body("enabled") == (
        "## Active analyzers and their models\n"
        "\n"
        "### 1. faces & faces_fast\n"
        "- **Model**: `acme/faces`\n"
        "- **Size**: ~300MB\n"
        "- **Type**: Detection\n"
        "- **Usage**: Faces\n"
        "\n"
        "### 2. words\n"
        "- **Model**: `easyocr:de`, `easyocr:en`\n"
        "- **Size**: ~64MB per language\n"
        "- **Note**: Two readers\n"
        "\n"
        "### 3. mesh\n"
        "- **Model**: MediaPipe Face Mesh (`bundled:mediapipe/face_mesh`)\n"
        "- **Size**: ~10MB\n"
        "\n"
        "### 4. Other analyzers without explicit models\n"
        "The following analyzers need no model of their own:\n"
        "\n"
        "- colours (Colour counting)\n"
    )


def test_disabled_analyzers() -> None:
    assert body("disabled", "de") == (
        "## Deaktivierte Analyzer und ihre Modelle\n"
        "\n"
        "### Große Modelle (>1GB)\n"
        "1. **giant**\n"
        "   - Model: `acme/giant`\n"
        "   - Größe: ~14GB\n"
        "   - **KANN GELÖSCHT WERDEN**\n"
        "\n"
        "### Mittlere Modelle (100MB-1GB)\n"
        "2. **shared**\n"
        "   - Model: `acme/faces`\n"
        "   - Größe: ~300MB\n"
        "   - Typ: Detection\n"
        "   - **ACHTUNG**: Wird auch von faces, faces_fast verwendet!\n"
        "\n"
        "### Kleine Modelle (<100MB)\n"
        "3. **poses**\n"
        "   - Model: `yolov8x-pose.pt`\n"
        "   - Größe: 99MB\n"
        "   - **KANN GELÖSCHT WERDEN**\n"
        "\n"
        "### Modelle ohne dokumentierte Größe\n"
        "4. **puzzling**\n"
        "   - Model: `acme/unmeasured`\n"
        "\n"
        "### Deaktivierte Analyzer ohne explizite Modelle\n"
        "Die folgenden deaktivierten Analyzer kommen ohne ein eigenes Modell aus:\n"
        "\n"
        "- edges (Sobel ~5MB)\n"
    )


def test_storage() -> None:
    assert body("storage") == (
        "## Storage that can be freed\n"
        "\n"
        "### Models that are safe to delete\n"
        "```bash\n"
        "# Pose (99MB)\n"
        "./yolov8x-pose.pt\n"
        "\n"
        "# Giant (~14GB)\n"
        "~/.cache/huggingface/hub/models--acme--giant\n"
        "```\n"
        "\n"
        "**Total that can be freed: ~14.1GB**\n"
        "\n"
        "### Do NOT delete (used by active analyzers, or protected)\n"
        "```bash\n"
        "# Faces (used by faces, faces_fast)\n"
        "~/.cache/huggingface/hub/models--acme--faces\n"
        "\n"
        "# EasyOCR (used by words)\n"
        "# easyocr:de: place not documented\n"
        "\n"
        "# EasyOCR (used by words)\n"
        "~/x/english_g2.pth\n"
        "\n"
        "# Kept\n"
        "~/.cache/huggingface/hub/models--acme--kept\n"
        "```\n"
    )


def test_only_large_deletable_models_are_deleted_in_the_strategy() -> None:
    commands = [line.strip() for line in body("cleanup").splitlines() if "rm -rf" in line]
    assert commands == ["rm -rf ~/.cache/huggingface/hub/models--acme--giant"]


def test_an_empty_registry_says_so() -> None:
    assert "No analyzer is active." in body("enabled", registry=Registry())
    assert "No model can be deleted at present." in body("storage", registry=Registry())
    assert "2. **Optional**" in body("cleanup", registry=Registry())


def test_a_total_without_every_size_says_so() -> None:
    models = {model: replace(entry, size=None) for model, entry in REGISTRY.models.items()}
    text = body("storage", registry=replace(REGISTRY, models=models))
    assert "**Total that can be freed: 0B** (without the models whose size is not documented)\n\n###" in text


def test_what_people_wrote_survives() -> None:
    text = render(REGISTRY, "en", None, "d.md")
    edited = f"Before.\n{text}After.".replace(
        "\n\n<!-- modelpolicy:begin storage", "\n\nBetween.\n<!-- modelpolicy:begin storage"
    )
    changed = replace(REGISTRY, analyzers={})
    rendered = render(changed, "en", edited, "d.md")
    assert rendered.startswith("Before.\n<!-- modelpolicy:begin introduction")
    assert "\n\nBetween.\n<!-- modelpolicy:begin storage" in rendered
    assert rendered.endswith("After.")
    assert "faces_fast" not in rendered
    assert render(REGISTRY, "en", rendered, "d.md") == edited


def test_a_document_chooses_its_regions_and_their_order() -> None:
    existing = "".join(
        f"<!-- modelpolicy:begin {n} -->\n<!-- modelpolicy:end {n} -->\n" for n in ("storage", "enabled")
    )
    rendered = render(REGISTRY, "en", existing, "d.md")
    assert [region.name for region in regions_of(parse_regions(rendered, "d.md"))] == ["storage", "enabled"]
    assert body("storage") in rendered


@pytest.mark.parametrize(
    ("existing", "message"),
    [
        ("# A hand-written document\n", "no region to render into"),
        ("<!-- modelpolicy:begin storrage -->\n<!-- modelpolicy:end storrage -->\n", "there is no region 'storrage'"),
        ("<!-- modelpolicy:begin storage -->\n", "never closed"),
    ],
)
def test_a_document_that_cannot_be_rendered_into_is_refused(existing: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        render(REGISTRY, "en", existing, "d.md")


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(InputError, match="known languages: de, en"):
        render(REGISTRY, "xx", None, "d.md")


def test_every_language_has_the_same_words() -> None:
    def keys(table: dict[str, object], prefix: str = "") -> set[str]:
        nested = {key: value for key, value in table.items() if isinstance(value, dict)}
        return {prefix + key for key in table} | {
            name for key, value in nested.items() for name in keys(value, f"{prefix}{key}.")
        }

    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in (PACKAGE / "locales").glob("*.toml")]
    assert len(tables) == 2
    assert keys(tables[0]) == keys(tables[1])


@settings(max_examples=25, deadline=None)
@given(registries)
def test_rendering_again_changes_nothing(registry: Registry) -> None:
    text = render(registry, "de", None, "d.md")
    assert render(registry, "de", text, "d.md") == text


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_import_of_the_document_says_what_the_registry_says(language: str) -> None:
    registry = read_registry(REPOSITORY / "policies/registry.yaml", REPOSITORY).registry
    imported = import_document(render(registry, language, None, "d.md"))
    assert [claim.verdict for claim in imported.claims if not claim.holds] == []
    # The document sorts what is disabled by size.
    assert imported.registry.analyzers.keys() == registry.analyzers.keys()
    for name, entry in registry.analyzers.items():
        found = imported.registry.analyzers[name]
        assert (found.status, found.models) == (entry.status, entry.models)
        assert bool(found.purpose) == bool(entry.purpose)
        if found.purpose and entry.purpose:
            assert found.purpose.in_language(language) == entry.purpose.in_language(language)
    for model, documented in registry.models.items():
        read = imported.registry.models[model]
        assert (read.size, read.kind) == (documented.size, documented.kind)


def test_a_difference_is_a_unified_diff() -> None:
    assert diff("docs/d.md", "a\nb\n", "a\nc\n") == "--- a/docs/d.md\n+++ b/docs/d.md\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
    assert diff("docs/d.md", "a\n", "a\n") == ""

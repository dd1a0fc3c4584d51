"""The document as the team wrote it, held against this repository: each wrong line is found, and no other."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest

from modelpolicy.handwritten.import_document import import_document
from modelpolicy.registry.read import read_registry
from modelpolicy.rules import mp202_wrong_total, mp203_wrong_claim, mp204_unprotected_model
from modelpolicy.rules.facts import Facts, HandwrittenDocument
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.scan import scan
from tests.acceptance.conftest import ROOT, copy_repository

SEED = (ROOT / "tests/handwritten/documents/model_dependencies.md").read_text(encoding="utf-8")
RULES = (mp202_wrong_total.RULE, mp203_wrong_claim.RULE, mp204_unprotected_model.RULE)
DO_NOT_DELETE = "### NICHT löschen (von aktiven Analyzern verwendet)"
WHISPER = "~/.cache/huggingface/hub/models--openai--whisper-base*"

Found: TypeAlias = Counter[tuple[str, str]]
"""How often each code was found on each line; a line by its text, which stands once in the document."""

AS_WRITTEN: Found = Counter(
    {
        ("MP203", "- age_estimation (DeepFace integriert)"): 1,  # loads a model of 540 MB
        ("MP203", "3. **streaming_dense_captioning**"): 1,  # 450 MB, under "over 1 GB"
        ("MP203", "- face_detection (MTCNN ~5MB)"): 1,
        ("MP203", "- emotion_detection (FER ~300KB)"): 1,
        # Four that need models of 480 MB to 17 GB, under "less than 100 MB"
        ("MP203", "- depth_estimation (MiDaS)"): 1,
        ("MP203", "- scene_description (Text Generation)"): 1,
        ("MP203", "- auroracap_analyzer (Custom)"): 1,
        ("MP203", "- tarsier_video_description (Custom)"): 1,
        ("MP204", DO_NOT_DELETE): 5,  # two of Ultralytics, two of EasyOCR, one of DeepFace
    }
)


@pytest.fixture(scope="module")
def repository_facts() -> Facts:
    project = find_project(ROOT)
    scanned = scan(project)
    registry = read_registry(ROOT / project.settings.registry, ROOT)
    return Facts(map_models(project, scanned), registry, scanned.failures, ())


@pytest.fixture(scope="module")
def find(repository_facts: Facts) -> Callable[[str], Found]:
    """What the rules on hand-written documents find in one."""

    def run(text: str) -> Found:
        imported = import_document(text)
        document = HandwrittenDocument("models.md", imported.statements, imported.registry)
        facts = replace(repository_facts, handwritten=(document,))
        lines = text.splitlines()
        return Counter((one.code, lines[one.location.line - 1]) for rule in RULES for one in rule.findings(facts))

    return run


def changed(*edits: tuple[str, str]) -> str:
    text = SEED
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_each_finding_stands_at_its_line(tmp_path: Path) -> None:
    root = copy_repository(tmp_path)
    (root / "MODELS.md").write_text(SEED, encoding="utf-8")
    settings = root / "modelpolicy.toml"
    checked = 'documents = [\n    { path = "MODELS.md", mode = "checked" },'
    settings.write_text(settings.read_text().replace("documents = [", checked))
    findings = [one for one in check(find_project(root)).findings if one.location.path == "MODELS.md"]
    assert Counter((one.code, one.location.line) for one in findings if one.code < "MP3") == {
        ("MP203", 67): 1,
        ("MP203", 94): 1,
        ("MP203", 112): 1,
        ("MP203", 113): 1,
        ("MP203", 118): 1,
        ("MP203", 122): 1,
        ("MP203", 123): 1,
        ("MP203", 124): 1,
        ("MP204", 145): 5,
    }
    unprotected = {one.model for one in findings if one.code == "MP204"}
    assert unprotected == {
        "deepface:Age",
        "easyocr:de",
        "easyocr:en",
        "ultralytics:yolov8s.pt",
        "ultralytics:yolov8x.pt",
    }


WRONG = {
    "an active analyzer among the disabled": (
        [("### Kleine Modelle", "6. **object_detection**\n   - Model: `yolov8x.pt`\n\n### Kleine Modelle")],
        [("MP203", "6. **object_detection**")],
    ),
    "a disabled analyzer among the active": (
        [("- audio_analysis (Librosa)", "- audio_analysis (Librosa)\n- trend_analysis (Statistics)")],
        [("MP203", "- trend_analysis (Statistics)")],
    ),
    "a status as a field": (
        [("- **Typ**: OCR", "- **Typ**: OCR\n- **Status**: deaktiviert")],
        [("MP203", "- **Status**: deaktiviert")],
    ),
    "another model of the same kind": (
        [("`openai/whisper-base`", "`openai/whisper-small`")],
        [("MP203", "- **Model**: `openai/whisper-small`")],
    ),
    "the same model of another library": (
        [("`openai/whisper-base`", "`whisper:base`")],
        [("MP203", "- **Model**: `whisper:base`")],
    ),
    "a model of another analyzer": (
        [("- **Model**: `yolov8s.pt`", "- **Model**: `yolov8x-pose.pt`"), ("- **Größe**: ~22MB", "- **Größe**: ~140 MB")],
        [("MP203", "- **Model**: `yolov8x-pose.pt`")],
    ),
    "a size with the wrong unit": (
        [("- **Größe**: ~340MB", "- **Größe**: ~340GB")],
        [("MP203", "- **Größe**: ~340GB")],
    ),
    "a size of one language": (
        [("~64MB pro Sprache", "~640MB per language")],
        [("MP203", "- **Größe**: ~640MB per language")],
    ),
    "a size in English, at a disabled analyzer": (
        [("   - Größe: ~5.5GB", "   - Size: 8.5 GB")],
        [("MP203", "   - Size: 8.5 GB")],
    ),
    "a renamed analyzer": (
        [("### 9. eye_tracking", "### 9. gaze_tracking")],
        [("MP203", "### 9. gaze_tracking"), ("MP203", "## Aktive Analyzer und ihre Modelle")],
    ),
    "a misspelt analyzer in a list": (
        [("- sound_effects (Audio", "- sound_effect (Audio")],
        [("MP203", "- sound_effect (Audio Feature Extraction)"), ("MP203", "## Aktive Analyzer und ihre Modelle")],
    ),
    "an analyzer that is not there any more": (
        [("- cut_analysis (Frame Differencing)\n", "")],
        [("MP203", "## Aktive Analyzer und ihre Modelle")],
    ),
    "a disabled analyzer that is not there any more": (
        [("- hand_gesture (MediaPipe)\n", "")],
        [("MP203", "## Deaktivierte Analyzer und ihre Modelle (können gelöscht werden)")],
    ),
    "a model that left the list of what must not be deleted": (
        [(f"{WHISPER}\n", "")],
        [("MP204", DO_NOT_DELETE)],
    ),
    "another model in the list of what must not be deleted": (
        [(WHISPER, "~/.cache/huggingface/hub/models--Systran--faster-whisper-base")],
        [("MP204", DO_NOT_DELETE)],
    ),
    "a needed model said to be deletable": (
        [("   - **ACHTUNG**: Wird auch von content_quality verwendet!", "   - Can be deleted.")],
        [("MP203", "   - Can be deleted.")],
    ),
    "a needed model among the paths to delete": (
        [("# YOLOv8 Pose (140MB)", "# SegFormer\n~/.cache/huggingface/hub/models--nvidia--segformer-b0-finetuned-ade-512-512\n\n# YOLOv8 Pose (140MB)")],
        [("MP203", "~/.cache/huggingface/hub/models--nvidia--segformer-b0-finetuned-ade-512-512")],
    ),
    "a size in a comment": (
        [("# BLIP2 (5.5GB)", "# BLIP2 (9.5GB)")],
        [("MP203", "# BLIP2 (9.5GB)")],
    ),
    "a warning about the wrong analyzer": (
        [("Wird auch von content_quality verwendet!", "Wird auch von cut_analysis verwendet!")],
        [("MP203", "   - **ACHTUNG**: Wird auch von cut_analysis verwendet!")],
    ),
    "a remark on the wrong analyzer, in English": (
        [("# CLIP (von content_quality verwendet)", "# CLIP (used by eye_tracking)")],
        [("MP203", "# CLIP (used by eye_tracking)")],
    ),
    "a total that was not reckoned again": (
        [("~20GB", "~28GB")],
        [("MP202", "**Gesamtes Freigabe-Potenzial: ~28GB**")],
    ),
    "a total after a model left its list": (
        [("# BLIP2 (5.5GB)\n~/.cache/huggingface/hub/models--Salesforce--blip2-opt-2.7b*\n", "")],
        [("MP202", "**Gesamtes Freigabe-Potenzial: ~20GB**")],
    ),
    "a total in English": (
        [("**Gesamtes Freigabe-Potenzial: ~20GB**", "Total to be freed: 2TB")],
        [("MP202", "Total to be freed: 2TB")],
    ),
    "a group of sizes": (
        [("### Mittlere Modelle (100MB-1GB)", "### Medium models (200MB-1GB)")],
        [("MP203", "4. **body_pose**")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_made_wrong_is_found_at_its_line(name: str, find: Callable[[str], Found]) -> None:
    edits, expected = WRONG[name]
    assert find(changed(*edits)) == AS_WRITTEN + Counter(expected)


RIGHTED = {
    "the group of a model": (
        [("### Große Modelle (>1GB)", "### Große Modelle (>400MB)")],
        [("MP203", "3. **streaming_dense_captioning**")],
    ),
    "a size": ([("(MTCNN ~5MB)", "(MTCNN ~2MB)")], [("MP203", "- face_detection (MTCNN ~5MB)")]),
    "two models that must not be deleted": (
        [("# SegFormer\n", "./yolov8x.pt\n./yolov8s.pt\n# SegFormer\n")],
        [("MP204", DO_NOT_DELETE)] * 2,
    ),
    "a directory that must not be deleted": (
        [("# SegFormer\n", "# EasyOCR\n~/.EasyOCR/model/*\n# SegFormer\n")],
        [("MP204", DO_NOT_DELETE)] * 2,
    ),
    "a section for a model": (
        [
            ("- age_estimation (DeepFace integriert)\n", ""),
            ("### 10. ", "### 11. age_estimation\n- Model: `deepface:Age`\n- Size: 540 MB\n\n### 10. "),
        ],
        [("MP203", "- age_estimation (DeepFace integriert)")],
    ),
}


@pytest.mark.parametrize("name", RIGHTED)
def test_what_is_righted_is_no_finding_any_more(name: str, find: Callable[[str], Found]) -> None:
    edits, expected = RIGHTED[name]
    assert find(changed(*edits)) == AS_WRITTEN - Counter(expected)


HARMLESS = {
    "words in English": [
        ("## Aktive Analyzer und ihre Modelle", "## Active analyzers"),
        ("- **Größe**: ~14GB", "- **Size**: about 14 GB"),
        ("- **Verwendung**: Temporal video", "- **Used for**: temporal video"),
    ],
    "sizes written in another way": [
        ("- **Größe**: ~1.2GB", "- **Größe**: 1,2 GB"),
        ("- **Größe**: ~340MB", "- **Größe**: 0.34GB"),
        ("   - Größe: ~14GB", "   - Größe: 14000MB"),
    ],
    "prose with sizes, names and totals": [
        (
            "## Wartungshinweise",
            """Insgesamt braucht der Server 64GB RAM; video_llava braucht 24GB auf der GPU.
Der aktive Teil (object_detection, foo_bar) lief früher mit `openai/whisper-large` (3GB).

- Grafikkarte (24GB)
- Total GPU memory: 48GB

| Rechner | Platte |
|---|---|
| alpha | 64GB |
| Summe | 64GB |

## Wartungshinweise""",
        )
    ],
    "a heading of another kind": [("### 10. Andere", "### Hinweise\n- Hinweis (wichtig)\n- GPU (24GB)\n\n### 10. Andere")],
    "the total in other words": [("**Gesamtes Freigabe-Potenzial: ~20GB**", "*Total*: 20.1 GB (rounded)")],
    "the list in other words": [
        ("# Whisper\n", ""),
        ("# Qwen2-VL\n", "# das große (14GB)\n"),
        ("### Sicher zu löschende Modelle (Huggingface Cache)", "### Safe to delete"),
    ],
    "code instead of bold": [("3. **streaming_dense_captioning**", "3. **streaming_dense_captioning**"), ("2. **blip2_video_analyzer**", "2. `blip2_video_analyzer`")],
    "a shorter warning": [("   - **ACHTUNG**: Wird auch von content_quality verwendet!", "   - Achtung: auch anderswo verwendet")],
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_another_wording_is_no_finding(name: str, find: Callable[[str], Found]) -> None:
    assert find(changed(*HARMLESS[name])) == AS_WRITTEN


@pytest.mark.parametrize("path", ["docs/model_dependencies.md", "docs/model_dependencies.en.md"])
def test_nothing_is_wrong_in_what_is_rendered(path: str, find: Callable[[str], Found]) -> None:
    assert find((ROOT / path).read_text(encoding="utf-8")) == Counter()

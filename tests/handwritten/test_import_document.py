import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.domain.model_id import ModelId
from modelpolicy.handwritten.import_document import Imported, import_document
from modelpolicy.registry.read import parse_registry
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry, Registry
from modelpolicy.registry.write import registry_yaml

DOCUMENTS = Path(__file__).parent / "documents"
HUB = "~/.cache/huggingface/hub/models--"

# Each analyzer with its model and its purpose
ENABLED_WITH_MODEL = {
    "qwen2_vl_temporal": ("hf:Qwen/Qwen2-VL-7B-Instruct", "Temporal video understanding, scene descriptions"),
    "qwen2_vl_optimized": ("hf:Qwen/Qwen2-VL-7B-Instruct", "Temporal video understanding, scene descriptions"),
    "object_detection": ("ultralytics:yolov8x.pt", "Objekterkennung in Videos"),
    "product_detection": ("ultralytics:yolov8s.pt", "Produkterkennung"),
    "speech_transcription": ("hf:openai/whisper-base", "Transkription von Sprache"),
    "background_segmentation": (
        "hf:nvidia/segformer-b0-finetuned-ade-512-512",
        "Hintergrund/Vordergrund-Trennung",
    ),
    "content_quality": ("hf:openai/clip-vit-base-patch32", "Qualitätsbewertung"),
    "speech_emotion": (
        "hf:ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition",
        "Emotionserkennung in Sprache",
    ),
    "eye_tracking": ("bundled:mediapipe/face_mesh", "Blickverfolgung"),
}
ENABLED_WITH_METHOD = {
    "text_overlay": "EasyOCR (integriert)",
    "age_estimation": "DeepFace integriert",
    "audio_analysis": "Librosa",
    "audio_environment": "Librosa + Custom",
    "camera_analysis": "OpenCV Optical Flow",
    "color_analysis": "Scikit-learn Clustering",
    "comment_cta_detection": "Regex + Heuristiken",
    "cut_analysis": "Frame Differencing",
    "scene_segmentation": "Histogram-basiert",
    "sound_effects": "Audio Feature Extraction",
    "speech_flow": "Prosody Analysis",
    "speech_rate": "VAD + Timing",
    "temporal_flow": "Narrative Patterns",
    "visual_effects": "Computer Vision",
}
DISABLED_WITH_MODEL = {
    "video_llava": "hf:LanguageBind/Video-LLaVA-7B",
    "blip2_video_analyzer": "hf:Salesforce/blip2-opt-2.7b",
    "streaming_dense_captioning": "hf:Salesforce/blip-image-captioning-base",
    "body_pose": "ultralytics:yolov8x-pose.pt",
    "composition_analysis": "hf:openai/clip-vit-base-patch32",
}
DISABLED_WITH_METHOD = {
    "face_detection": "MTCNN",
    "emotion_detection": "FER",
    "facial_details": "MediaPipe",
    "hand_gesture": "MediaPipe",
    "gesture_recognition": "MediaPipe",
    "body_language": "Pose Analysis",
    "depth_estimation": "MiDaS",
    "temporal_consistency": "Algorithmus",
    "audio_visual_sync": "Algorithmus",
    "trend_analysis": "Statistik",
    "scene_description": "Text Generation",
    "auroracap_analyzer": "Custom",
    "tarsier_video_description": "Custom",
}
# Each model with its title, kind, written size, bytes, deletion and place
MODELS = {
    "hf:Qwen/Qwen2-VL-7B-Instruct": (
        "Qwen2-VL", "Vision-Language Model", "~14GB", 14_000_000_000, "forbidden",
        f"{HUB}Qwen--Qwen2-VL-7B-Instruct*",
    ),
    "ultralytics:yolov8x.pt": (None, "Object Detection", "~140MB", 140_000_000, None, None),
    "ultralytics:yolov8s.pt": (None, "Object Detection (lightweight)", "~22MB", 22_000_000, None, None),
    "hf:openai/whisper-base": (
        "Whisper", "Speech-to-Text", "~140MB", 140_000_000, "forbidden", f"{HUB}openai--whisper-base*",
    ),
    "hf:nvidia/segformer-b0-finetuned-ade-512-512": (
        "SegFormer", "Semantic Segmentation", "~15MB", 15_000_000, "forbidden",
        f"{HUB}nvidia--segformer-b0-finetuned-ade-512-512*",
    ),
    "hf:openai/clip-vit-base-patch32": (
        "CLIP", "Vision-Language Embedding", "~340MB", 340_000_000, "forbidden",
        f"{HUB}openai--clip-vit-base-patch32*",
    ),
    "hf:ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition": (
        "Wav2Vec2", "Audio Emotion Recognition", "~1.2GB", 1_200_000_000, "forbidden",
        f"{HUB}ehcalabres--wav2vec2-lg-xlsr-en-speech-emotion-recognition*",
    ),
    "bundled:mediapipe/face_mesh": (
        "MediaPipe Face Mesh", "Face Landmark Detection", "~10MB", 10_000_000, None, None,
    ),
    "hf:LanguageBind/Video-LLaVA-7B": (
        "Video-LLaVA", None, "~14GB", 14_000_000_000, "allowed", f"{HUB}LanguageBind--Video-LLaVA-7B*",
    ),
    "hf:Salesforce/blip2-opt-2.7b": (
        "BLIP2", None, "~5.5GB", 5_500_000_000, "allowed", f"{HUB}Salesforce--blip2-opt-2.7b*",
    ),
    "hf:Salesforce/blip-image-captioning-base": (
        "BLIP Captioning", None, "~450MB", 450_000_000, "allowed",
        f"{HUB}Salesforce--blip-image-captioning-base*",
    ),
    "ultralytics:yolov8x-pose.pt": (
        "YOLOv8 Pose", None, "~140MB", 140_000_000, "allowed", "~/.cache/torch/hub/checkpoints/yolov8x-pose.pt",
    ),
}  # fmt: skip


def document(name: str) -> str:
    return (DOCUMENTS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def team() -> Imported:
    return import_document(document("model_dependencies.md"))


def written(entry: AnalyzerEntry) -> tuple[list[str], str | None]:
    return [str(model) for model in entry.models], entry.method.in_language("de") if entry.method else None


def test_every_analyzer_has_its_status_and_its_models_or_method(team: Imported) -> None:
    expected = {
        **{name: ("enabled", ([model], None)) for name, (model, _) in ENABLED_WITH_MODEL.items()},
        **{name: ("enabled", ([], method)) for name, method in ENABLED_WITH_METHOD.items()},
        **{name: ("disabled", ([model], None)) for name, model in DISABLED_WITH_MODEL.items()},
        **{name: ("disabled", ([], method)) for name, method in DISABLED_WITH_METHOD.items()},
    }
    found = {name: (entry.status, written(entry)) for name, entry in team.registry.analyzers.items()}
    assert found == expected
    assert [entry[0] for entry in found.values()] == ["enabled"] * 23 + ["disabled"] * 18


def test_every_analyzer_has_its_purpose(team: Imported) -> None:
    purposes = {
        name: entry.purpose.in_language("de") for name, entry in team.registry.analyzers.items() if entry.purpose
    }
    assert purposes == {
        **{name: purpose for name, (_, purpose) in ENABLED_WITH_MODEL.items()},
        "text_overlay": "Texterkennung in Videos",
    }


def test_a_method_keeps_its_size_and_kind(team: Imported) -> None:
    analyzers = team.registry.analyzers
    sizes = {name: str(entry.size) for name, entry in analyzers.items() if entry.size}
    assert sizes == {"text_overlay": "~64MB", "face_detection": "~5MB", "emotion_detection": "~300KB"}
    overlay = analyzers["text_overlay"]
    assert (overlay.per and overlay.per.written, overlay.kind and overlay.kind.written) == ("Sprache", "OCR")
    assert [name for name, entry in analyzers.items() if entry.kind or entry.note] == ["text_overlay"]


def test_every_model_has_its_facts(team: Imported) -> None:
    def facts(entry: ModelEntry) -> tuple[object, ...]:
        assert entry.size is not None
        assert entry.size.approximate
        kind = entry.kind.in_language("de") if entry.kind else None
        place = entry.paths[0] if entry.paths else None
        assert len(entry.paths) <= 1
        return entry.title, kind, str(entry.size), entry.size.bytes, entry.deletion, place

    assert {str(model): facts(entry) for model, entry in team.registry.models.items()} == MODELS


def test_what_follows_from_the_rest_is_held_against_it(team: Imported) -> None:
    assert [(claim.line, claim.holds) for claim in team.claims] == [
        (84, True),
        (89, True),
        (94, False),  # 450 MB under the heading "over 1 GB"
        (100, True),
        (105, True),
        (108, True),
        (112, True),
        (113, True),
        (143, True),
        (150, True),
    ]
    verdicts = {claim.line: (claim.text, claim.verdict) for claim in team.claims}
    assert verdicts[143] == (
        "Gesamtes Freigabe-Potenzial: ~20GB",
        "the models that it sums add up to ~20.1GB",
    )
    assert verdicts[108][0] == "Wird auch von content_quality verwendet!"


def test_what_was_not_read_is_named_line_by_line(team: Imported) -> None:
    unread = {line.line: line for line in team.registry.unread}
    prose = {1, 3, 62, 63, 64, 65, 111, 126}
    strategy = set(range(163, 183)) - {164, 170, 177}
    maintenance = {184, 186, 187, 188}
    questioned = {26, 94}
    assert set(unread) == prose | strategy | maintenance | questioned
    lines = document("model_dependencies.md").split("\n")
    assert all(line.text == lines[number - 1] for number, line in unread.items())
    assert {number: line.reason for number, line in unread.items() if line.reason} == {
        26: "no model id is named: taken as the analyzer's method",
        94: "not so: its models take ~450MB",
    }


def test_the_import_is_a_valid_registry_file(team: Imported) -> None:
    assert parse_registry(registry_yaml(team.registry).encode(), "registry.yaml").registry == team.registry


def variants() -> dict[str, str]:
    text = document("model_dependencies.md")

    def reversed_fields(match: re.Match[str]) -> str:
        return "".join(reversed(match[0].splitlines(keepends=True)))

    return {
        "other numbers": re.sub(r"^### \d+\. ", "### 99) ", text, flags=re.MULTILINE),
        "no numbers": re.sub(r"^### \d+\. ", "### ", text, flags=re.MULTILINE),
        "fields in other order": re.sub(r"(?:^- \*\*.*\n)+", reversed_fields, text, flags=re.MULTILINE),
        "windows lines": text.replace("\n", "\r\n"),
        "star bullets": re.sub(r"^( *)- ", r"\1* ", text, flags=re.MULTILINE),
        "plain labels": re.sub(r"\*\*(Model|Größe|Typ|Verwendung)\*\*:", r"\1:", text),
        "colon in bold": re.sub(r"\*\*(Model|Größe|Typ|Verwendung)\*\*:", r"**\1:**", text),
        "german labels": text.replace("Model**:", "Modell**:").replace("Model: ", "Modell: "),
        "english labels": text.replace("Größe", "Size").replace("Typ**", "Kind**").replace("Verwendung", "Usage"),
        "deeper headings": re.sub(r"^(##+ )", r"#\1", text, flags=re.MULTILINE),
    }


@pytest.mark.parametrize("name", variants())
def test_another_spelling_says_the_same(team: Imported, name: str) -> None:
    registry = import_document(variants()[name]).registry
    assert (registry.analyzers, registry.models) == (team.registry.analyzers, team.registry.models)


def test_an_english_document_of_that_shape() -> None:
    imported = import_document(document("camera_models.en.md"))
    registry = imported.registry
    assert {name: (entry.status, *written(entry)) for name, entry in registry.analyzers.items()} == {
        "night_vision": ("disabled", ["hf:acme/night-vision-xl"], None),
        "plate_reader": ("disabled", ["hf:acme/plates-small"], None),
        "smile_counter": ("disabled", [], "Haar cascade"),
        "noise_gate": ("disabled", [], None),
        "gate_control": ("enabled", ["hf:acme/plates-small"], None),
        "barrier_control": ("enabled", ["hf:acme/plates-small"], None),
        "lane_control": ("enabled", ["hf:acme/plates-small"], None),
        "crowd_count": ("enabled", ["ultralytics:yolov8m.pt"], None),
        "subtitles": ("enabled", ["whisper:base"], None),
        "motion_alarm": ("enabled", [], "frame differencing"),
    }
    plates = registry.models[ModelId("hf", "acme/plates-small")]
    assert (plates.title, str(plates.size), plates.deletion) == ("Plates", "~40MB", "forbidden")
    assert registry.models[ModelId("hf", "acme/leftover")].deletion == "allowed"
    assert {claim.line: claim.holds for claim in imported.claims} == {
        9: True,
        14: False,
        16: True,
        21: True,
        57: False,
        61: False,
    }
    assert {line.line: line.reason for line in registry.unread} == {
        1: None,
        3: None,
        14: "not so: its models take ~40MB",
        29: "the size of hf:acme/plates-small is documented above as ~40MB",
        31: None,
        35: "'(half precision)' was not read",
        45: None,
        54: None,
        57: "not so: the models that it sums add up to ~2GB",
        61: "not so: crowd_count is not documented to use hf:acme/plates-small",
    }


def one_analyzer(fields: str) -> Registry:
    return import_document(f"## Active analyzers\n\n### 1. probe\n{fields}").registry


def test_a_table_is_imported_row_by_row() -> None:
    registry = import_document(
        "| Analyzer | Model | Size | Status | Team |\n|---|---|---|---|---|\n"
        "| speech | `acme/tiny` | ~1GB | aktiv | audio |\n| video | `acme/huge` | ~9GB | | |\n| Total | | 10GB | | |\n"
    ).registry
    assert {name: (entry.status, *written(entry)) for name, entry in registry.analyzers.items()} == {
        "speech": ("enabled", ["hf:acme/tiny"], None)
    }
    assert [(line.line, line.reason) for line in registry.unread] == [
        (3, "not read: Team"),
        (4, "whether the analyzer is enabled is not said"),
    ]


@pytest.mark.parametrize(
    ("value", "models"),
    [
        ("`acme/tiny`", ["hf:acme/tiny"]),
        ("acme/tiny", ["hf:acme/tiny"]),
        ("Tiny (acme/tiny)", ["hf:acme/tiny"]),
        ("`acme/tiny`, `acme/huge`", ["hf:acme/tiny", "hf:acme/huge"]),
        ("`yolo11n.pt`", ["ultralytics:yolo11n.pt"]),
        ("`easyocr:de`", ["easyocr:de"]),
        ("MediaPipe Hands (built-in)", ["bundled:mediapipe/hands"]),
        ("MediaPipe Hands", []),
        ("`weights.pt`", []),
        ("https://example.org/x", []),
        ("`acme/tiny` and something", ["hf:acme/tiny"]),
    ],
)
def test_models_as_documents_write_them(value: str, models: list[str]) -> None:
    assert written(one_analyzer(f"- Model: {value}\n").analyzers["probe"])[0] == models


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("- Model: `a/b`, `a/c`\n- Size: 2GB", "which size is which model's is not said"),
        ("- Model: `a/b`\n- Size: rather large", "'rather large' was not read"),
        ("- Model: a method\n- CAN BE DELETED", "no model id is named that this can be about"),
        ("- Model: `a/b`\n\n### 2. probe\n- Model: `a/c`", "probe is documented above already"),
        ("- Model: `a/b`\n- WARNING: used by nobody", "not so: it names no documented analyzer and model"),
    ],
)
def test_doubts_are_named(fields: str, reason: str) -> None:
    assert reason in [line.reason for line in one_analyzer(fields).unread]


def test_nothing_of_an_analyzer_that_stands_twice_is_lost() -> None:
    registry = one_analyzer("- Model: a method\n\n### 2. probe\n- Usage: another one\n")
    assert registry.analyzers["probe"].purpose is None
    assert [line.text for line in registry.unread if line.reason] == [
        "- Model: a method",
        "### 2. probe",
        "- Usage: another one",
    ]


def test_forbidden_outweighs_allowed() -> None:
    places = "## Safe to delete\n```\n~/hub/models--a--b\n```\n## Do not delete\n```\n~/hub/models--a--b\n```\n"
    registry = import_document(places).registry
    assert registry.models[ModelId("hf", "a/b")].deletion == "forbidden"
    assert [(line.line, line.reason) for line in registry.unread] == [
        (7, "hf:a/b is documented both as allowed and as forbidden to delete")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Just prose.\n\n- a list\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "## Active analyzers\n\n> - quoted (x)\n\n<div>html</div>\n\n***\n",
        "- object_detection (YOLO)\n",
    ],
)
def test_a_document_of_another_shape_is_unread_line_by_line(text: str) -> None:
    imported = import_document(text)
    unread = [line.text for line in imported.registry.unread]
    readable = {"## Active analyzers", "> - quoted (x)"}
    assert [line for line in text.split("\n") if line.strip() and line not in readable] == unread


LINE = st.sampled_from(
    [
        *document("model_dependencies.md").split("\n"),
        *document("camera_models.en.md").split("\n"),
        "    indented",
        "> quoted",
        "<!-- html",
        "Setext",
        "===",
        "[link]: x",
    ]
)


@settings(deadline=None)
@given(st.lists(LINE, max_size=40))
def test_no_line_is_lost_and_every_import_can_be_written(lines: list[str]) -> None:
    text = "\n".join(lines)
    registry = import_document(text).registry
    assert parse_registry(registry_yaml(registry).encode(), "registry.yaml").registry == registry
    unread = {line.line for line in registry.unread}
    kept = registry_yaml(registry)
    for number, line in enumerate(lines, 1):
        words = re.findall(r"`([^`]+)`", line)
        assert number in unread or not line.strip() or all(word.split("/")[-1] in kept for word in words)


@pytest.mark.parametrize(
    "text",
    [
        "## Active analyzers\n" + "- a" * 200_000,
        "- " * 20_000 + "x",
        "> " * 20_000 + "x",
        "## Active analyzers\n### " + "a & " * 50_000 + "b\n- Model: x",
        "kann " * 100_000,
        "(" * 200_000,
        "**" * 50_000,
    ],
)
def test_hostile_documents_take_bounded_time(text: str) -> None:
    started = time.process_time()
    import_document(text)
    assert time.process_time() - started < 10

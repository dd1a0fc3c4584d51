"""What people do to the registry and to the documents."""

from typing import Final

from tests.acceptance.mutation import CATALOGUE, REGISTRY, STALE_DOCUMENTS, Edit, Expected, Mutation

_GERMAN: Final = "docs/model_dependencies.md"
_EMOTION: Final = (
    "  speech_emotion:\n    status: enabled\n    purpose: {de: Emotionserkennung in Sprache, en: Emotion recognition in speech}\n"
    "    models: [hf:ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition]\n\n"
)
_POSE: Final = (
    "  ultralytics:yolov8x-pose.pt:\n    title: YOLOv8 Pose\n    kind: Pose Estimation\n    size: ~140MB\n"
    "    deletion: allowed\n    paths: [./yolov8x-pose.pt]\n"
)
_CLIP: Final = "title: CLIP\n    kind: Vision-Language Embedding\n    size: ~340MB\n    deletion: "
_WHISPER: Final = "title: Whisper\n    kind: Speech-to-Text\n    size: ~140MB\n    deletion: "
_SPEECH: Final = "analyzers/speech_transcription.py"

DRIFTED: Final = (
    Mutation(
        "an enabled analyzer called disabled",
        (Edit(REGISTRY, "speech_emotion:\n    status: enabled", "speech_emotion:\n    status: disabled"),),
        (Expected("MP105", REGISTRY, "speech_emotion:\n    status: disabled"), *STALE_DOCUMENTS),
    ),
    Mutation(
        "a disabled analyzer called enabled, its model still free to delete",
        (Edit(REGISTRY, "body_pose:\n    status: disabled", "body_pose:\n    status: enabled"),),
        (
            Expected("MP105", REGISTRY, "body_pose:\n    status: enabled"),
            Expected("MP109", REGISTRY, "kind: Pose Estimation\n    size: ~140MB\n    deletion: allowed"),
            *STALE_DOCUMENTS,
        ),
    ),
    Mutation(
        "an analyzer deleted",
        (Edit(REGISTRY, _EMOTION, ""),),
        (Expected("MP103", CATALOGUE, '"speech_emotion": '), *STALE_DOCUMENTS),
    ),
    Mutation(
        "an analyzer deleted with its model",
        (
            Edit(
                REGISTRY,
                "  body_pose:\n    status: disabled\n    models: [ultralytics:yolov8x-pose.pt]\n    trusts: [pickle]\n\n",
                "",
            ),
            Edit(REGISTRY, _POSE, ""),
        ),
        (Expected("MP103", CATALOGUE, '"body_pose": BodyPose'), *STALE_DOCUMENTS),
    ),
    Mutation(
        "an analyzer renamed",
        (Edit(REGISTRY, "  eye_tracking:", "  gaze_tracking:"),),
        (
            Expected("MP103", CATALOGUE, '"eye_tracking": EyeTracking'),
            Expected("MP104", REGISTRY, "  gaze_tracking:"),
            *STALE_DOCUMENTS,
        ),
    ),
    Mutation(
        "an analyzer that the code does not have",
        (Edit(REGISTRY, "\nmodels:\n", "\n  hands:\n    status: enabled\n    method: MediaPipe\n\nmodels:\n"),),
        (Expected("MP104", REGISTRY, "  hands:"), *STALE_DOCUMENTS),
    ),
    Mutation(
        "a model deleted",
        (Edit(REGISTRY, _POSE, ""),),
        (Expected("MP101", REGISTRY, "models: [ultralytics:yolov8x-pose.pt]"), *STALE_DOCUMENTS),
    ),
    Mutation(
        "a model renamed where it is described",
        (Edit(REGISTRY, "  ultralytics:yolov8x-pose.pt:", "  ultralytics:yolov8l-pose.pt:"),),
        (
            Expected("MP101", REGISTRY, "models: [ultralytics:yolov8x-pose.pt]"),
            Expected("MP108", REGISTRY, "  ultralytics:yolov8l-pose.pt:"),
            *STALE_DOCUMENTS,
        ),
    ),
    Mutation(
        "a model renamed where it is listed",
        (Edit(REGISTRY, "models: [ultralytics:yolov8x-pose.pt]", "models: [ultralytics:yolov8l-pose.pt]"),),
        (
            Expected("MP101", REGISTRY, "models: [ultralytics:yolov8l-pose.pt]"),
            Expected("MP102", REGISTRY, "models: [ultralytics:yolov8l-pose.pt]"),
            Expected("MP101", "analyzers/body_pose.py", '"yolov8x-pose.pt"'),
            *STALE_DOCUMENTS,
        ),
    ),
    Mutation(
        "a model renamed everywhere in the registry",
        (
            Edit(REGISTRY, "models: [hf:openai/whisper-base]", "models: [whisper:base]"),
            Edit(REGISTRY, "  hf:openai/whisper-base:", "  whisper:base:"),
        ),
        (
            Expected("MP106", _SPEECH, '"openai/whisper-base"'),
            *STALE_DOCUMENTS,
        ),
    ),
    Mutation(
        "an analyzer's model unlisted",
        (Edit(REGISTRY, "models: [ultralytics:yolov8x-pose.pt]", "models: []"),),
        (Expected("MP101", "analyzers/body_pose.py", '"yolov8x-pose.pt"'), *STALE_DOCUMENTS),
    ),
    Mutation(
        "a second model listed",
        (
            Edit(
                REGISTRY,
                "models: [hf:openai/whisper-base]",
                "models:\n      - hf:openai/whisper-base\n      - hf:openai/clip-vit-base-patch32",
            ),
        ),
        (Expected("MP102", REGISTRY, "      - hf:openai/clip-vit-base-patch32"), *STALE_DOCUMENTS),
    ),
    Mutation(
        "a second model listed under `may`",
        (
            Edit(
                REGISTRY,
                "    models: [hf:openai/whisper-base]",
                "    models: [hf:openai/whisper-base]\n    may: [hf:openai/clip-vit-base-patch32]",
            ),
        ),
        (Expected("MP102", REGISTRY, "may: [hf:openai/clip-vit-base-patch32]"), *STALE_DOCUMENTS),
    ),
    Mutation(
        "a model that a disabled and an enabled analyzer share called deletable",
        (Edit(REGISTRY, f"{_CLIP}forbidden", f"{_CLIP}allowed"),),
        (Expected("MP109", REGISTRY, f"{_CLIP}allowed"), *STALE_DOCUMENTS),
    ),
    Mutation(
        "an enabled analyzer's model called deletable",
        (Edit(REGISTRY, f"{_WHISPER}forbidden", f"{_WHISPER}allowed"),),
        (Expected("MP109", REGISTRY, f"{_WHISPER}allowed"), *STALE_DOCUMENTS),
    ),
    Mutation(
        "a model that an enabled analyzer's entry lists, and its code does not load, called deletable",
        (
            Edit(
                REGISTRY,
                "models: [ultralytics:yolov8s.pt]",
                "models: [ultralytics:yolov8s.pt, ultralytics:yolov8x-pose.pt]",
            ),
        ),
        (
            Expected("MP102", REGISTRY, "models: [ultralytics:yolov8s.pt, ultralytics:yolov8x-pose.pt]"),
            Expected("MP109", REGISTRY, "kind: Pose Estimation\n    size: ~140MB\n    deletion: allowed"),
            *STALE_DOCUMENTS,
        ),
    ),
    Mutation(
        "a model that nobody uses",
        (Edit(REGISTRY, "\nmodels:\n", "\nmodels:\n  hf:openai/whisper-large:\n    size: ~3GB\n\n"),),
        (Expected("MP108", REGISTRY, "  hf:openai/whisper-large:"), *STALE_DOCUMENTS),
    ),
    Mutation(
        "code and registry changed together: only the documents are left behind",
        (
            Edit(_SPEECH, "openai/whisper-base", "openai/whisper-tiny"),
            Edit(REGISTRY, "models: [hf:openai/whisper-base]", "models: [hf:openai/whisper-tiny]"),
            Edit(REGISTRY, "  hf:openai/whisper-base:", "  hf:openai/whisper-tiny:"),
        ),
        STALE_DOCUMENTS,
    ),
    Mutation(
        "an unresolved load that the registry explains under `may`",
        (
            Edit(_SPEECH, 'model_id = "openai/whisper-base"', 'model_id = os.environ["WHISPER"]'),
            Edit(_SPEECH, "from collections", "import os\nfrom collections"),
            Edit(REGISTRY, "models: [hf:openai/whisper-base]", "may: [hf:openai/whisper-base]"),
        ),
        STALE_DOCUMENTS,
    ),
)

DOCUMENTS: Final = (
    Mutation(
        "a size changed, and nothing rendered",
        (Edit(REGISTRY, "size: ~340MB", "size: ~605MB"),),
        STALE_DOCUMENTS,
    ),
    Mutation(
        "a document edited by hand",
        (Edit(_GERMAN, "- **Verwendung**: Objekterkennung in Videos", "- **Verwendung**: Objekte"),),
        (Expected("MP201", _GERMAN, "<!-- modelpolicy:begin enabled"),),
    ),
    Mutation(
        "a rendered region cut out of a document, its markers left",
        new={_GERMAN: "<!-- modelpolicy:begin introduction -->\n<!-- modelpolicy:end introduction -->\n"},
        expected=(Expected("MP201", _GERMAN, "<!-- modelpolicy:begin introduction"),),
    ),
    Mutation(
        "a document deleted",
        expected=(Expected("MP201", _GERMAN),),
        deleted=(_GERMAN,),
    ),
)

NO_FINDING: Final = (
    Mutation(
        "a comment in the registry",
        (Edit(REGISTRY, "\nmodels:\n", "\n# All of them.\nmodels:\n"),),
    ),
    Mutation(
        "a flow list written line by line",
        (Edit(REGISTRY, "models: [hf:openai/whisper-base]", "models:\n      - hf:openai/whisper-base"),),
    ),
    Mutation(
        "a hand-written passage between rendered regions",
        (
            Edit(
                _GERMAN,
                "<!-- modelpolicy:end introduction -->\n",
                "<!-- modelpolicy:end introduction -->\n\nFragen an das Video-Team.\n",
            ),
        ),
    ),
)

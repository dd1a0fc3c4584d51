"""The catalogue: which analyzers there are, which models they document, and that listing them is cheap."""

import ast
import subprocess
import sys
from pathlib import Path

from analyzers import catalogue
from analyzers.catalogue import ANALYZERS, DISABLED

MODELS = {
    "qwen2_vl_temporal": ("hf:Qwen/Qwen2-VL-7B-Instruct",),
    "qwen2_vl_optimized": ("hf:Qwen/Qwen2-VL-7B-Instruct",),
    "object_detection": ("ultralytics:yolov8x.pt",),
    "product_detection": ("ultralytics:yolov8s.pt",),
    "text_overlay": ("easyocr:de", "easyocr:en"),
    "speech_transcription": ("hf:openai/whisper-base",),
    "background_segmentation": ("hf:nvidia/segformer-b0-finetuned-ade-512-512",),
    "content_quality": ("hf:openai/clip-vit-base-patch32",),
    "speech_emotion": ("hf:ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition",),
    "eye_tracking": ("bundled:mediapipe/face_mesh",),
    "age_estimation": ("deepface:Age",),
    "audio_analysis": (),
    "audio_environment": (),
    "camera_analysis": (),
    "color_analysis": (),
    "comment_cta_detection": (),
    "cut_analysis": (),
    "scene_segmentation": (),
    "sound_effects": (),
    "speech_flow": (),
    "speech_rate": (),
    "temporal_flow": (),
    "visual_effects": (),
    "video_llava": ("hf:LanguageBind/Video-LLaVA-7B",),
    "blip2_video_analyzer": ("hf:Salesforce/blip2-opt-2.7b",),
    "streaming_dense_captioning": ("hf:Salesforce/blip-image-captioning-base",),
    "body_pose": ("ultralytics:yolov8x-pose.pt",),
    "composition_analysis": ("hf:openai/clip-vit-base-patch32",),
    "face_detection": ("bundled:facenet-pytorch/mtcnn",),
    "emotion_detection": ("bundled:fer/emotion_model",),
    "facial_details": ("bundled:mediapipe/face_mesh",),
    "hand_gesture": ("bundled:mediapipe/hands",),
    "gesture_recognition": ("bundled:mediapipe/hands",),
    "body_language": ("bundled:mediapipe/pose",),
    "depth_estimation": ("hf:Intel/dpt-hybrid-midas",),
    "temporal_consistency": (),
    "audio_visual_sync": (),
    "trend_analysis": (),
    "scene_description": ("hf:Qwen/Qwen2.5-0.5B-Instruct",),
    "auroracap_analyzer": ("hf:wchai/AuroraCap-7B-VID-xtuner",),
    "tarsier_video_description": ("hf:omni-research/Tarsier-7b",),
}


def test_every_analyzer_uses_the_documented_models() -> None:
    assert {name: analyzer().models for name, analyzer in ANALYZERS.items()} == MODELS


def test_every_analyzer_has_its_name_and_its_own_file() -> None:
    for name, analyzer in ANALYZERS.items():
        assert analyzer.name == name
        assert analyzer.__module__ == f"analyzers.{name}"


def test_the_disabled_are_the_last_eighteen() -> None:
    assert list(DISABLED) == list(ANALYZERS)[-18:]


def test_the_catalogue_can_be_read_without_running_it() -> None:
    tree = ast.parse(Path(catalogue.__file__).read_text(encoding="utf-8"))
    values = {
        node.target.id: node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    listed, disabled = values["ANALYZERS"], values["DISABLED"]
    assert isinstance(listed, ast.Dict)
    assert [ast.literal_eval(key) for key in listed.keys if key] == list(ANALYZERS)
    assert disabled is not None
    assert ast.literal_eval(disabled) == DISABLED


def test_listing_and_constructing_imports_no_model_library() -> None:
    program = (
        "import sys\n"
        "from analyzers.catalogue import ANALYZERS\n"
        "for analyzer in ANALYZERS.values(): analyzer()\n"
        "heavy = {'torch', 'torchvision', 'transformers', 'ultralytics', 'easyocr', 'mediapipe', 'cv2', 'scipy',\n"
        "    'librosa', 'sklearn', 'deepface', 'facenet_pytorch', 'fer', 'keras', 'huggingface_hub', 'safetensors'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    root = Path(catalogue.__file__).parents[1]
    done = subprocess.run(  # noqa: S603 - the program is the one above
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"

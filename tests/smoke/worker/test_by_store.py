"""Models without an analyzer's code, loaded by the real libraries of their stores and run where their kind is known."""

import os
from pathlib import Path

import pytest

from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.analyzers.test_scene_description import put_language_model
from tests.smoke.conftest import Said, Smoke
from tests.smoke.kaldi import put_kaldi
from tests.smoke.libraries import (
    put_diffusion,
    put_faster_whisper,
    put_gguf,
    put_openai_whisper,
    put_sentence_encoder,
    put_spacy,
    put_timm,
    put_torchvision,
)
from tests.smoke.projects import Does, write_application
from tests.smoke.stores import Place, put_clip, put_easyocr, put_segformer, put_whisper, put_yolo


def onnx() -> bytes:
    """A model of ONNX that gives what it takes: floats, as many as there are."""

    def field(number: int, *content: bytes) -> bytes:
        joined = b"".join(content)
        return bytes([number << 3 | 2, len(joined)]) + joined

    def number(of: int, value: int) -> bytes:
        return bytes([of << 3, value])

    dimension = field(1, field(2, b"n"))
    floats = field(2, field(1, number(1, 1), field(2, dimension)))
    node = field(1, field(1, b"x"), field(2, b"y"), field(4, b"Identity"))
    graph = field(7, node, field(2, b"g"), field(11, field(1, b"x"), floats), field(12, field(1, b"y"), floats))
    return number(1, 8) + graph + field(8, number(2, 13))


def smoke_of(place: Place, smoke: Smoke, **models: str) -> Said:
    """A smoke run of analyzers whose classes have nothing, each documented to load one model."""
    root = write_application(place.root, **dict.fromkeys(models, Does()))
    for name in models:
        (root / "app" / f"{name}.py").write_text(f"class {name.title()}:\n    pass\n")
    lines = (f"  {name}: {{status: enabled, trusts: [pickle], models: ['{model}']}}" for name, model in models.items())
    (root / "registry.yaml").write_text("\n".join(("format: modelpolicy-registry/1", "analyzers:", *lines, "")))
    return smoke(root, "--jobs", "2")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    pytest.importorskip("transformers")
    complete_torchvision()
    place = Place(tmp_path / "project", tmp_path / "stores")
    for directory in (place.root, place.stores):
        directory.mkdir()
    for name, value in place.variables.items():
        monkeypatch.setenv(name, value)
    return place


def test_models_of_the_hub_run_as_the_pipeline_of_their_kind(place: Place, smoke: Smoke) -> None:
    for put in (put_whisper, put_segformer, put_clip):
        put(place)
    put_language_model(place.hub, "")

    said = smoke_of(
        place,
        smoke,
        speech="hf:openai/whisper-base",
        walls="hf:nvidia/segformer-b0-finetuned-ade-512-512",
        words="hf:Qwen/Qwen2.5-0.5B-Instruct",
        pairs="hf:openai/clip-vit-base-patch32",
    )

    assert {name: run["failure"] for name, run in said.runs.items()} == dict.fromkeys(said.runs)
    ran = {name for name, run in said.runs.items() if run["run_seconds"] is not None}
    assert ran == {"speech", "walls", "words"}  # CLIP takes pictures and sentences together
    assert all(run["dtypes"] for run in said.runs.values())


def test_a_repository_of_the_hub_is_loaded_by_the_library_that_its_files_are_written_for(
    place: Place, smoke: Smoke
) -> None:
    put_sentence_encoder(place.hub, "sentence-transformers/all-MiniLM-L6-v2")
    put_timm(place.hub, "timm/resnet10t.c3_in1k")
    put_whisper(place)
    put_faster_whisper(place.hub, "Systran/faster-whisper-base", made_of="openai/whisper-base")
    put_diffusion(place.hub, "stable-diffusion-v1-5/stable-diffusion-v1-5")

    said = smoke_of(
        place,
        smoke,
        sentences="hf:sentence-transformers/all-MiniLM-L6-v2",
        pictures="hf:timm/resnet10t.c3_in1k",
        own_name="timm:resnet10t.c3_in1k",
        speech="hf:Systran/faster-whisper-base",
        paints="hf:stable-diffusion-v1-5/stable-diffusion-v1-5",
        lost="hf:sentence-transformers/all-mpnet-base-v2",
    )

    kinds = {name: said.kind(name) for name in said.runs}
    assert kinds == {**dict.fromkeys(said.runs), "lost": "missing-weights"}, said.runs
    assert all(said.runs[name]["run_seconds"] is not None for name in said.runs.keys() - {"lost"})


def test_the_weights_of_torchvision_that_are_there_are_loaded(place: Place, smoke: Smoke) -> None:
    put_torchvision(place.stores / "torch", "resnet18-f37072fd.pth")

    said = smoke_of(place, smoke, there="torchvision:resnet18", lost="torchvision:resnet34")

    assert (said.kind("there"), said.kind("lost")) == (None, "network")
    assert said.runs["there"]["run_seconds"] is not None


def test_whisper_is_loaded_by_its_own_library(place: Place, smoke: Smoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(place.stores))
    put_openai_whisper(place.stores / "whisper")

    said = smoke_of(place, smoke, speech="whisper:base")

    assert said.kind("speech") is None, said.runs
    assert said.runs["speech"]["run_seconds"] is not None


def test_models_of_other_stores_are_loaded_by_their_library(place: Place, smoke: Smoke) -> None:
    for library in ("ultralytics", "easyocr", "onnxruntime"):
        pytest.importorskip(library, exc_type=ImportError)
    put_yolo("yolov8n.pt")(place)
    put_easyocr(place)
    (place.root / "same.onnx").write_bytes(onnx())
    (place.root / "cut.onnx").write_bytes(onnx()[:20])

    said = smoke_of(
        place,
        smoke,
        things="ultralytics:yolov8n.pt",
        letters="easyocr:de",
        same="file:same.onnx",
        cut="file:cut.onnx",
        lost="torchhub:intel-isl/MiDaS:DPT_Hybrid",
        other="insightface:buffalo_l",
    )

    kinds = {name: said.kind(name) for name in said.runs}
    assert kinds == {
        "things": None,
        "letters": None,
        "same": None,
        "cut": "corrupt-file",
        "lost": "error",
        "other": "error",
    }, said.runs
    assert all(said.runs[name]["run_seconds"] is not None for name in ("things", "letters", "same"))
    assert "weights without an architecture" in said.reason("lost")
    assert "can only be loaded by the analyzer's own code" in said.reason("other")


def test_a_model_of_vosk_is_a_directory(place: Place, smoke: Smoke, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("vosk", reason="vosk is not installed: it has no wheel for every machine")
    monkeypatch.setenv("VOSK_MODEL_PATH", str(place.stores / "vosk"))
    put_kaldi(place.stores / "vosk" / "vosk-model-small-de-0.15")
    put_kaldi(place.root / "model")
    put_kaldi(place.stores / "vosk" / "cut")
    network = place.stores / "vosk" / "cut" / "am" / "final.mdl"
    network.write_bytes(network.read_bytes()[:700])

    said = smoke_of(
        place, smoke, known="vosk:vosk-model-small-de-0.15", own="vosk:model", cut="vosk:cut", lost="vosk:nowhere"
    )

    kinds = {name: said.kind(name) for name in said.runs}
    assert kinds == {"known": None, "own": None, "cut": "corrupt-file", "lost": "missing-weights"}, said.runs
    assert said.runs["known"]["run_seconds"] is not None


def test_a_pipeline_of_spacy_is_an_installed_package(
    place: Place, smoke: Smoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_spacy(place.stores / "site", "en_core_web_sm")
    cut = put_spacy(place.stores / "site", "de_core_news_sm") / "tagger" / "model"
    cut.write_bytes(cut.read_bytes()[:1000])
    monkeypatch.setenv("PYTHONPATH", str(place.stores / "site"), prepend=os.pathsep)

    said = smoke_of(
        place, smoke, words="spacy:en_core_web_sm", cut="spacy:de_core_news_sm", lost="spacy:fr_core_news_sm"
    )

    kinds = {name: said.kind(name) for name in said.runs}
    assert kinds == {"words": None, "cut": "corrupt-file", "lost": "missing-weights"}, said.runs
    assert said.runs["words"]["run_seconds"] is not None


def test_a_file_of_gguf_is_loaded_by_llama_cpp(place: Place, smoke: Smoke) -> None:
    pytest.importorskip(
        "llama_cpp", reason="llama-cpp-python is not installed: it has no wheel, and takes long to build"
    )
    repository = place.hub.snapshot("TheBloke/TinyLlama-1.1B-Chat-v1.0-GGUF")
    place.hub.save("TheBloke/TinyLlama-1.1B-Chat-v1.0-GGUF")
    put_gguf(repository / "tinyllama-1.1b-chat-v1.0.Q4_K_M.gguf")
    (repository / "mmproj-f16.gguf").touch()
    put_gguf(place.root / "whole.gguf")
    put_gguf(place.root / "odd.gguf", architecture="nobody-has-this")
    whole = (place.root / "whole.gguf").read_bytes()
    (place.root / "cut.gguf").write_bytes(whole[: len(whole) // 2])
    (place.root / "stump.gguf").write_bytes(whole[:100])
    names = ("whole", "odd", "cut", "stump", "lost")

    files = {name: f"file:{name}.gguf" for name in names}
    said = smoke_of(place, smoke, **files, hub="hf:TheBloke/TinyLlama-1.1B-Chat-v1.0-GGUF")

    kinds = {name: said.kind(name) for name in said.runs}
    expected = (None, "wrong-architecture", "corrupt-file", "corrupt-file", "missing-weights")
    assert kinds == {**dict(zip(names, expected, strict=True)), "hub": None}, said.runs
    assert all(said.runs[name]["run_seconds"] is not None for name in ("whole", "hub"))
    assert said.runs["hub"]["warnings"] == []

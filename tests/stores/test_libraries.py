"""The shipped layouts against the libraries' own answers, where these are installed."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.all_stores import all_stores
from modelpolicy.stores.libraries import shipped_libraries
from modelpolicy.stores.library import Library
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.store import Store
from modelpolicy.stores.ultralytics import settings_file


def store(name: str) -> Store:
    (found,) = [one for one in all_stores() if one.name == name]
    return found


def library(name: str) -> Library:
    (found,) = [one for one in shipped_libraries() if one.name == name]
    return found


def answer(script: str, environment: dict[str, str], place: Path) -> str:
    """What a Python process says whose environment is ``environment`` alone."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(place), **environment}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=place, env=clean, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.splitlines()[-1]


def machine(environment: dict[str, str], place: Path) -> Machine:
    return Machine({"HOME": str(place), **environment}, place, place)


@pytest.mark.parametrize(
    "environment", [{}, {"XDG_CACHE_HOME": "/xdg"}, {"TORCH_HOME": "~/torch", "XDG_CACHE_HOME": "/xdg"}]
)
def test_torch_hub_is_where_torch_has_it(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed")
    for name in ("TORCH_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    directory = torch.hub.get_dir()
    here = Machine(environment, Path.home(), tmp_path)
    assert [root.path for root in store("torchhub").roots(here)] == [directory]
    checkpoints = store("torch-checkpoints").places(here, ModelId("url", "https://h/a/b-1234.pth"))
    assert checkpoints == (f"{directory}/checkpoints/b-1234.pth",)


def test_the_files_of_torchvision_are_those_of_its_weights() -> None:
    pytest.importorskip("torch", reason="torch is not installed")
    from tests.analyzers.cpu_torchvision import complete_torchvision

    complete_torchvision()
    models = pytest.importorskip("torchvision", reason="torchvision is not installed").models
    table = library("torch-checkpoints").layout.models
    for name in models.list_models():
        files = {os.path.basename(weights.url) for weights in models.get_model_weights(name)}  # noqa: PTH119
        assert files <= set(table[f"torchvision:{name}"])
        assert files <= set(table[f"torchvision:{models.get_model_builder(name).__name__}"])


@pytest.mark.parametrize(
    "environment", [{}, {"MODULE_PATH": "/module"}, {"EASYOCR_MODULE_PATH": "/ocr", "MODULE_PATH": "/m"}]
)
def test_easyocr_is_where_easyocr_has_it(environment: dict[str, str], tmp_path: Path) -> None:
    package = find_spec("easyocr")
    if package is None or package.origin is None:
        pytest.skip("easyocr is not installed")
    # Importing the package would import torch, which takes seconds; its settings need nothing.
    source = Path(package.origin).with_name("config.py")
    script = f"space = {{'__file__': 'x'}}; exec(open({str(source)!r}).read(), space); print(space['MODULE_PATH'])"
    directory = answer(script, environment, tmp_path).rstrip("/")
    assert [root.path for root in store("easyocr").roots(machine(environment, tmp_path))] == [f"{directory}/model"]


def test_the_files_and_digests_of_easyocr_are_its_own() -> None:
    config = pytest.importorskip("easyocr.config", reason="easyocr is not installed")
    layout = library("easyocr").layout
    models = [*config.detection_models.values()]
    models += [model for generation in config.recognition_models.values() for model in generation.values()]
    assert layout.digests == {model["filename"]: f"md5:{model['md5sum']}" for model in models}
    languages = {name.removeprefix("easyocr:") for name in layout.models if name != "easyocr:*"}
    assert languages == set(config.all_lang_list)


@pytest.mark.parametrize("environment", [{"YOLO_CONFIG_DIR": "{place}/yolo"}, {"XDG_CONFIG_HOME": "{place}/xdg"}])
def test_ultralytics_is_where_its_settings_say(environment: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("ultralytics", reason="ultralytics is not installed")
    given = {name: value.format(place=tmp_path) for name, value in environment.items()}
    script = "from ultralytics.utils import SETTINGS, SETTINGS_FILE; print(SETTINGS_FILE, SETTINGS['weights_dir'])"
    file, directory = answer(script, given | {"YOLO_OFFLINE": "1", "YOLO_AUTOINSTALL": "0"}, tmp_path).split()
    here = machine(given, tmp_path)
    assert settings_file(here) == file
    assert [root.path for root in store("ultralytics").roots(here)] == [str(tmp_path), str(tmp_path / directory)]
    settings = json.loads(Path(file).read_text())
    Path(file).write_text(json.dumps(settings | {"weights_dir": "/big/weights"}))
    assert [root.path for root in store("ultralytics").roots(here)] == [str(tmp_path), "/big/weights"]


def test_ultralytics_finds_weights_beside_the_code(tmp_path: Path) -> None:
    (tmp_path / "yolov8x.pt").write_bytes(bytes(10))
    (tmp_path / "app.py").write_text("")
    (artifact,) = store("ultralytics").read(machine({}, tmp_path)).artifacts
    assert (artifact.model, artifact.bytes) == (ModelId("ultralytics", "yolov8x.pt"), 10)
    assert str(tmp_path / "yolov8x.pt") in store("ultralytics").places(machine({}, tmp_path), artifact.model)


def test_what_a_package_brings_is_never_deletable() -> None:
    pytest.importorskip("mediapipe", reason="mediapipe is not installed")
    artifacts = store("bundled").read(Machine.here(Path.cwd())).artifacts
    meshes = [one for one in artifacts if ModelId("bundled", "mediapipe/face_mesh") in one.models]
    assert len(meshes) >= 2
    assert not any(one.deletable for one in artifacts)


@pytest.mark.parametrize(
    ("name", "model", "path"),
    [
        ("whisper", "whisper:large-v3-turbo", ".cache/whisper/large-v3-turbo.pt"),
        ("clip", "clip:ViT-L/14@336px", ".cache/clip/ViT-L-14-336px.pt"),
        ("facenet-pytorch", "facenet-pytorch:vggface2", ".cache/torch/checkpoints/20180402-114759-vggface2.pt"),
        ("insightface", "insightface:buffalo_l", ".insightface/models/buffalo_l"),
        ("rembg", "rembg:u2net", ".rembg/models/u2net"),
        ("rembg-flat", "rembg:u2net", ".u2net/u2net.onnx"),
        ("gensim", "gensim:glove-twitter-25", "gensim-data/glove-twitter-25"),
        ("easyocr", "easyocr:de", ".EasyOCR/model/latin_g2.pth"),
        ("easyocr", "easyocr:de", ".EasyOCR/model/craft_mlt_25k.pth"),
        ("torch-checkpoints", "torchvision:resnet50", ".cache/torch/hub/checkpoints/resnet50-0676ba61.pth"),
        ("ollama", "ollama:llama3.2", ".ollama/models/manifests/registry.ollama.ai/library/llama3.2/latest"),
        ("ollama", "ollama:me/x:7b", ".ollama/models/manifests/registry.ollama.ai/me/x/7b"),
    ],
)
def test_a_model_lies_where_the_library_puts_it(name: str, model: str, path: str, tmp_path: Path) -> None:
    assert f"{tmp_path}/{path}" in store(name).places(machine({}, tmp_path), ModelId.parse(model))


@pytest.mark.parametrize(
    ("name", "path", "models"),
    [
        ("deepface", ".deepface/weights/vgg_face_weights.h5", {"deepface:VGG-Face"}),
        ("deepface", ".deepface/weights/retinaface.h5", {"deepface:*"}),
        ("keras", ".keras/models/resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5", {"keras:ResNet50"}),
        ("torchhub", ".cache/torch/hub/intel-isl_MiDaS_master/hubconf.py", {"torchhub:intel-isl/MiDaS"}),
        ("nltk", "nltk_data/tokenizers/punkt_tab/english.txt", {"nltk:punkt_tab"}),
        ("nltk", "nltk_data/corpora/wordnet.zip", {"nltk:wordnet"}),
        ("stanza-cache", ".cache/stanza/1.15.0/resources/de/x.pt", {"stanza:de"}),
        (
            "kaggle",
            ".cache/kagglehub/models/keras/bert/keras/bert_base_en/3/model.h5",
            {"kaggle:keras/bert/keras/bert_base_en"},
        ),
        (
            "paddleocr",
            ".paddlex/official_models/PP-OCRv5_mobile_det/inference.pdiparams",
            {"paddleocr:PP-OCRv5_mobile_det"},
        ),
        ("vosk", ".cache/vosk/vosk-model-small-de-0.15/am/final.mdl", {"vosk:vosk-model-small-de-0.15"}),
        ("whispercpp", ".local/share/pywhispercpp/models/ggml-base.en-q5_1.bin", {"whispercpp:base.en-q5_1"}),
        ("hf-assets", ".cache/huggingface/assets/datasets/SQuAD/x.json", {"hf-assets:datasets/SQuAD"}),
        ("clip", ".cache/clip/ViT-B-32.pt", {"clip:ViT-B/32"}),
    ],
)
def test_what_lies_there_is_the_model(name: str, path: str, models: set[str], tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_bytes(bytes(10))
    (artifact,) = store(name).read(machine({}, tmp_path)).artifacts
    assert models <= set(map(str, artifact.models))


def test_a_name_of_open_clip_is_a_repository_of_the_hub() -> None:
    names = store("open-clip").other_names(ModelId("open-clip", "ViT-B-32/laion2b-s34b-b79k"))
    assert "hf:laion/CLIP-ViT-B-32-laion2B-s34B-b79K" in names


def test_digests_are_those_of_the_addresses() -> None:
    assert library("whisper").layout.digests["base.pt"].startswith("sha256:ed3a0b6b1c0edf87")
    assert set(library("clip").layout.digests) >= {"ViT-B-32.pt", "RN50.pt"}

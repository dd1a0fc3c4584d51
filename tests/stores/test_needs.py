from pathlib import Path

import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.hf import HuggingFaceHub
from modelpolicy.stores.needs import LONGEST, Needs, read_needs
from tests.stores.hub import Hub


def needs(tmp_path: Path, name: str, content: bytes) -> Needs:
    hub = Hub(tmp_path / "hub")
    hub.revision("team/model", "a" * 40, {name: content, "model.safetensors": 1}, "main")
    (artifact,) = HuggingFaceHub().read(hub.machine).artifacts
    return read_needs(artifact)


@pytest.mark.parametrize(
    ("content", "models"),
    [
        (b'{"base_model_name_or_path": "gpt2"}', {"hf:gpt2"}),
        (b'{"base_model_name_or_path": "/models/llama"}', {"file:/models/llama"}),
        (b'{"mm_vision_tower": "openai/clip-vit-large-patch14-336"}', {"hf:openai/clip-vit-large-patch14-336"}),
        (b'{"mm_image_tower": "LanguageBind/LanguageBind_Image"}', {"hf:LanguageBind/LanguageBind_Image"}),
        (b'{"auto_map": {"AutoConfig": "owner/code--configuration.Config"}}', {"hf:owner/code"}),
        (b'{"auto_map": {"AutoConfig": "configuration.Config"}}', set()),
        (b'{"backbone": "hf-hub:timm/resnet18.a1_in1k"}', {"hf:timm/resnet18.a1_in1k"}),
        (b'{"weights": "https://huggingface.co/owner/name/resolve/main/x.bin"}', {"hf:owner/name"}),
        (b'{"parts": [{"segmentation": "pyannote/segmentation@2022.07"}]}', {"hf:pyannote/segmentation"}),
        (b'{"_name_or_path": "owner/origin", "name_or_path": "owner/origin"}', set()),
        (b'{"model_type": "clip", "torch_dtype": "float16", "layers": 12}', set()),
        (b'{"self": "team/model"}', set()),
        (b'{"chat_template": "' + b"a/b " * 200 + b'"}', set()),
    ],
)
def test_what_a_configuration_names_is_needed(tmp_path: Path, content: bytes, models: set[str]) -> None:
    assert set(map(str, needs(tmp_path, "config.json", content).models)) == models


@pytest.mark.parametrize(
    "name", ["tokenizer.json", "vocab.json", "model.safetensors.index.json", "README.md", "model.py"]
)
def test_only_configuration_is_read(tmp_path: Path, name: str) -> None:
    assert needs(tmp_path, name, b'{"base_model_name_or_path": "owner/name"}') == Needs()


@pytest.mark.parametrize(("name", "unreadable"), [("config.json", ("config.json",)), ("data.json", ())])
def test_a_configuration_that_is_too_long_can_name_anything(
    tmp_path: Path, name: str, unreadable: tuple[str, ...]
) -> None:
    content = b'{"base_model_name_or_path": "owner/name", "x": "' + b" " * LONGEST + b'"}'
    assert needs(tmp_path, name, content) == Needs((), unreadable)


def test_deep_nesting_is_searched_as_text(tmp_path: Path) -> None:
    content = b"[" * 100_000 + b'"owner/name"'
    assert needs(tmp_path, "config.json", content).models == (ModelId("hf", "owner/name"),)


def test_what_is_no_text_is_no_fault(tmp_path: Path) -> None:
    assert needs(tmp_path, "config.json", b"\xff\xfe\x00owner/name\x00").models == (ModelId("hf", "owner/name"),)

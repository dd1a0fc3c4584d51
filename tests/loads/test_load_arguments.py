"""The arguments that policies ask for are resolved like the id, under one name whatever the library calls them."""

import json

import pytest

from modelpolicy.domain.load import LoadArgument
from modelpolicy.report.code.loads_json import loads_json
from tests.projects import scan

HUB = "from transformers import AutoModel\n"

EACH = {
    "revision": ('AutoModel.from_pretrained("a/b", revision="v1")', "revision", ("v1",)),
    "revision of the code": ('AutoModel.from_pretrained("a/b", code_revision="v1")', "revision", ("v1",)),
    "subfolder": ('AutoModel.from_pretrained("a/b", subfolder="unet")', "subfolder", ("unet",)),
    "weight_name": ('AutoModel.from_pretrained("a/b", weight_name="x.bin")', "filename", ("x.bin",)),
    "cache_dir": ('AutoModel.from_pretrained("a/b", cache_dir="/models")', "cache_dir", ("/models",)),
    "trust_remote_code": ('AutoModel.from_pretrained("a/b", trust_remote_code=True)', "trust_remote_code", (True,)),
    "use_safetensors": ('AutoModel.from_pretrained("a/b", use_safetensors=False)', "use_safetensors", (False,)),
    "device_map": ('AutoModel.from_pretrained("a/b", device_map="auto")', "device_map", ("auto",)),
    "torch_dtype": (
        'import torch\nAutoModel.from_pretrained("a/b", torch_dtype=torch.bfloat16)',
        "dtype",
        ("torch.bfloat16",),
    ),
    "8 bit": ('AutoModel.from_pretrained("a/b", load_in_8bit=True)', "quantization", (True,)),
    "a quantization": (
        (
            "import torch\nfrom transformers import BitsAndBytesConfig as Bits\n"
            "config = Bits(load_in_4bit=True, bnb_4bit_compute_dtype=torch.float16)\n"
            'AutoModel.from_pretrained("a/b", quantization_config=config)'
        ),
        "quantization",
        ("transformers.BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_compute_dtype=torch.float16)",),
    ),
    "weights_only": ('import torch\ntorch.load("a.pt", weights_only=True)', "weights_only", (True,)),
    "download_root": ('import whisper\nwhisper.load_model("base", download_root="w")', "cache_dir", ("w",)),
    "compute_type": (
        'from faster_whisper import WhisperModel\nWhisperModel("base", compute_type="int8")',
        "dtype",
        ("int8",),
    ),
    "local_dir": (
        'from huggingface_hub import snapshot_download\nsnapshot_download("a/b", local_dir="here")',
        "cache_dir",
        ("here",),
    ),
}

WAYS = {
    "a constant of a module": 'REV = "v1"\nAutoModel.from_pretrained("a/b", revision=REV)',
    "a default": 'def f(rev="v1"):\n    AutoModel.from_pretrained("a/b", revision=rev)\nf()',
    "a call site": 'def f(rev):\n    AutoModel.from_pretrained("a/b", revision=rev)\nf("v1")',
    "a class attribute": (
        'class A:\n    rev = "v1"\n    def f(self):\n        AutoModel.from_pretrained("a/b", revision=self.rev)'
    ),
    "a field of an instance": (
        "class A:\n    def __init__(self, rev):\n        self.rev = rev\n    def f(self):\n"
        '        AutoModel.from_pretrained("a/b", revision=self.rev)\nA("v1").f()'
    ),
    "keyword arguments that are spread": 'OPTIONS = {"revision": "v1"}\nAutoModel.from_pretrained("a/b", **OPTIONS)',
    "keyword arguments that are passed on": (
        'def f(**options):\n    AutoModel.from_pretrained("a/b", **options)\nf(revision="v1")'
    ),
    "a partial": 'from functools import partial\npartial(AutoModel.from_pretrained, revision="v1")("a/b")',
}


@pytest.mark.parametrize(("source", "name", "values"), EACH.values(), ids=EACH.keys())
def test_each_argument(source: str, name: str, values: tuple[object, ...]) -> None:
    (load,) = scan(f"{HUB}{source}\n")
    assert load.arguments == (LoadArgument(name, values, open=False),)  # type: ignore[arg-type]  # plain values


@pytest.mark.parametrize("source", WAYS.values(), ids=WAYS.keys())
def test_each_way_of_the_ids(source: str) -> None:
    (load,) = scan(f"{HUB}{source}\n")
    assert [(one.name, one.values, one.open) for one in load.arguments] == [("revision", ("v1",), False)]


def test_what_only_the_user_knows_is_open() -> None:
    (load,) = scan(f'{HUB}def f(rev):\n    AutoModel.from_pretrained("a/b", revision=rev)\n')
    assert [(one.values, one.open) for one in load.arguments] == [((), True)]


def test_a_configuration_that_is_not_known_whole_is_open() -> None:
    (load,) = scan(
        "from transformers import AutoModel, BitsAndBytesConfig\n"
        'def f(bits):\n    AutoModel.from_pretrained("a/b", quantization_config=BitsAndBytesConfig(load_in_4bit=bits))\n'
    )
    assert [(one.values, one.open) for one in load.arguments] == [(("transformers.BitsAndBytesConfig(...)",), True)]


def test_an_argument_that_matters_to_nobody_is_none() -> None:
    (load,) = scan(f'{HUB}AutoModel.from_pretrained("a/b", output_attentions=True)\n')
    assert load.arguments == ()


def test_the_json_has_them() -> None:
    loads = scan(f'{HUB}AutoModel.from_pretrained("a/b", revision="v1", trust_remote_code=True)\n')
    (load,) = json.loads(loads_json(loads, (), files=1, seconds=0.0))["loads"]
    assert load["arguments"] == {
        "revision": {"values": ["v1"], "open": False},
        "trust_remote_code": {"values": [True], "open": False},
    }

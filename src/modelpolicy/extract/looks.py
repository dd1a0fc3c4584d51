"""What the looks of names and values say about a call that no row of the catalogue lists.

A sign is one thing that speaks for a load. A value that ends as hardly anything but weights does counts two; one that
ends as weights may, a value like ``owner/name``, and a callee or a parameter that is named after models count one each.
Two signs make a load of low confidence, three one of medium. A callee or a parameter that is named after something else
(saving, logging, a data set) makes it none.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from modelpolicy.domain.confidence import Confidence
from modelpolicy.extract.canonical import WEIGHTS_SUFFIXES, is_weights_file

_SUFFIX: Final = rb"\.(?:%s)" % "|".join(suffix[1:] for suffix in sorted(WEIGHTS_SUFFIXES)).encode()
MARK: Final = re.compile(rb"""%s(?:\?[^"'\s]*)?\\?["']""" % _SUFFIX)
"""What the bytes of a file hold that spells out a name of weights: a suffix at the end of a string."""

_ADDRESS: Final = re.compile(rb"""://[^\s"']+%s\b""" % _SUFFIX)
_COMMANDS: Final = (b"huggingface-cli", b"hf download", b'"hf", "download"', b"'hf', 'download'")
_SUFFIXES: Final = frozenset(
    {
        ".caffemodel", ".ckpt", ".engine", ".ftz", ".gguf", ".keras", ".mlmodel", ".mlpackage", ".nemo", ".onnx",
        ".litertlm", ".llamafile", ".mlmodelc", ".ort", ".pdiparams", ".pdmodel", ".pdparams", ".pt", ".pt2", ".pth",
        ".ptl", ".rknn", ".safetensors", ".skops", ".tflite", ".torchscript", ".trt",
    }
)  # fmt: skip
_NO_FILE: Final = re.compile(r"[\s*{}%<>|$@]|^www\.")
_HUB_NAME: Final = re.compile(
    r"""(?x)
    (?!(?:models?|weights|checkpoints?|ckpts?|pretrained|data|datasets?|assets|app|bin|etc|opt|src|lib|out|outputs?|results?
        |tmp|home|root|local|usr|var|runs?|logs?|configs?|cache|train|val|valid|test|tests|v\d+)/)
    (?!(?:application|audio|font|image|message|model|multipart|text|video|x-[\w-]+)/)
    (?!(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US)/)
    (?!.*\.(?i:avi|bmp|csv|docx?|flac|gif|html?|jpe?g|json[lc]?|m4a|md|mkv|mov|mp3|mp4|npy|npz|ogg|opus|parquet|pdf|png|py
        |srt|svg|toml|tsv|txt|vtt|wav|webm|webp|xlsx?|xml|ya?ml|zip)$)
    (?!openai/(?:gpt-(?!oss|2)|o\d|text-|chatgpt|dall))
    (?!(?:anthropic|azure|azure_ai|bedrock|vertex_ai|gemini|openrouter|groq|together_ai|cohere_chat|deepseek|xai
        |perplexity|fireworks_ai|litellm|ollama|ollama_chat|vllm|hosted_vllm)/)
    [A-Za-z0-9][\w.-]*/[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?
    """
)
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

ENOUGH: Final = 2
"""Signs that make a load."""

TELLING: Final = 2
"""Signs of a value that hardly names anything but weights."""


def is_marked(data: bytes) -> bool:
    """Whether the bytes of a file spell out weights: by name, by address, or by a command that fetches them.

    One pattern for all of it takes ten times as long.
    """
    return bool(MARK.search(data) or _ADDRESS.search(data)) or any(command in data for command in _COMMANDS)


def signs_of_value(text: str, *, is_path: bool = False) -> int:
    """How much speaks for ``text`` naming a model: 2 for weights, 1 for what may be weights or a name on the hub.

    ``is_path``: it is known to be a path, and so no name on the hub.
    """
    path = re.split(r"[?#]", text.partition("://")[2].partition("/")[2])[0] if "://" in text else text
    if _NO_FILE.search(path):
        return 0
    if is_weights_file(path):
        return TELLING if path[path.rindex(".") :].lower() in _SUFFIXES else 1
    return 1 if not is_path and is_hub_name(text) else 0


def is_hub_name(text: str) -> bool:
    """Whether ``text`` is written like a repository of the Hugging Face hub, and like nothing else."""
    return not is_weights_file(text) and bool(_HUB_NAME.fullmatch(text))


def may_load(callee: str) -> bool:
    """Whether nothing in the dotted name of a callee says that it does something else."""
    library, _, rest = callee.partition(".")
    last = rest.rpartition(".")[2]
    if not rest or library in _known("libraries_otherwise") or last in _known("methods_otherwise"):
        return False
    return _known("calls_otherwise").isdisjoint(words(last))


def may_name_a_model(parameter: str) -> bool:
    """Whether nothing in the name of a parameter says that it is for something else."""
    return _known("parameters_otherwise").isdisjoint(words(parameter))


def asks_a_model(method: str) -> bool:
    """Whether a method of a loaded model gives none: what it makes of its input, or what it was loaded by."""
    return method in _known("methods_of_models")


def speaks_of_models(name: str) -> bool:
    """Whether one of the words in a callee's or a parameter's name is about models."""
    return not _known("models").isdisjoint(words(name))


def speaks_of_downloads(name: str) -> bool:
    """Whether one of the words in a callee's name says that it fetches something."""
    return not _known("downloads").isdisjoint(words(name))


def speaks_of_weights(name: str) -> bool:
    """Whether one of the words in a name says that it is of a file of weights."""
    return not _known("weights").isdisjoint(words(name))


def speaks_of_data(name: str) -> bool:
    """Whether the words in a name are about data, and none about models."""
    told = words(name)
    return not _known("data").isdisjoint(told) and _known("models").isdisjoint(told - _known("data"))


def signs_of_names(callee: str, parameter: str) -> int:
    """How much the names of a call say that it is about models; ``parameter`` is empty where none is named.

    A function that is about something else counts or describes a model that it is told of: there a parameter's name
    says nothing.
    """
    *_, last = segments = callee.split(".")[-2:]
    callee_speaks = speaks_of_models(".".join(segments))
    makes_an_object = last[:1].isupper()
    return callee_speaks + (speaks_of_models(parameter) and (callee_speaks or makes_an_object))


def confidence(signs: int) -> Confidence | None:
    """How certain a load is that so many signs speak for; ``None`` where they are too few."""
    if signs < ENOUGH:
        return None
    return "low" if signs == ENOUGH else "medium"


@cache
def words(name: str) -> frozenset[str]:
    """The words of an identifier, small: ``load``, ``lora`` and ``weights`` of ``loadLoRA_weights``."""
    return frozenset(word.lower() for word in _WORD.findall(name))


@cache
def _known(kind: str) -> frozenset[str]:
    text = (Path(__file__).parent / "looks.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind].split())

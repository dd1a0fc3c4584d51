"""Which files are worth reading for what they delete: told from their bytes, before a grammar is asked for."""

import re
from collections.abc import Iterable
from typing import Final

_COMMAND: Final = re.compile(
    rb"(?<![\w./-])(?:/(?:usr/)?bin/)?(?:rm|unlink|shred|trash|trash-put|rmtrash|gio)\b"
    rb"|-delete\b|--del|\bcache\s+(?:rm|delete|prune)\b|\bdelete-cache\b|\bollama\s+rm\b"
)
_PYTHON: Final = re.compile(
    rb"\b(?:rmtree|unlink|os\.remove|import remove|send2trash|delete_revisions)\b|[\"'](?:rm|find)\b"
)
_PLACE: Final = re.compile(
    rb"(?i)cache|model|weight|checkpoint|ckpt|\bhub\b|hugging|torch|whisper|ollama|~|\$\{?home|/root|/home|/users"
    rb"|\.(?:pt|pth|onnx|safetensors|gguf|ggml|bin|h5|hdf5|keras|ckpt|task|tflite|engine|pb|nemo|torchscript)\b"
    rb"|\$\{?\w+\}?[\"']?/(?:\*|[\"'\s]|$)|\s(?:/|\./)?\*|\s/(?:\s|$)"
)
_LISTED: Final = re.compile(rb"(?i)models--|/\.cache/|\.(?:pt|pth|onnx|safetensors|gguf)\b")


def may_delete_models(data: bytes, names: Iterable[bytes] = ()) -> bool:
    """Whether commands in ``data`` can delete a model: cheap. ``names`` are those of models that the project holds."""
    return _COMMAND.search(data) is not None and _names_place(data, names)


def may_list_deletable(data: bytes) -> bool:
    """Whether a document may list paths of models."""
    return _LISTED.search(data) is not None


def may_delete_in_python(data: bytes, names: Iterable[bytes] = ()) -> bool:
    """Whether Python source can delete a model."""
    return _PYTHON.search(data) is not None and _names_place(data, names)


def _names_place(data: bytes, names: Iterable[bytes]) -> bool:
    return _PLACE.search(data) is not None or any(name in data for name in names)

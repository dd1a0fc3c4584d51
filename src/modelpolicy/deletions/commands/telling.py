"""Which files are worth reading for what they delete: told from their bytes, before a grammar is asked for."""

import re
from collections.abc import Iterable
from typing import Final

_GIT: Final = rb"\bgit\b[^\n]{0,80}\sclean\b"
"""Bounded, as ``import`` below: a line can be as long as its file."""

_COMMAND: Final = re.compile(
    rb"(?<![\w./-])(?:/(?:usr/)?bin/)?(?:rm|unlink|shred|trash|trash-put|rmtrash|gio)\b"
    rb"|-delete\b|--del|\bcache\s+(?:rm|delete|prune)\b|\bdelete-cache\b|\bollama\s+rm\b|" + _GIT
)
_WORDS: Final = (b"rm", b"unlink", b"shred", b"trash", b"-del", b"delete", b"prune", b"clean")
"""One of these stands in every command that deletes, and is found faster than the command."""

_PYTHON: Final = re.compile(
    rb"\b(?:rmtree|unlink|send2trash|delete_revisions)\b|\bos\s*\.\s*remove\b|\bimport\b[^\n]{0,300}\bremove\b"
    rb"|[\"'\s/](?:rm|shred|trash|rsync|find|git)[\"'\s]"
)
_PLACE: Final = re.compile(
    rb"(?i)cache|model|weight|checkpoint|ckpt|\bhub\b|hugging|torch|whisper|ollama|~|\$\{?home|/root|/home|/users"
    rb"|\.(?:pt|pth|onnx|safetensors|gguf|ggml|bin|h5|hdf5|keras|ckpt|task|tflite|engine|pb|nemo|torchscript)\b"
    rb"|\$\{?\w+\}?[\"']?/(?:\*|[\"'\s]|$)|\s(?:/|\./)?\*|\s/(?:\s|$)|" + _GIT
)
_LONG: Final = 1_000_000
"""Bytes."""

_LISTED: Final = re.compile(rb"(?i)models--|/\.cache/|\.(?:pt|pth|onnx|safetensors|gguf)\b")


def may_delete(data: bytes) -> bool:
    """Whether a command in ``data`` deletes anything."""
    return any(word in data for word in _WORDS) and _COMMAND.search(data) is not None


def may_delete_models(data: bytes, names: Iterable[bytes] = ()) -> bool:
    """Whether commands in ``data`` can delete a model: cheap. ``names`` are those of models that the project holds."""
    return may_delete(data) and _names_place(data, names)


def may_list_deletable(data: bytes) -> bool:
    """Whether a document may list paths of models."""
    return len(data) <= _LONG and _LISTED.search(data) is not None


def may_delete_in_python(data: bytes, names: Iterable[bytes] = ()) -> bool:
    """Whether Python source can delete a model."""
    return _PYTHON.search(data) is not None and _names_place(data, names)


def _names_place(data: bytes, names: Iterable[bytes]) -> bool:
    """Whether the data speak of a place of models; of what is too long to be searched, that it deletes is enough."""
    if len(data) > _LONG:
        return True
    return _PLACE.search(data) is not None or any(name in data for name in names)

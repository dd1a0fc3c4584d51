"""The canonical id of what a loader is asked for.

Decisions, in the order in which they are taken:

- A string that the row ignores (``yolov8n.yaml``: an architecture without weights) names no model.
- A prefix of the row sends the rest to its store: timm's ``hf-hub:owner/name`` is ``hf:owner/name``.
- ``hf://owner/name/folder`` is a repository of the Hugging Face hub, whoever is handed it.
- A URL is a model of the store ``url``; one of the Hugging Face hub, handed to a loader of that hub, is its
  repository.
- A path is a model of the store ``file``: put together as one, absolute, from ``.``, ``..`` or ``~``, ending like a
  weights file, for a hub, with more than one slash or in a folder like ``models/``, or as the row says. Where a
  library looks bare file names up in its own store (Ultralytics), a name without a directory is an id.
- A revision written behind the name (``owner/repo:v2`` of torch.hub, ``owner/name@rev`` of pyannote) is no
  part of the id: ``written_revision`` gives it.
- The row's aliases and its template make the short name the full one.
- A name that the library maps to a repository only at run time stays in the library's own store: timm alone
  knows which tag ``resnet18`` has today, so it is ``timm:resnet18``.
"""

import posixpath
import re
from typing import Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.loader import Loader

WEIGHTS_SUFFIXES: Final = frozenset(
    {
        ".bin", ".caffemodel", ".cbm", ".ckpt", ".dat", ".dlc", ".engine", ".ftz", ".gguf", ".ggml",
        ".h5", ".hdf5", ".joblib", ".keras", ".lite", ".mar", ".mlmodel", ".mlpackage", ".model",
        ".nemo", ".onnx", ".ort", ".params", ".pb", ".pbtxt", ".pdmodel", ".pdparams", ".pickle",
        ".pkl", ".plan", ".prototxt", ".pt", ".pt2", ".pth", ".ptl", ".safetensors", ".t7", ".task",
        ".tflite", ".torchscript", ".trt", ".weights",
        ".litertlm", ".llamafile", ".mlmodelc", ".pdiparams", ".rknn", ".skops",
    }
)  # fmt: skip
"""Suffixes of files that hold weights or a graph with weights."""

_URL: Final = re.compile(r"(?i:(?P<scheme>[a-z][a-z0-9+.-]+)://)(?P<rest>.+)")
_HUB_PAGE: Final = re.compile(
    r"""(?x)https?://(?:www\.)?(?:huggingface\.co|hf\.co)/
    (?!(?:spaces|datasets)/)(?P<repository>[\w.-]+/[\w.-]+)(?:[/?\#].*)?"""
)
_HUB_ADDRESS: Final = re.compile(r"hf://(?P<repository>[\w.-]+/[\w.-]+)(?:[@/].*)?")
_EXPLICIT_PATH: Final = re.compile(r"[/\\~]|\.{1,2}(?:[/\\]|$)|[A-Za-z]:[/\\]")
_HUBS: Final = frozenset({"hf", "modelscope"})
"""Stores whose names are ``owner/name``, or ``name``."""

_FOLDER: Final = re.compile(r"(?i:models?|weights|checkpoints?|ckpts?|pretrained(?:_models?)?)/")
"""What directories of models are called, and no owner on a hub is."""

_BUNDLED: Final = "bundled:"


def model_id(loader: Loader, written: str, callee: str, *, is_path: bool = False) -> ModelId | None:
    """Name what ``loader``, called as the dotted name ``callee``, loads for ``written``.

    ``is_path``: the string was put together as a path. ``None``: the string names no weights. A loader with
    ``from_callee`` does not look at ``written``.
    """
    text = _named_by(loader, callee) if loader.from_callee else written.strip()
    if not text or not text.isprintable() or (loader.ignored and loader.ignored.fullmatch(text)):
        return None
    if text.startswith(_BUNDLED):
        return _bundled(text)
    if is_path and "/" in text and not _URL.fullmatch(text):
        return _file(text)
    return _from_prefix(loader, text) or _from_url(loader, text) or _from_name(loader, text)


def path_name(text: str) -> str:
    """The name of the file or folder at a path, as in a model of the store ``file``."""
    return posixpath.normpath(text.strip().replace("\\", "/"))


def written_revision(loader: Loader, written: str) -> str | None:
    """Give the revision that stands in the string itself, ``v2`` in ``owner/repo:v2``."""
    if _URL.fullmatch(written) or _is_path(loader, written):
        return None
    return _split_revision(loader, written.strip())[1] or None


def is_weights_file(text: str) -> bool:
    """Whether a path or URL ends like a file that holds weights."""
    return posixpath.splitext(text.partition("?")[0])[1].lower() in WEIGHTS_SUFFIXES


def _named_by(loader: Loader, callee: str) -> str:
    spelled = {segment for pattern in loader.calls for segment in pattern.split(".")}
    segments = callee.split(".")
    return next((segment for segment in reversed(segments) if segment not in spelled), segments[-1])


def _bundled(text: str) -> ModelId | None:
    name = posixpath.normpath(text.removeprefix(_BUNDLED).strip())
    return None if name == "." else ModelId("bundled", name)


def _from_url(loader: Loader, text: str) -> ModelId | None:
    url = _URL.fullmatch(text)
    if url is None:
        return None
    repository = _HUB_ADDRESS.fullmatch(text)
    if repository:
        return ModelId("hf", repository["repository"])
    page = _HUB_PAGE.fullmatch(text)
    if page and loader.store == "hf":
        return ModelId("hf", page["repository"])
    return _file(url["rest"]) if url["scheme"].lower() == "file" else ModelId("url", text)


def _from_prefix(loader: Loader, text: str) -> ModelId | None:
    for prefix, store in loader.prefixes.items():
        rest = text.removeprefix(prefix).strip()
        if rest and text.startswith(prefix):
            return _file(rest) if store == "file" else ModelId(store, rest.partition("@")[0] or rest)
    return None


def _from_name(loader: Loader, text: str) -> ModelId | None:
    if _is_path(loader, text):
        return _file(text)
    name = _split_revision(loader, text)[0]
    if "/" in name and loader.owned_store:
        return ModelId(loader.owned_store, name)
    full = _full_name(loader, name)
    is_no_address = loader.store == "url" and "/" not in full
    return None if is_no_address else ModelId(loader.store, full)


def _full_name(loader: Loader, name: str) -> str:
    if name in loader.names:
        return loader.names[name]
    for pattern, replacement in loader.rewrites:
        if match := pattern.fullmatch(name):
            return match.expand(replacement)
    return name if "/" in name or name in loader.verbatim else loader.template.replace("{}", name)


def _is_path(loader: Loader, text: str) -> bool:
    if loader.store == "file" or _EXPLICIT_PATH.match(text):
        return True
    if loader.store in _HUBS and (text.count("/") > 1 or _FOLDER.match(text)):
        return True
    if loader.paths and loader.paths.fullmatch(text):
        return True
    return is_weights_file(text) and not (loader.bare_files and "/" not in text and "\\" not in text)


def _split_revision(loader: Loader, text: str) -> tuple[str, str]:
    """Name and revision. Joined parts (``owner/repo:ref/model``) have the revision behind the first."""
    name, found, rest = text.partition(loader.separator) if loader.separator else (text, "", "")
    if not (name and found):
        return text, ""
    if len(loader.parts) == 1:
        return name, rest
    revision, slash, last = rest.rpartition("/")
    return name + slash + last, revision


def _file(text: str) -> ModelId:
    return ModelId("file", path_name(text))

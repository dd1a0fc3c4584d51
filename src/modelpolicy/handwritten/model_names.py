"""Which models a document's words name."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.handwritten.blocks import Inline
from modelpolicy.handwritten.words import says_built_in

_HUB: Final = re.compile(r"[\w.-]+/[\w.-]+")
_CANONICAL: Final = re.compile(r"[a-z][a-z0-9-]*:[^\s:/][^\s:]*")
_ULTRALYTICS: Final = re.compile(r"(?:yolo|rtdetr|fastsam|mobile_sam|sam)[\w.-]*\.pt", re.IGNORECASE)
_HUB_FOLDER: Final = re.compile(r"models--(?P<name>[^/*]+)\**")
_MEDIAPIPE: Final = re.compile(r"MediaPipe (?P<solution>\w+(?: \w+)*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedModel:
    """A model that a document names, and the title that it gives it, if any."""

    id: ModelId
    title: str | None = None


def named_models(value: Inline) -> tuple[NamedModel, ...]:
    """Read a model field: hub ids, Ultralytics weights, ``<store>:<name>``, MediaPipe's built-in models.

    Empty where the words name no model that can be told apart from a method (``EasyOCR (built-in)``
    does not say which languages).
    """
    title, remark = split_remark(value.text)
    candidates = value.codes or (remark,) if remark else value.codes or (value.text,)
    ids = tuple(model for model in map(model_id, candidates) if model is not None)
    if len(ids) == len(candidates):
        only_title = title if remark and len(ids) == 1 else None
        return tuple(NamedModel(model, only_title) for model in ids)
    mediapipe = _MEDIAPIPE.fullmatch(title)
    if mediapipe and says_built_in(remark):
        solution = mediapipe["solution"].lower().replace(" ", "_")
        return (NamedModel(ModelId("bundled", f"mediapipe/{solution}"), title),)
    return ()


def split_remark(text: str) -> tuple[str, str]:
    """Split ``CLIP (openai/clip)`` into its title and the remark in parentheses, empty if there is none."""
    title, opening, remark = text.strip().partition("(")
    if not (opening and remark.endswith(")")):
        return text.strip(), ""
    return title.strip(), remark[:-1].strip()


def model_id(written: str) -> ModelId | None:
    """Give the id for one name as documents write it."""
    if _CANONICAL.fullmatch(written):
        return ModelId.parse(written)
    if _HUB.fullmatch(written):
        return ModelId("hf", written)
    return ModelId("ultralytics", written) if _ULTRALYTICS.fullmatch(written) else None


def model_at(path: str) -> ModelId | None:
    """Give the model whose weights a path names: a hub cache folder or an Ultralytics weights file."""
    name = PurePosixPath(path).name
    folder = _HUB_FOLDER.fullmatch(name)
    if folder:
        return ModelId("hf", folder["name"].replace("--", "/", 1))
    return ModelId("ultralytics", name) if _ULTRALYTICS.fullmatch(name) else None

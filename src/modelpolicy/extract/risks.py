"""What a load risks: weights of any commit, code out of the model's repository, code in the weights themselves."""

import re
from typing import Final

from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.load import Candidate, Load, LoadArgument

_COMMIT: Final = re.compile(r"[0-9a-f]{40}")
_PICKLED: Final = re.compile(
    r"(?i:.*\.(?:pt|pth|ckpt|pkl|pickle|joblib)|(?:.*/)?(?:pytorch|adapter)_model[\w.-]*\.bin)"
)
"""Files that are pickles as a rule; other ``.bin`` files are ggml, fastText, OpenVINO, ..."""

_UNPICKLES: Final = frozenset(
    {
        *("torch", "torch.hub", "ultralytics", "yolov5", "huggingface_hub", "diffusers", "other"),
        *("fastai", "joblib", "pickle"),
    }
)
"""Loaders that unpickle a file of such a name. Others read formats of their own under the same suffixes."""


def argument(load: Load, name: str) -> LoadArgument | None:
    """What the load passes under ``name``."""
    return next((one for one in load.arguments if one.name == name), None)


def is_commit(revision: object) -> bool:
    """Whether a revision is a commit, and so stays what it is."""
    return isinstance(revision, str) and _COMMIT.fullmatch(revision) is not None


def is_pinned(load: Load, candidate: Candidate) -> bool:
    """Whether the load asks for the model by its commit, whatever else decides."""
    revision = argument(load, "revision")
    passed = revision is None or (not revision.open and all(map(is_commit, revision.values)))
    return is_commit(candidate.revision) and passed


def remote_code(load: Load) -> Confidence | None:
    """How certain it is that the load runs code out of the model's repository; ``None`` where it does not."""
    trust = argument(load, "trust_remote_code")
    if trust is None:
        return None
    if True not in trust.values:
        return "low" if trust.open else None
    return "high" if set(trust.values) == {True} and not trust.open else "medium"


def unpickles(load: Load) -> Confidence | None:
    """How certain it is that the load unpickles weights; ``None`` where nothing speaks for it."""
    only_weights, safetensors = argument(load, "weights_only"), argument(load, "use_safetensors")
    if only_weights is not None:
        return _unless(only_weights)
    if safetensors is not None:
        return _unless(safetensors)
    if load.loader not in _UNPICKLES or re.search(r"\bjit\b|\bexport\b", load.call):
        return None
    names = [str(name) for one in load.arguments if one.name == "filename" for name in one.values]
    if any(_PICKLED.fullmatch(name) for name in (*names, *(candidate.id.name for candidate in load.models))):
        return "medium" if load.loader == "torch" else "high"
    return None


def _unless(safe: LoadArgument) -> Confidence | None:
    if False in safe.values:
        return "medium" if safe.open or True in safe.values else "high"
    return "low" if safe.open else None

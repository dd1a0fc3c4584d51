"""Calls that give the path of what they fetched: loading from that path loads the same model."""

from dataclasses import replace
from typing import Final, TypeGuard

from modelpolicy.extract.looks import signs_of_value
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame
from modelpolicy.values.values import NOTHING, Result, Value, Values

DOWNLOADS: Final = frozenset(
    {
        "hf_hub_download",
        "snapshot_download",
        "cached_download",
        "cached_file",
        "cached_path",
        "model_file_download",
        "download_model",
        "load_from_hub",
        "model_download",
        "try_to_load_from_cache",
    }
)

OF_PATHS: Final = frozenset(
    {"absolute", "as_posix", "expanduser", "open", "read", "read_bytes", "read_text", "resolve", "__str__"}
)
"""Methods of a path, or of the file there, that give the same path, or what stands at it."""

OPENED: Final = frozenset({"load_state_dict_from_url", "load_url"})
"""Calls that give what is in the file that they fetched, and not its path."""


def is_download(value: Value) -> TypeGuard[Result]:
    """Whether a value is the path of what a call fetched."""
    if not isinstance(value, Result) or value.made is None:
        return False
    return value.is_path or value.callee.rpartition(".")[2] in DOWNLOADS


def signs_of_download(evaluator: Evaluates, value: Value) -> int:
    """How much speaks for a downloaded file, or the folder of a repository, being a model; 0 for other values."""
    if not is_download(value) or value.made is None:
        return 0
    named = None if value.is_path else argument(evaluator, value.made, 1, ("filename",))
    files = named or _address(evaluator, value.made)
    return max((signs_of_value(text.text) for text in files.texts), default=int(not value.is_path))


def _address(evaluator: Evaluates, made: Frame) -> Values:
    """The first argument, where that is the address of a file."""
    first = argument(evaluator, made, 0, ("url",)) or NOTHING
    return replace(first, options=tuple(text for text in first.texts if "://" in text.text))

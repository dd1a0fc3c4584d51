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


OPENED: Final = frozenset({"load_state_dict_from_url", "load_url"})
"""Calls that give what is in the file that they fetched, and not its path."""


def is_download(value: Value) -> TypeGuard[Result]:
    """Whether a value is the path of what a call fetched."""
    return isinstance(value, Result) and value.made is not None and value.callee.rpartition(".")[2] in DOWNLOADS


def signs_of_download(evaluator: Evaluates, value: Value) -> int:
    """How much speaks for a downloaded file, or the folder of a repository, being a model; 0 for other values."""
    if not is_download(value) or value.made is None:
        return 0
    files = argument(evaluator, value.made, 1, ("filename",)) or _address(evaluator, value.made)
    return max((signs_of_value(text.text) for text in files.texts), default=1)


def _address(evaluator: Evaluates, made: Frame) -> Values:
    """The first argument, where that is the address of a file."""
    first = argument(evaluator, made, 0, ("url",)) or NOTHING
    return replace(first, options=tuple(text for text in first.texts if "://" in text.text))

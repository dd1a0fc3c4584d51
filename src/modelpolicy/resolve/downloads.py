"""Calls that give the path of what they fetched: loading from that path loads the same model."""

from typing import Final

from modelpolicy.extract.looks import signs_of_value
from modelpolicy.resolve.arguments import argument
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.values import NOTHING, Result, Value

DOWNLOADS: Final = frozenset({"hf_hub_download", "snapshot_download", "cached_download", "model_file_download"})


def signs_of_download(evaluator: Evaluates, value: Value) -> int:
    """How much speaks for a downloaded file, or the folder of a repository, being a model; 0 for other values."""
    if not isinstance(value, Result) or value.made is None or value.callee.rpartition(".")[2] not in DOWNLOADS:
        return 0
    files = argument(evaluator, value.made, 1, ("filename",)) or NOTHING
    return max((signs_of_value(text.text) for text in files.texts), default=1)

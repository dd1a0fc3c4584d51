"""The arguments of a load that policies ask for: which revision, from where, with what trust, in which precision."""

from collections.abc import Iterable, Iterator, Mapping
from types import EllipsisType
from typing import Final

from modelpolicy.domain.load import LoadArgument, Plain
from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.resolve.arguments import argument
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.values import Constant, External, Frame, Result, Text, Value, union

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "revision": ("revision", "code_revision"),
    "subfolder": ("subfolder",),
    "filename": ("filename", "weight_name"),
    "cache_dir": ("cache_dir", "download_root", "cache_folder", "model_dir", "model_storage_directory"),
    "trust_remote_code": ("trust_remote_code", "trust_repo"),
    "weights_only": ("weights_only",),
    "use_safetensors": ("use_safetensors",),
    "device_map": ("device_map", "device"),
    "dtype": ("dtype", "torch_dtype", "compute_type"),
    "quantization": ("quantization_config", "quantization", "load_in_8bit", "load_in_4bit"),
    "local_files_only": ("local_files_only",),
}
"""The name that is shown, and the keywords that libraries have for it."""


def load_arguments(evaluator: Evaluates, loader: Loader, sites: Iterable[Frame]) -> Iterator[LoadArgument]:
    """What the calls of one load pass under the names that matter."""
    sites = list(sites)
    for name, keywords in NAMES.items():
        row = {"revision": loader.revision, "filename": loader.filename}.get(name) or Argument(None, ())
        where = (row.position, (*row.keywords, *keywords))
        given = [values for site in sites if (values := argument(evaluator, site, *where)) is not None]
        if given:
            values = union(given)
            plain = tuple(dict.fromkeys(_plain(option) for option in values.options))
            made = any(isinstance(option, Result) for option in values.options)
            shown = tuple(one for one in plain if one is not ...)
            yield LoadArgument(name, shown, values.open or made or ... in plain)


def _plain(option: Value) -> Plain | EllipsisType:
    """The value as JSON has it; what a library gives by its name; an ellipsis for anything else."""
    match option:
        case Text(text):
            return text
        case Constant(bool() | int() | float() | None as value):
            return value
        case External(name):
            return name
        case Result(name):
            return f"{name}(...)"
        case _:
            return ...

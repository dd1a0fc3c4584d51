"""The arguments of a load that policies ask for: which revision, from where, with what trust, in which precision."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import EllipsisType
from typing import Final

from modelpolicy.domain.load import LoadArgument, Plain
from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.definitions.reflected import ATTRIBUTES
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame
from modelpolicy.values.text import Text
from modelpolicy.values.values import Constant, External, Result, Value, Values, union

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "revision": ("revision", "code_revision"),
    "subfolder": ("subfolder",),
    "filename": ("filename", "weight_name"),
    "cache_dir": (
        *("cache_dir", "download_root", "cache_folder", "local_dir", "model_dir", "model_storage_directory", "savedir"),
    ),
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
            values = union(_spelled_out(evaluator, one) for one in given)
            plain = tuple(dict.fromkeys(_plain(option) for option in values.options))
            made = any(isinstance(option, Result) for option in values.options)
            shown = tuple(one for one in plain if one is not ...)
            yield LoadArgument(name, shown, values.open or made or ... in plain)


def _spelled_out(evaluator: Evaluates, values: Values) -> Values:
    """The same with library configurations as the code writes them: ``BitsAndBytesConfig(load_in_4bit=True)``."""
    options = (_configuration(evaluator, one) if isinstance(one, Result) else None for one in values.options)
    return replace(values, options=tuple(text or one for text, one in zip(options, values.options, strict=True)))


def _configuration(evaluator: Evaluates, result: Result) -> Text | None:
    """The call that made a configuration; ``None`` where an argument of it is not known, or it is something else."""
    if result.made is None or not result.callee.endswith("Config"):
        return None
    call, place = result.made.call, result.made.caller
    given = [(keyword.arg, evaluator.evaluate(keyword.value, place)) for keyword in call.keywords]
    known = [
        (name, _plain(values.options[0])) for name, values in given if len(values.options) == 1 and not values.open
    ]
    if call.args or len(known) < len(given) or any(name is None or value is ... for name, value in known):
        return None
    return Text(f"{result.callee}({', '.join(f'{name}={_written(value)}' for name, value in known)})")


def _written(value: Plain | EllipsisType) -> str:
    """A value as code writes it; a name of a library's as it is."""
    return value if isinstance(value, str) and "." in value and value.replace(".", "_").isidentifier() else repr(value)


def _plain(option: Value) -> Plain | EllipsisType:
    """The value as JSON has it; what a library gives by its name; an ellipsis for anything else."""
    match option:
        case Text(text):
            return text
        case Constant(bool() | int() | float() | None as value):
            return value
        case External(name) if not name.endswith(ATTRIBUTES):
            return name
        case Result(name):
            return f"{name}(...)"
        case _:
            return ...

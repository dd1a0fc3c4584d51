"""Whether a list of what must not be deleted has a model in it: its id, a path or pattern that covers it, its title."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.canonical import is_weights_file
from modelpolicy.registry.schema import ModelEntry

_AROUND_WORDS: Final = "`,;()<>\"'|"


def is_listed(text: str, model: ModelId, entry: ModelEntry | None) -> bool:
    """Search the lines of such a list; of comments above paths, only the whole id counts."""
    lines = [line for line in text.splitlines() if not re.match(r"\s*#", line)]
    if any(word.strip(f"{_AROUND_WORDS}*:") == str(model) for word in text.split()):
        return True
    words = {word.strip(_AROUND_WORDS) for line in lines for word in line.split()}
    ids = {model.name, str(model)}
    if any(word.strip("*_:") in ids or _covers(word, place) for word in words for place in _places(model, entry)):
        return True
    title = entry.title if entry else None
    return bool(title) and any(re.search(rf"(?<![\w-]){re.escape(title or '')}(?![\w-])", line) for line in lines)


def _places(model: ModelId, entry: ModelEntry | None) -> Iterator[PurePosixPath]:
    """Where the model lies, as far as the registry or the id say."""
    if entry is not None:
        yield from map(PurePosixPath, entry.paths)
    folder = f"models--{model.name.replace('/', '--')}"
    yield PurePosixPath("~/.cache/huggingface/hub", folder) if model.store == "hf" else PurePosixPath(model.name)


def _covers(word: str, place: PurePosixPath) -> bool:
    """Whether a path or pattern names the place, by its last part, or a directory around it."""
    path = word.rstrip("/*") if word.endswith("/*") else word.rstrip("/")
    name = path.rpartition("/")[2]
    names = (name, PurePosixPath(name).stem) if is_weights_file(name) else (name,)
    if name.strip("*?.") and any(fnmatchcase(place.name, one) for one in names):
        return True
    return "/" in path and str(place).startswith(f"{path}/")

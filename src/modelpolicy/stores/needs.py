"""The models that a model needs, as its own configuration files name them.

An adapter names its base model, a vision-language model its vision tower, a pipeline its parts, a repository without
code of its own the repository of that code. Which key a library reads is not knowable for all of them: every text of
the form ``owner/name`` counts, except under the keys in ``_ORIGINS``, which say what something was made from.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.artifact import Artifact, StoredFile
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.reading import open_quietly

LONGEST: Final = 1_000_000
"""The longest file that is read, in bytes. A longer one is data, unless its name says that it is a configuration."""

_CONFIGURATIONS: Final = (".json", ".yaml", ".yml")
_NOT_CONFIGURATIONS: Final = re.compile(r"(?:tokenizer|vocab|merges|added_tokens|special_tokens_map|.*\.index)\.json")
_ORIGINS: Final = frozenset({"_name_or_path", "name_or_path", "_commit_hash", "dataset", "datasets", "license_link"})
_NAMING: Final = re.compile(
    r"base_model|tokenizer_name|.*_(?:encoder|model|model_id|model_name|model_path|name_or_path|tower)"
)
"""Keys under which a name without an owner is a model too (``gpt2``)."""

_REPOSITORY: Final = re.compile(r"(?<![\w./-])(?P<owner>\w[\w.-]*)/(?P<name>\w(?:[\w.-]*\w)?)(?![\w./-])", re.ASCII)
_PAGE: Final = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?P<repository>[\w.-]+/[\w.-]+)", re.ASCII)
_CODE: Final = re.compile(r"(?P<repository>[\w.-]+(?:/[\w.-]+)?)--[\w.]+", re.ASCII)
_BARE: Final = re.compile(r"\w[\w.-]*", re.ASCII)
_PATH: Final = re.compile(r"(?:/|~/|\./|\.\./)[^\0\n]+")
_LONGEST_TEXT: Final = 500
"""The longest text that is searched, in characters; what is longer is a template or a description."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a model needs. ``unreadable``: configuration that cannot be read or is too long, and can name anything."""

    models: tuple[ModelId, ...] = ()
    unreadable: tuple[str, ...] = ()


def read_needs(artifact: Artifact) -> Needs:
    """Read the configuration files of ``artifact``. What it names need not exist anywhere."""
    models: dict[ModelId, None] = {}
    unreadable = []
    for file in filter(_is_configuration, artifact.files):
        text = _read(file.path) if file.size <= LONGEST else None
        if text is None:
            unreadable.append(file.name)
        else:
            models.update(dict.fromkeys(_named(text)))
    return Needs(tuple(model for model in models if model != artifact.model), tuple(unreadable))


def _is_configuration(file: StoredFile) -> bool:
    name = file.name.rpartition("/")[2].lower()
    if not name.endswith(_CONFIGURATIONS) or _NOT_CONFIGURATIONS.fullmatch(name):
        return False
    return file.size <= LONGEST or name == "model_index.json" or name.endswith("config.json")


def _read(path: str) -> str | None:
    try:
        with open_quietly(path) as file:
            return file.read(LONGEST).decode("utf-8", "replace")
    except OSError:
        return None


def _named(text: str) -> Iterator[ModelId]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        # YAML, or broken JSON: whatever in it looks like a repository is one.
        yield from _repositories(text.replace("\\/", "/"))
        return
    yield from _named_in(document)


def _named_in(document: object) -> Iterator[ModelId]:
    pending: list[tuple[str, object]] = [("", document)]
    while pending:
        key, value = pending.pop()
        if isinstance(value, dict):
            pending += value.items()
        elif isinstance(value, list):
            pending += ((key, item) for item in value)
        elif isinstance(value, str) and key not in _ORIGINS and len(value) <= _LONGEST_TEXT:
            yield from _models_in(key, value)


def _models_in(key: str, value: str) -> Iterator[ModelId]:
    if code := _CODE.fullmatch(value):
        yield ModelId("hf", code["repository"])
    elif _PATH.fullmatch(value):
        yield ModelId("file", value)
    elif _NAMING.fullmatch(key) and _BARE.fullmatch(value):
        yield ModelId("hf", value)
    else:
        yield from _repositories(value)


def _repositories(text: str) -> Iterator[ModelId]:
    yield from (ModelId("hf", page["repository"]) for page in _PAGE.finditer(text))
    yield from (ModelId("hf", match[0]) for match in _REPOSITORY.finditer(text))

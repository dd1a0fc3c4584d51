"""Whether two ids are the same model in two stores: ``whisper:base`` and ``hf:openai/whisper-base``."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from modelpolicy.domain.model_id import ModelId

Family: TypeAlias = tuple[re.Pattern[str], ...]

_FAMILIES: Final = Path(__file__).with_name("same_models.toml")


def is_same_model(one: ModelId, other: ModelId) -> bool:
    """Whether the ids fit two different patterns of a family, with the same name in both."""
    return any(
        first != second and name == other_name
        for family in _families()
        for first, name in _fits(family, one)
        for second, other_name in _fits(family, other)
    )


def _fits(family: Family, model: ModelId) -> Iterator[tuple[int, str]]:
    """The patterns that an id fits, by their number, and what stands for the name in each."""
    for number, pattern in enumerate(family):
        match = pattern.fullmatch(str(model))
        if match is not None:
            yield number, "".join(match.groups())


@cache
def _families() -> tuple[Family, ...]:
    read = tomllib.loads(_FAMILIES.read_text(encoding="utf-8"))["families"]
    return tuple(tuple(map(_regex, patterns)) for patterns in read)


def _regex(pattern: str) -> re.Pattern[str]:
    escaped = re.escape(pattern).replace(r"\{\}", "([^/]+)").replace(r"\*", ".*")
    return re.compile(escaped)

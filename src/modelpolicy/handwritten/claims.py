"""What a document says that follows from the rest of it, and whether it does follow."""

import re
from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.registry.schema import Registry
from modelpolicy.registry.size import Size
from modelpolicy.registry.usage import deletable

_ROUNDING: Final = 0.05
_RANGE: Final = re.compile(r"\((?P<sign>[<>])?\s*(?P<first>[^-<>()]+?)(?:\s*-\s*(?P<last>[^-<>()]+))?\)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in line ``line`` (from 1); ``verdict`` is what the document's own facts say."""

    line: int
    text: str
    holds: bool
    verdict: str


def judge_total(registry: Registry, line: int, text: str, claimed: Size) -> Claim:
    """Hold a total against the sizes of the models that may be deleted, give or take rounding (5 %)."""
    sizes = (registry.models[model].size for model in deletable(registry))
    total = Size.total(tuple(size for size in sizes if size))
    holds = abs(claimed.bytes - total.bytes) <= _ROUNDING * total.bytes
    return Claim(line, text, holds, f"the models that may be deleted add up to {total}")


def judge_users(registry: Registry, line: int, text: str, models: tuple[ModelId, ...]) -> Claim:
    """Hold the analyzers that a remark names against the models that they are documented to use."""
    named = [word for word in re.findall(r"[\w.-]*\w", text) if word in registry.analyzers]
    false = [name for name in named if not set(models) <= set(registry.analyzers[name].models)]
    shown = ", ".join(map(str, models))
    if not named or not models:
        return Claim(line, text, holds=False, verdict="it names no documented analyzer and model")
    if false:
        return Claim(line, text, holds=False, verdict=f"{', '.join(false)} is not documented to use {shown}")
    return Claim(line, text, holds=True, verdict=f"{', '.join(named)} is documented to use {shown}")


def judge_size_class(registry: Registry, line: int, analyzer: str, heading: str) -> Claim | None:
    """Hold an analyzer's place under ``Large models (>1GB)`` against its models' sizes; None without either."""
    bounds = _bounds(heading)
    sizes = [registry.models[model].size for model in registry.analyzers[analyzer].models]
    known = tuple(size for size in sizes if size)
    if bounds is None or not known or len(known) < len(sizes):
        return None
    total = Size.total(known)
    holds = bounds[0] <= total.bytes <= bounds[1]
    return Claim(line, f"{analyzer}: {heading}", holds, f"its models take {total}")


def _bounds(heading: str) -> tuple[float, float] | None:
    match = _RANGE.search(heading)
    found = [Size.find(part) for part in (match["first"], match["last"] or "")] if match else []
    sizes = [size.bytes for size, _, _ in filter(None, found)]
    if match is None or not sizes:
        return None
    if len(sizes) == 2:  # noqa: PLR2004 - from the first to the last
        return sizes[0], sizes[1]
    return (sizes[0], float("inf")) if match["sign"] == ">" else (0, sizes[0])

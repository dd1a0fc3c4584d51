"""What a document says that can be reckoned from a registry, and whether that bears it out.

The registry is the one that the document itself describes, or the project's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size, adds_up
from modelpolicy.handwritten.sections import meant
from modelpolicy.handwritten.statements import ListedAnalyzer, Place, Section, Statement, Total
from modelpolicy.handwritten.words import Summed, says_used
from modelpolicy.registry.schema import Registry
from modelpolicy.registry.usage import deletable

_RANGE: Final = re.compile(r"\((?P<sign>[<>])?\s*(?P<first>[^-<>()]+?)(?:\s*-\s*(?P<last>[^-<>()]+))?\)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in line ``line`` (from 1), about ``analyzer`` where it is about one; ``verdict`` is what is so."""

    line: int
    text: str
    holds: bool
    verdict: str
    analyzer: str | None = None


def judge(statement: Statement, registry: Registry) -> Iterator[Claim]:
    """Hold what a statement says of sums, of size groups and of users against a registry, where that can tell."""
    match statement:
        case Total():
            yield from judge_total(registry, statement)
        case Section():
            for name in statement.names:
                yield from _judge_group(registry, statement.line, name, statement.group)
            for remark in statement.warnings:
                yield _judge_users(registry, remark.line, remark.text, meant(statement, remark))
        case ListedAnalyzer():
            yield from _judge_group(registry, statement.line, statement.name, statement.group)
        case Place(caption=caption) if caption is not None and says_used(caption.remark):
            yield _judge_users(registry, caption.line, caption.remark, (statement.model,))
        case _:
            pass


def judge_total(registry: Registry, total: Total) -> Iterator[Claim]:
    """Hold a total against the sizes of what it sums; nothing where one of these is not known."""
    sizes = _listed_sizes(registry, total) if total.summed == "listed" else _sizes(registry, total.summed)
    known = tuple(size for size in sizes if size)
    if known and len(known) == len(sizes):
        found = Size.total(known)
        yield Claim(total.line, total.text, adds_up(total.size, found.bytes), f"{_SUMMED[total.summed]} {found}")


_SUMMED: Final[dict[Summed, str]] = {
    "listed": "the models that it sums add up to",
    "enabled": "the models of the enabled analyzers add up to",
    "disabled": "the models of the disabled analyzers add up to",
    "deletable": "the models that may be deleted add up to",
    "all": "all models add up to",
}


def _listed_sizes(registry: Registry, total: Total) -> list[Size | None]:
    entries = (registry.models.get(model) for model in total.listed)
    return [entry.size if entry else None for entry in entries]


def _sizes(registry: Registry, summed: Summed) -> list[Size | None]:
    """The size of every model of a kind, each once, and of every method that has one."""
    if summed == "deletable":
        return [registry.models[model].size for model in deletable(registry)]
    entries = [entry for entry in registry.analyzers.values() if summed in ("all", entry.status)]
    models = dict.fromkeys(model for entry in entries for model in entry.models)
    described = [registry.models[model].size if model in registry.models else None for model in models]
    return [*described, *(entry.size for entry in entries if entry.size)]


def _judge_group(registry: Registry, line: int, analyzer: str, heading: str) -> Iterator[Claim]:
    """Hold an analyzer's place under ``Large models (>1GB)`` against its models' sizes."""
    bounds = _bounds(heading)
    sizes = _analyzer_sizes(registry, analyzer)
    known = tuple(size for size in sizes if size)
    if bounds is None or not known or len(known) < len(sizes):
        return
    total = Size.total(known)
    holds = bounds[0] <= total.bytes <= bounds[1]
    yield Claim(line, f"{analyzer}: {heading}", holds, f"its models take {total}", analyzer)


def _analyzer_sizes(registry: Registry, analyzer: str) -> list[Size | None]:
    entry = registry.analyzers.get(analyzer)
    if entry is None:
        return []
    described = [registry.models[model].size if model in registry.models else None for model in entry.models]
    return described or [entry.size]


def _judge_users(registry: Registry, line: int, text: str, models: tuple[ModelId, ...]) -> Claim:
    """Hold the analyzers that a remark names against the models that they are documented to use."""
    named = [word for word in re.findall(r"[\w.-]*\w", text) if "_" in word or word in registry.analyzers]
    false = [name for name in named if not set(models) <= set(_models(registry, name))]
    shown = ", ".join(map(str, models))
    if not named or not models:
        return Claim(line, text, holds=False, verdict="it names no documented analyzer and model")
    if false:
        verdict = f"{', '.join(false)} is not documented to use {shown}"
        return Claim(line, text, holds=False, verdict=verdict, analyzer=false[0])
    return Claim(line, text, holds=True, verdict=f"{', '.join(named)} is documented to use {shown}")


def _models(registry: Registry, analyzer: str) -> tuple[ModelId, ...]:
    entry = registry.analyzers.get(analyzer)
    return entry.models + entry.may if entry else ()


def _bounds(heading: str) -> tuple[float, float] | None:
    match = _RANGE.search(heading)
    found = [Size.find(part) for part in (match["first"], match["last"] or "")] if match else []
    sizes = [size.bytes for size, _, _ in filter(None, found)]
    if match is None or not sizes:
        return None
    if len(sizes) == 2:  # noqa: PLR2004 - from the first to the last
        return sizes[0], sizes[1]
    return (sizes[0], float("inf")) if match["sign"] == ">" else (0, sizes[0])

"""A registry in the making, from facts that arrive line by line and may contradict each other."""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.handwritten.blocks import Inline
from modelpolicy.handwritten.model_names import named_models
from modelpolicy.handwritten.words import FieldName, per_unit
from modelpolicy.registry.schema import AnalyzerEntry, Deletion, ModelEntry
from modelpolicy.registry.size import Size
from modelpolicy.registry.text import Text

Fact: TypeAlias = Literal["title", "kind", "size", "per"]
FieldValue: TypeAlias = tuple[int, Inline]
SizePer: TypeAlias = tuple[Size, Text | None]


@dataclass(frozen=True, slots=True)
class Section:
    """What one heading, or one numbered item, says of its analyzers. ``depth`` is 0 for a heading."""

    names: tuple[str, ...]
    status: Status
    depth: int
    fields: dict[FieldName, FieldValue] = field(default_factory=dict)
    deletions: list[tuple[int, Deletion]] = field(default_factory=list)
    warnings: list[FieldValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Draft:
    """Analyzers and models so far, and why what a line says was not taken, by line."""

    analyzers: dict[str, AnalyzerEntry] = field(default_factory=dict)
    models: dict[ModelId, ModelEntry] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    def add_analyzer(self, name: str, entry: AnalyzerEntry, line: int) -> None:
        """Add an analyzer; the first of two of the same name stays."""
        if name in self.analyzers:
            self.reasons[line] = f"{name} is documented above already"
        else:
            self.analyzers[name] = entry

    def add_section(self, section: Section, line: int) -> None:
        """Add a section's analyzers and what it says of their models."""
        models = self._section_models(section)
        entry = AnalyzerEntry(section.status, models, purpose=_words(section, "purpose"), note=_words(section, "note"))
        kind, sizes = _words(section, "kind"), self._sizes(section)
        if not models:
            size, per = sizes[0] if sizes else (None, None)
            entry = replace(entry, method=_words(section, "model"), size=size, per=per, kind=kind)
        elif any(self.models[model].kind not in {None, kind} for model in models):
            entry = replace(entry, kind=kind)
        else:
            for model in models:
                self.add_fact(model, "kind", kind, line)
        self._assign_sizes(section, models, sizes)
        if self.analyzers.keys() & set(section.names):
            self.reasons.update({at: "its analyzer is documented above already" for at, _ in section.fields.values()})
        for name in section.names:
            self.add_analyzer(name, entry, line)

    def add_fact(self, model: ModelId, fact: Fact, value: "str | Text | Size | None", line: int) -> None:
        """Add one fact about a model; the first of two that contradict each other stays."""
        entry = self.models.setdefault(model, ModelEntry())
        known = getattr(entry, fact)
        if value is None or _agree(known, value):
            return
        if known is None:
            change: dict[str, Any] = {fact: value}
            self.models[model] = replace(entry, **change)
        else:
            self.reasons[line] = f"the {fact} of {model} is documented above as {_shown(known)}"

    def add_place(self, model: ModelId, path: str | None, deletion: Deletion, line: int) -> None:
        """Add where a model lies and whether it may be deleted; forbidden outweighs allowed."""
        entry = self.models.setdefault(model, ModelEntry())
        if path is not None and path not in entry.paths:
            entry = replace(entry, paths=(*entry.paths, path))
        if entry.deletion not in {None, deletion}:
            self.reasons[line] = f"{model} is documented both as allowed and as forbidden to delete"
            deletion = "forbidden"
        self.models[model] = replace(entry, deletion=deletion)

    def _section_models(self, section: Section) -> tuple[ModelId, ...]:
        line, value = section.fields.get("model", (0, Inline("")))
        named = named_models(value) if value.text else ()
        if value.text and not named:
            self.reasons[line] = "no model id is named: taken as the analyzer's method"
        for model in named:
            self.add_fact(model.id, "title", model.title, line)
        for line, deletion in section.deletions:
            for model in named:
                self.add_place(model.id, None, deletion, line)
            if not named:
                self.reasons[line] = "no model id is named that this can be about"
        return tuple(model.id for model in named)

    def _assign_sizes(self, section: Section, models: tuple[ModelId, ...], sizes: list[SizePer]) -> None:
        """Give each model its size: one for all where it is the size of one of several."""
        line = section.fields["size"][0] if sizes else 0
        if len(sizes) == 1 and sizes[0][1] is not None:
            sizes = sizes * len(models)
        if models and sizes and len(sizes) != len(models):
            self.reasons[line] = "which size is which model's is not said"
            return
        for model, (size, per) in zip(models, sizes, strict=False):
            self.add_fact(model, "size", size, line)
            self.add_fact(model, "per", per, line)

    def _sizes(self, section: Section) -> list[SizePer]:
        line, value = section.fields.get("size", (0, Inline("")))
        sizes: list[SizePer] = []
        for part in re.split(r",(?!\d)", value.text) if value.text else ():
            found = Size.find(part)
            rest = (part[: found[1]] + part[found[2] :]).strip() if found else part
            unit = per_unit(rest)
            if found is None or (rest and unit is None):
                self.reasons[line] = f"{rest!r} was not read"
            if found is not None:
                sizes.append((found[0], Text.parse(unit) if unit else None))
        return sizes


def _words(section: Section, name: FieldName) -> Text | None:
    text = section.fields[name][1].text if name in section.fields else ""
    return Text.parse(text) if text else None


def _agree(known: object, value: object) -> bool:
    if isinstance(known, Size) and isinstance(value, Size):
        return known.bytes == value.bytes
    return known == value


def _shown(known: object) -> str:
    return known.in_language("") if isinstance(known, Text) else str(known)

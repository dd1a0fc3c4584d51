"""A registry in the making, from facts that arrive line by line and may contradict each other."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.handwritten.blocks import Inline
from modelpolicy.handwritten.sections import meant, models_in, sizes_by_model, sizes_in
from modelpolicy.handwritten.statements import Caption, ListedAnalyzer, Place, Section, Statement
from modelpolicy.handwritten.words import FieldName, says_used
from modelpolicy.registry.schema import AnalyzerEntry, Deletion, ModelEntry
from modelpolicy.registry.text import Text

Fact: TypeAlias = Literal["title", "kind", "size", "per"]


@dataclass(frozen=True, slots=True)
class Draft:
    """Analyzers and models so far, and why what a line says was not taken, by line."""

    analyzers: dict[str, AnalyzerEntry] = field(default_factory=dict)
    models: dict[ModelId, ModelEntry] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    def add(self, statement: Statement) -> None:
        """Add what one statement says; headings and totals say nothing that has a place in a registry."""
        match statement:
            case Section():
                self._add_section(statement)
            case ListedAnalyzer():
                self._add_listed(statement)
            case Place():
                self._add_place(statement.model, statement.path or None, statement.deletion, statement.line)
                if statement.caption is not None:
                    self._add_caption(statement.model, statement.caption)
            case _:
                pass

    def _add_listed(self, listed: ListedAnalyzer) -> None:
        method = Text.parse(listed.method) if listed.method else None
        self._add_analyzer(listed.name, AnalyzerEntry(listed.status, method=method, size=listed.size), listed.line)

    def _add_caption(self, model: ModelId, caption: Caption) -> None:
        self._add_fact(model, "title", caption.title or None, caption.line)
        self._add_fact(model, "size", caption.size, caption.line)
        if caption.remark and not says_used(caption.remark):
            self.reasons[caption.line] = f"{caption.remark!r} was not read"

    def _add_analyzer(self, name: str, entry: AnalyzerEntry, line: int) -> None:
        """Add an analyzer; the first of two of the same name stays."""
        if name in self.analyzers:
            self.reasons[line] = f"{name} is documented above already"
        else:
            self.analyzers[name] = entry

    def _add_section(self, section: Section) -> None:
        """Add a section's analyzers and what it says of their models."""
        if section.unread:
            self.reasons[section.line] = f"not read: {', '.join(section.unread)}"
        if section.names and section.status is None:
            lines = [section.line, *(line for line, _ in section.fields.values())]
            self.reasons.update(dict.fromkeys(lines, "whether the analyzer is enabled is not said"))
            return
        models = self._section_models(section)
        self._note_sizes(section)
        if section.status is None:
            return
        if self.analyzers.keys() & set(section.names):
            self.reasons.update({at: "its analyzer is documented above already" for at, _ in section.fields.values()})
        entry = self._entry(section, section.status, models)
        for name in section.names:
            self._add_analyzer(name, entry, section.line)

    def _entry(self, section: Section, status: Status, models: tuple[ModelId, ...]) -> AnalyzerEntry:
        kind = _words(section, "kind")
        entry = AnalyzerEntry(status, models, purpose=_words(section, "purpose"), note=_words(section, "note"))
        if not models:
            said = next((said for said in sizes_in(section) if said.size), None)
            size, per = (said.size, _text(said.per)) if said else (None, None)
            return replace(entry, method=_words(section, "model"), size=size, per=per, kind=kind)
        if any(self.models[model].kind not in {None, kind} for model in models):
            return replace(entry, kind=kind)
        for model in models:
            self._add_fact(model, "kind", kind, section.line)
        return entry

    def _add_fact(self, model: ModelId, fact: Fact, value: "str | Text | Size | None", line: int) -> None:
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

    def _add_place(self, model: ModelId, path: str | None, deletion: Deletion, line: int) -> None:
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
        named = models_in(section)
        if value.text and not named:
            self.reasons[line] = "no model id is named: taken as the analyzer's method"
        for model in named:
            self._add_fact(model.id, "title", model.title, line)
        for remark in section.deletions:
            for about in meant(section, remark):
                self._add_place(about, None, remark.deletion, remark.line)
            if not meant(section, remark):
                self.reasons[remark.line] = "no model id is named that this can be about"
        return tuple(model.id for model in named)

    def _note_sizes(self, section: Section) -> None:
        line = section.fields["size"][0] if "size" in section.fields else 0
        for said in sizes_in(section):
            if said.rest:
                self.reasons[line] = f"{said.rest!r} was not read"
        sizes = sizes_by_model(section)
        if sizes is None:
            self.reasons[line] = "which size is which model's is not said"
            return
        for model, said in sizes.items():
            self._add_fact(model, "size", said.size, line)
            self._add_fact(model, "per", _text(said.per), line)


def _words(section: Section, name: FieldName) -> Text | None:
    return _text(section.fields[name][1].text) if name in section.fields else None


def _text(words: str | None) -> Text | None:
    return Text.parse(words) if words else None


def _agree(known: object, value: object) -> bool:
    if isinstance(known, Size) and isinstance(value, Size):
        return known.bytes == value.bytes
    return known == value


def _shown(known: object) -> str:
    return known.in_language("") if isinstance(known, Text) else str(known)

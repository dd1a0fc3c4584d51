"""What a document says, before it has words: sections, groups and totals computed from the registry."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry, Registry
from modelpolicy.registry.text import Text
from modelpolicy.registry.usage import deletable, enabled_users, protected

LARGE: Final = 10**9
MEDIUM: Final = 10**8


@dataclass(frozen=True, slots=True)
class Model:
    """A documented model as a document shows it. ``users`` are the enabled analyzers that use it."""

    id: ModelId
    entry: ModelEntry
    places: tuple[str, ...]
    users: tuple[str, ...]
    deletable: bool

    @property
    def name(self) -> str:
        """The name as people write it: without the store where its form tells the store."""
        return self.id.name if self.id.store in {"hf", "ultralytics"} else str(self.id)

    @property
    def bytes(self) -> int | None:
        """The documented size."""
        return self.entry.size.bytes if self.entry.size else None


@dataclass(frozen=True, slots=True)
class Section:
    """One analyzer, or several that share all that is said of them."""

    names: tuple[str, ...]
    entry: AnalyzerEntry
    models: tuple[Model, ...]

    @property
    def kinds(self) -> tuple[Text, ...]:
        """The analyzer's own kind, else its models'."""
        if self.entry.kind:
            return (self.entry.kind,)
        return tuple(dict.fromkeys(model.entry.kind for model in self.models if model.entry.kind))

    @property
    def sizes(self) -> tuple[tuple[Size, Text | None], ...]:
        """The distinct sizes of its models, or of its method, each with what it is the size of one of."""
        entries: tuple[AnalyzerEntry | ModelEntry, ...] = tuple(model.entry for model in self.models)
        return tuple(dict.fromkeys((e.size, e.per) for e in entries or (self.entry,) if e.size))

    @property
    def explicit(self) -> bool:
        """Whether there is more to say than a name and a method."""
        return bool(self.models or self.entry.kind or self.entry.purpose)

    @property
    def size_class(self) -> str:
        """``large`` (over 1 GB), ``medium`` (from 100 MB), ``small``, or ``unknown`` where a size is missing."""
        sizes = [model.bytes for model in self.models]
        if None in sizes:
            return "unknown"
        amount = sum(size for size in sizes if size is not None)
        return "large" if amount > LARGE else "medium" if amount >= MEDIUM else "small"


@dataclass(frozen=True, slots=True)
class Outline:
    """All that the template needs. Numbers run on: over the enabled sections, and over the disabled ones."""

    enabled: tuple[Section, ...]
    enabled_methods: tuple[Section, ...]
    disabled: tuple[tuple[str, tuple[Section, ...]], ...]
    disabled_methods: tuple[Section, ...]
    deletable: tuple[Model, ...]
    total: Size
    protected: tuple[Model, ...]

    @property
    def total_is_complete(self) -> bool:
        """Whether every deletable model has a documented size."""
        return all(model.entry.size for model in self.deletable)

    @property
    def large(self) -> tuple[Model, ...]:
        """The deletable models over 1 GB."""
        return tuple(model for model in self.deletable if (model.bytes or 0) > LARGE)


def outline(registry: Registry) -> Outline:
    """Compute a document's content."""
    models = {model: _model(registry, model) for model in registry.models}
    enabled = tuple(_sections(registry, models, "enabled"))
    disabled = tuple(_sections(registry, models, "disabled"))
    removable = tuple(models[model] for model in deletable(registry))
    return Outline(
        enabled=tuple(section for section in enabled if section.explicit),
        enabled_methods=tuple(section for section in enabled if not section.explicit),
        disabled=tuple(_by_size(tuple(section for section in disabled if section.explicit))),
        disabled_methods=tuple(section for section in disabled if not section.explicit),
        deletable=removable,
        total=Size.total(tuple(model.entry.size for model in removable if model.entry.size)),
        protected=tuple(models[model] for model in protected(registry) if model.store != "bundled"),
    )


def _model(registry: Registry, model: ModelId) -> Model:
    entry = registry.models.get(model, ModelEntry())
    return Model(
        id=model,
        entry=entry,
        places=entry.paths or tuple(_implied_places(model)),
        users=enabled_users(registry, model),
        deletable=model in deletable(registry),
    )


def _implied_places(model: ModelId) -> Iterator[str]:
    """Where the store's own naming puts a model: the hub cache's folder for a repository."""
    if model.store == "hf":
        yield f"~/.cache/huggingface/hub/models--{model.name.replace('/', '--')}"


def _sections(registry: Registry, models: dict[ModelId, Model], status: Status) -> Iterator[Section]:
    """One section for neighbours that share their models and all else that is said of them."""
    entries = [(name, entry) for name, entry in registry.analyzers.items() if entry.status == status]
    for entry, group in groupby(entries, key=lambda named: named[1]):
        names = tuple(name for name, _ in group)
        known = tuple(models.get(model) or _model(registry, model) for model in entry.models)
        sections = (names,) if entry.models else tuple((name,) for name in names)
        yield from (Section(section, entry, known) for section in sections)


def _by_size(sections: tuple[Section, ...]) -> Iterator[tuple[str, tuple[Section, ...]]]:
    for size_class in ("large", "medium", "small", "unknown"):
        group = tuple(section for section in sections if section.size_class == size_class)
        if group:
            yield size_class, group

"""What a registry says: the values behind ``policies/registry.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.registry.text import Text

FORMAT: Final = "modelpolicy-registry/1"
Deletion = Literal["allowed", "forbidden"]
Trust = Literal["remote-code", "pickle"]


@dataclass(frozen=True, slots=True)
class AnalyzerEntry:
    """A documented analyzer.

    ``models`` are the models that it loads, ``method`` what it uses instead of one; ``size`` and
    ``per`` belong to the method (a model's size stands with the model). ``kind`` is given only where
    it is not the model's. ``may`` lists what a load can be whose model the source does not decide. ``vram`` is what
    it takes on a GPU at most, ``load_time`` how long it takes to load. ``trusts`` is what smoke runs and rules
    let it do: run code out of a model's repository, read pickles of more than tensors.
    """

    status: Status
    models: tuple[ModelId, ...] = ()
    may: tuple[ModelId, ...] = ()
    trusts: tuple[Trust, ...] = ()
    method: Text | None = None
    size: Size | None = None
    per: Text | None = None
    kind: Text | None = None
    vram: Size | None = None
    load_time: str | None = None
    purpose: Text | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class HubRecord:
    """What the Hugging Face hub said of a model on the day ``asked`` (ISO 8601); a program writes it.

    ``revision`` is the commit of the default branch, ``size`` that of all files there, ``formats`` how weights are
    stored in them.
    """

    asked: str
    revision: str | None = None
    size: Size | None = None
    licence: str | None = None
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A documented model.

    ``size`` is the size of one ``per`` where that is given (``~64MB`` per language). ``paths`` say
    where the model lies, where that is not the place that its store's name implies. ``licence`` is an SPDX
    identifier.
    """

    title: str | None = None
    kind: Text | None = None
    size: Size | None = None
    per: Text | None = None
    deletion: Deletion | None = None
    licence: str | None = None
    paths: tuple[str, ...] = ()
    note: Text | None = None
    hub: HubRecord | None = None

    @property
    def known_licence(self) -> str | None:
        """The licence that somebody wrote, or else what the hub said."""
        return self.licence or (self.hub.licence if self.hub else None)


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line of an imported document that the import could not place. ``line`` counts from 1."""

    line: int
    text: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """The documented analyzers and models, in written order, and what an import left to sort by hand."""

    analyzers: Mapping[str, AnalyzerEntry] = field(default_factory=dict)
    models: Mapping[ModelId, ModelEntry] = field(default_factory=dict)
    unread: tuple[UnreadLine, ...] = ()
    format: Literal["modelpolicy-registry/1"] = FORMAT
